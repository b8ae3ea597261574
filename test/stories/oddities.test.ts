import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test('a refund that Telegram refuses changes nothing, and the admin reads why', async () => {
  const ann = await stage.meet('Ann')
  const charge = await ann.buys('month')
  await stage.telegram.withdraw((await stage.telegram.balance()).stars)
  const moved = await stage.moved(async () => {
    await stage.admin.say(`/refund ${charge}`)
    expect((await stage.admin.reads('Refund refused')).text).toMatch(
      /^Refund refused: 250 Stars\nTelegram says the bot’s balance is too low. 250 Stars are needed:/,
    )
  })
  expect(moved).toEqual({}) // case 34
  expect(await stage.books.billing.accessOf(ann.id)).toMatchObject([{ active: true }])
  expect((await stage.admin.say(`/why ${ann.id}`)).text).toContain('↩ refund of 250 Stars refused')
})

test('a button pressed while the bot was away still works, though its circle has stopped', async () => {
  const ann = await stage.meet('Ann')
  const hello = await ann.say('/start')
  await stage.stop()
  await stage.telegram.press({ person: ann.id, message_id: hello.message_id, data: 'plans' })
  stage.books.clock.advance(60_000)
  await stage.start()
  expect((await ann.reads('On sale')).text).toContain('The month')
  expect(stage.log.join('')).not.toContain('update failed')
})

// case 28
test('a change to a subscription nobody bought here is kept, and admins are told once', async () => {
  const user = { id: 7_123_456_789, is_bot: false, first_name: 'Sue' }
  const subscription = { user, invoice_payload: 'x', state: 'canceled' } as const
  await stage.telegram.deliver({ subscription })
  await stage.telegram.deliver({ subscription: { ...subscription, state: 'active' } })
  await stage.admin.reads('Telegram speaks of a subscription we do not know')
  await expect.poll(() => stage.log.join('').match(/"kind":"unknown","msg":"renewal"/g)).toHaveLength(2)
  const said = (await stage.admin.messages()).filter(({ text }) => text?.includes('7123456789'))
  expect(said).toHaveLength(1)
})

test('whoever is neither a person nor asks anything gets no answer', async () => {
  const ann = await stage.meet('Ann')
  const before = (await ann.messages()).length
  const chat = { id: ann.id, type: 'private', first_name: 'Ann' } as const
  const from = { id: 136_817_688, is_bot: true, first_name: 'Channel' }
  await stage.telegram.deliver({
    message: { message_id: 900, date: 1_790_000_000, chat, from, text: '/start' },
  })
  await ann.say('/help')
  expect(await ann.messages()).toHaveLength(before + 1)
  expect(await stage.books.billing.findPeople('136817688')).toEqual([]) // case 38
})
