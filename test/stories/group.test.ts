import { afterAll, beforeAll, expect, test } from 'vitest'
import { links } from './player.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

async function askIn(chat: number, person: number, text: string, anonymous = false) {
  const { message_id } = await stage.telegram.send({ person, chat, text, anonymous })
  await expect
    .poll(async () => (await stage.telegram.group(chat)).messages.at(-1)?.message_id)
    .toBeGreaterThan(message_id)
  const answer = (await stage.telegram.group(chat)).messages.at(-1)
  if (!answer) throw new Error('no answer')
  return answer
}

test('/buy in a group sells nothing there and leads to the invoice in private', async () => {
  const ann = await stage.meet('Ann')
  const { id: chat } = await stage.telegram.addGroup({ title: 'Friends', members: [ann.id] })
  const answer = await askIn(chat, ann.id, '/buy month')
  expect(answer.text).toBe('I sell in private only. Tap below and I’ll send you the invoice there.') // case 39
  expect(links(answer)).toEqual(['https://t.me/stage_bot?start=plan_month'])
  expect(links(await askIn(chat, ann.id, '/buy'))).toEqual(['https://t.me/stage_bot?start=plans'])
  expect(links(await askIn(chat, ann.id, '/buy no such <plan>'))).toEqual([
    'https://t.me/stage_bot?start=plans',
  ])
  expect(await stage.telegram.requests('sendInvoice')).toEqual([])
  expect((await ann.say('/start plan_month')).invoice?.title).toBe('The month')
})

test('an anonymous admin of a group gets the same answer, and never becomes a person', async () => {
  const ann = await stage.meet('Ann')
  const { id: chat } = await stage.telegram.addGroup({
    title: 'Friends',
    members: [ann.id],
    administrators: [ann.id],
  })
  const answer = await askIn(chat, ann.id, '/buy month', true)
  expect(links(answer)).toEqual(['https://t.me/stage_bot?start=plan_month']) // case 38
  await askIn(chat, ann.id, '/status', true)
  for (const fake of ['1087968824', '136817688'])
    expect(await stage.books.billing.findPeople(fake)).toEqual([])
})

test('whoever only writes in a group is not kept in the books; other commands lead to the private chat', async () => {
  const { user } = await stage.telegram.addPerson({ first_name: 'Борис', language_code: 'ru' })
  const { id: chat } = await stage.telegram.addGroup({ title: 'Друзья', members: [user.id] })
  const answer = await askIn(chat, user.id, '/status')
  expect(answer.text).toBe('Давайте поговорим в личном чате.')
  expect(links(answer)).toEqual(['https://t.me/stage_bot?start=start'])
  expect(await stage.books.billing.findPeople(String(user.id))).toEqual([])
})

test('admin commands do nothing in groups', async () => {
  const { id: chat } = await stage.telegram.addGroup({ title: 'Friends', members: [stage.admin.id] })
  await stage.telegram.send({ person: stage.admin.id, chat, text: '/find 900' })
  await askIn(chat, stage.admin.id, '/help')
  const texts = (await stage.telegram.group(chat)).messages.map(({ text }) => text)
  expect(texts).toEqual(['/find 900', '/help', 'Let’s talk in private.'])
})
