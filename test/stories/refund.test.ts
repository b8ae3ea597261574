import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMIN } from '../support/books.ts'
import { labels } from './player.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const BACK = { 'cash XTR': -250, 'sales XTR': 250 }

test('an admin gives a payment back: Stars, books, access and both people know', async () => {
  const ann = await stage.meet('Ann')
  const charge = await ann.buys('month')
  const [stars, refunds] = [
    await ann.stars(),
    await stage.metric('telegram_payments_total{result="refunded"}'),
  ]
  const moved = await stage.moved(async () => {
    const answer = await stage.admin.say(`/refund ${charge} she asked kindly`)
    expect(answer.text).toContain(`250 Stars go back to ${ann.id}. I’ll tell you when Telegram has done it.`)
    await stage.admin.reads(`Refunded: 250 Stars are back with ${ann.id}`)
    const told = await ann.reads('back in your balance')
    expect(told.text).toBe(
      'Your 250 Stars for The month are back in your balance, and the access they paid for has ended.',
    )
  })
  expect(moved).toEqual(BACK) // case 32
  expect(await ann.stars()).toBe(stars + 250)
  expect(await stage.books.billing.accessOf(ann.id)).toMatchObject([{ active: false }])
  expect((await stage.books.billing.story(ann.id))?.payments[0]?.refunds).toMatchObject([
    { requestedBy: ADMIN, reason: 'she asked kindly', result: 'succeeded' },
  ])
  // Telegram’s own service message about this refund came too, and counts for nothing more.
  expect(await stage.metric('telegram_payments_total{result="refunded"}')).toBe(refunds + 1)

  const again = await stage.moved(async () => {
    expect((await stage.admin.say(`/refund ${charge}`)).text).toContain('This payment went back already.')
  })
  expect(again).toEqual({})
})

test('one of two purchases refunded: what the other bought stays, and moves up', async () => {
  const ann = await stage.meet('Ann')
  const first = await ann.buys('month')
  await ann.buys('month')

  const moved = await stage.moved(async () => {
    await stage.admin.say(`/refund ${first}`)
    const told = await ann.reads('Your other purchase keeps it open')
    expect(told.text).toContain('until 21 December 2026')
  })
  expect(moved).toEqual(BACK) // case 35
  expect(await stage.books.billing.accessOf(ann.id)).toMatchObject([{ active: true }])
})

test('a refund that Telegram made by itself is recorded, and ends the access', async () => {
  const ann = await stage.meet('Ann')
  const charge = await ann.buys('month')
  const refunds = await stage.metric('telegram_payments_total{result="refunded"}')
  const moved = await stage.moved(async () => {
    await stage.telegram.refundElsewhere(charge)
    await ann.reads('back in your balance')
  })
  expect(moved).toEqual(BACK) // case 33
  expect(await stage.books.billing.accessOf(ann.id)).toMatchObject([{ active: false }])
  expect(await stage.metric('telegram_payments_total{result="refunded"}')).toBe(refunds + 1)
})

test('/refund of a payment nobody knows says so', async () => {
  expect((await stage.admin.say('/refund nobody-knows\u0000')).text).toContain(
    'There is no payment nobody-knows\ufffd',
  )
})

test('/find finds by id, name, charge and order; /why tells the whole story', async () => {
  const ann = await stage.meet('Ann & Co', { username: 'ann_and_co' })
  const charge = await ann.buys('month')
  const order = await stage.orderOf(ann)
  const story = await stage.books.billing.story(ann.id)
  const payment = story?.payments[0]?.paymentId ?? ''

  for (const query of [`${ann.id}`, '@ann_and_co', charge, order, payment]) {
    const found = await stage.admin.say(`/find ${query}`) // case 93
    expect(found.text).toContain(`Ann & Co @ann_and_co\n${ann.id}`)
  }
  const found = await stage.admin.say(`/find ${ann.id}`)
  expect(labels(found)).toEqual([[`Story of Ann & Co (${ann.id})`]])

  const told = await stage.admin.press(found, 'Story of Ann')
  for (const part of [
    'pro open by month',
    'paid 250 Stars for The month',
    charge,
    order,
    payment,
    'gave month',
  ]) {
    expect(told.text).toContain(part)
  }
  expect(told.text).toContain('Messages: 1 sent, 0 not sent')
  expect((await stage.admin.say('/why @ann_and_co')).text).toBe(told.text)
})

test('/why tells of refunds, of what was held, and of refunds that Telegram refused', async () => {
  const ann = await stage.meet('Ann')
  const charge = await ann.buys('month')
  await stage.admin.say(`/refund ${charge} because`)
  await ann.reads('back in your balance')
  const bill = await ann.invoice('year')
  await ann.pay(bill, { without_precheckout: true, claim: { total_amount: 7 } })
  await ann.reads('we are looking into it')

  const told = (await stage.admin.say(`/why ${ann.id}`)).text
  expect(told).toMatch(/↩ 250 Stars refunded 21 Nov 2026, \d\d:\d\d, asked by 900: because/)
  expect(told).toContain('pro closed; month ended 21 Nov 2026')
  expect(told).toContain('held: The amount is not that of its order.')
})

test('the story of somebody with twenty payments fits into one message, and names every one of them', async () => {
  const ann = await stage.meet('Ann')
  const charges: string[] = []
  for (let round = 0; round < 20; round++) {
    charges.push(await ann.buys('month'))
    stage.books.clock.advance(20_000)
  }
  await stage.admin.say(`/refund ${charges[0]} the first`)
  await ann.reads('back in your balance')
  const told = await stage.admin.say(`/why ${ann.id}`)
  expect(told.text?.length).toBeLessThanOrEqual(4096)
  expect(told.text).toMatch(new RegExp(`250 Stars for The month ↩ back\npayment ${charges[0]}`))
  for (const charge of charges) expect(told.text).toContain(`payment ${charge}`)
  const copied = told.entities?.filter(({ type }) => type === 'code') ?? []
  expect(copied.length).toBeGreaterThanOrEqual(charges.length)
})

test('/find and /why without a question say how, and nobody found is said', async () => {
  expect((await stage.admin.say('/find')).text).toContain('Send /find and a Telegram id')
  expect((await stage.admin.say('/why')).text).toContain('Send /why and a Telegram id')
  expect((await stage.admin.say('/find @nobody_here')).text).toBe('Nobody found for “@nobody_here”.')
  expect((await stage.admin.say('/why <b>')).text).toBe('Nobody found for “<b>”.')
})

test('for everyone else the admin commands do not exist', async () => {
  const ann = await stage.meet('Ann')
  const charge = await ann.buys('month')
  const unknown = (await ann.say('/nonsense')).text
  const moved = await stage.moved(async () => {
    for (const text of [`/refund ${charge}`, `/find ${ann.id}`, `/why ${ann.id}`]) {
      expect((await ann.say(text)).text).toBe(unknown)
    }
  })
  expect(moved).toEqual({})
  expect((await ann.say('/help')).text).not.toContain('/refund')
  expect((await stage.admin.say('/help')).text).toContain('/refund – Give a payment back')
})

test('the menu lists admin commands in admins’ chats only, and speaks the person’s language', async () => {
  const [ann, anna] = [await stage.meet('Ann'), await stage.meet('Анна', { language: 'ru' })]
  const commandsOf = async (id: number) => (await stage.telegram.chat(id)).commands
  expect((await commandsOf(ann.id)).map(({ command }) => command)).toEqual([
    ...['start', 'plans', 'buy', 'status', 'language', 'help', 'paysupport', 'support', 'terms', 'privacy'],
    'forget',
  ])
  expect(await commandsOf(anna.id)).toContainEqual({ command: 'buy', description: 'Купить тариф' })
  expect((await commandsOf(ADMIN)).map(({ command }) => command)).toEqual(
    expect.arrayContaining(['find', 'why', 'refund']),
  )
})

test('a person who blocked the bot keeps what is theirs; unblocked, messages reach them again', async () => {
  const ann = await stage.meet('Ann')
  const charge = await ann.buys('month')
  await stage.telegram.block({ person: ann.id, blocked: true })
  await stage.admin.say(`/refund ${charge}`)
  await stage.admin.reads(`250 Stars are back with ${ann.id}`)
  await expect
    .poll(async () => (await stage.admin.say(`/find ${ann.id}`)).text)
    .toContain('Messages don’t arrive since 21 Nov 2026')

  await stage.telegram.block({ person: ann.id, blocked: false })
  await expect.poll(async () => (await stage.admin.say(`/find ${ann.id}`)).text).not.toContain('don’t arrive')
})
