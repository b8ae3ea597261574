import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, days, openBooks } from '../support/books.ts'
import { aCardOrder, CARD_SHOP, monthsAfter, periodCharge, stateOf } from '../support/card-sale.ts'
import { accessTo, chargeFor, newsFor, rows, someone } from '../support/sale.ts'
import { subscribersIn } from './subscribers.ts'

const books = await openBooks({ plans: CARD_SHOP })
const { cards } = books.billing
beforeAll(() => books.clock.stand())
afterAll(() => books.close())

const { record, subscriber } = subscribersIn(books)

const newsOf = async (personId: number, kind: string) =>
  (await newsFor(books, personId)).filter(news => news.kind === kind)

describe('a payment that does not come', () => {
  const payUrl = 'https://invoice.example/pay'

  // case 72
  test('is told once a period, with the way to pay and until when access stays', async () => {
    const { order, personId, endsAt } = await subscriber()
    books.clock.advance(+endsAt - +books.clock.now() + 1000)
    const due = { status: 'past_due', periodStartsAt: endsAt, periodEndsAt: monthsAfter(endsAt, 1), payUrl }
    await Promise.all([record(order, due), record(order, due), record(order, due)])
    const told = {
      kind: 'payment_failed',
      plan: 'The care',
      price: { amount: 999, currency: 'EUR' },
      graceUntil: new Date(+endsAt + days(3)).toISOString(),
      payUrl,
      todo: 'pay',
    }
    expect(await newsOf(personId, 'payment_failed')).toEqual([told])

    // It is paid late, and does not come in the next period either.
    await record(order, { ...due, status: 'active', payUrl: null })
    await books.billing.settle(periodCharge(order, { startsAt: endsAt, endsAt: due.periodEndsAt }))
    const next = { startsAt: due.periodEndsAt, endsAt: monthsAfter(due.periodEndsAt, 1) }
    await record(order, { ...due, periodStartsAt: next.startsAt, periodEndsAt: next.endsAt })
    expect(await newsOf(personId, 'payment_failed')).toHaveLength(2)
  })

  // case 73
  test('because the bank wants to be asked is told as that, also of a first payment', async () => {
    const { order, personId } = await subscriber()
    await record(order, { status: 'past_due', payUrl, todo: 'confirm' })
    await record(order, { status: 'past_due', payUrl, todo: 'pay' })
    expect(await newsOf(personId, 'payment_failed')).toMatchObject([{ todo: 'confirm' }, { todo: 'pay' }])

    const first = await aCardOrder(books, await someone(books))
    await record(first, { status: 'incomplete', renews: false, payUrl, todo: 'confirm' })
    expect(await newsFor(books, first.personId)).toMatchObject([
      { kind: 'payment_failed', todo: 'confirm', payUrl, graceUntil: null },
    ])
  })

  test('of a first payment that simply failed is not told: they see it where they pay', async () => {
    const order = await aCardOrder(books, await someone(books))
    await record(order, { status: 'incomplete', renews: false, payUrl })
    expect(await newsFor(books, order.personId)).toEqual([])
  })

  test('after the days of grace says that access is closed', async () => {
    const { order, personId, endsAt } = await subscriber()
    books.clock.advance(+endsAt - +books.clock.now() + days(4))
    await record(order, { status: 'unpaid', renews: false, payUrl })
    expect(await newsOf(personId, 'payment_failed')).toMatchObject([{ graceUntil: null, payUrl }])
  })
})

// case 72
describe('until when access stays, for whom a payment did not come, is said of all that opens it', () => {
  const debt = { status: 'unpaid', renews: false, payUrl: null }
  const saidTo = async (personId: number) => (await newsOf(personId, 'payment_failed')).at(-1)

  test('a month bought once besides', async () => {
    const { order, personId, endsAt } = await subscriber()
    const other = await aCardOrder(books, personId)
    await books.billing.settle(chargeFor(other))
    await record(order, debt)
    expect(await saidTo(personId)).toMatchObject({ graceUntil: monthsAfter(endsAt, 1).toISOString() })
  })

  test('what is theirs for ever needs no word', async () => {
    const { order, personId } = await subscriber('care')
    await record(order, { ...debt, status: 'active' })
    await rows(books, 'update entitlements set ends_at = null where person_id = $1', [personId])
    await record(order, debt)
    const said = await saidTo(personId)
    expect(said).toMatchObject({ plan: 'The care' })
    expect(said).not.toHaveProperty('graceUntil')
  })

  test('is not told while what was paid is not in the books, nor by an answer to an earlier question', async () => {
    const { order, personId } = await subscriber()
    const early = await stateOf(books, order, debt)
    await cards.recordSubscription(early)
    expect(await newsOf(personId, 'payment_failed')).toEqual([])
    await cards.recordSubscription(await stateOf(books, order))
    await cards.tellOfDebt(early)
    expect(await newsOf(personId, 'payment_failed')).toEqual([])
  })
})

// case 36
describe('two subscriptions that go on side by side', () => {
  test('are both kept, open the union, and are told once for each two', async () => {
    const { personId, order: care, endsAt } = await subscriber('care')
    expect(await newsOf(personId, 'parallel')).toEqual([])
    const { order: visit } = await subscriber('visit', personId)
    await record(care)
    await record(visit)
    const plans = [
      { title: 'The care', rail: 'card' },
      { title: 'The visit', rail: 'card' },
    ]
    expect(await newsOf(personId, 'parallel')).toMatchObject([{ kind: 'parallel', plans }])
    expect(await cards.subscriptionsOf(personId)).toMatchObject([{ renews: true }, { renews: true }])
    expect(await accessTo(books, personId, 'care')).toMatchObject({ active: true, to: endsAt })
    expect(await accessTo(books, personId, 'visit')).toMatchObject({ active: true })

    const third = await aCardOrder(books, personId)
    await record(third)
    expect(await newsOf(personId, 'parallel')).toHaveLength(3)
  })

  test('are told also when both begin at the same moment in two processes', async () => {
    const other = await books.reopen()
    const personId = await someone(books)
    const orders = [await aCardOrder(books, personId), await aCardOrder(books, personId, 'visit')]
    const states = await Promise.all(orders.map(order => stateOf(books, order)))
    await Promise.all(states.map((state, at) => (at ? other : books.billing).cards.recordSubscription(state)))
    expect(await newsOf(personId, 'parallel')).toHaveLength(1)
  })

  test('are told when one is on the other rail', async () => {
    const { personId } = await subscriber()
    const opened = await books.billing.openOrder({ personId, planCode: 'month', rail: 'stars' })
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    await record(opened.order, { rail: 'stars', providerId: 'first-charge' })
    expect(await newsOf(personId, 'parallel')).toMatchObject([
      {
        plans: [
          { title: 'The care', rail: 'card' },
          { title: 'The month', rail: 'stars' },
        ],
      },
    ])
  })

  test('are none where one is about to end, or has ended, or is another’s', async () => {
    const { personId, order, endsAt } = await subscriber()
    await record(order, { cancelAt: endsAt, renews: false })
    await subscriber('visit', personId)
    await subscriber('care')
    expect(await newsOf(personId, 'parallel')).toEqual([])
  })
})

test('an alarm is told to every admin once for its occasion, whoever raises it', async () => {
  const other = await books.reopen()
  const alarm = { occasion: 'test', kind: 'wrong_mode', id: 'evt_1', detail: 'live' } as const
  await Promise.all([books.billing, other, books.billing, other].map(each => each.cards.raise(alarm)))
  await cards.raise({ ...alarm, occasion: 'another' })
  const told = await rows(
    books,
    `select 1 from notices where person_id = $1 and news ->> 'about' = 'wrong_mode'`,
    [ADMIN],
  )
  expect(told).toHaveLength(2)
})
