import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { days, openBooks, type TestBooks } from '../support/books.ts'
import { cardRefundOf, expectWhole, month, subscribe } from '../support/card-life.ts'
import { aCardOrder, aSubscriber, CARD_SHOP, monthsAfter } from '../support/card-sale.ts'
import { accessTo, buy, chargeFor, movedBy, newsFor, rows, someone } from '../support/sale.ts'

let books: TestBooks

beforeAll(async () => {
  books = await openBooks({ plans: CARD_SHOP })
  books.clock.stand()
})
afterAll(() => books.close())
afterEach(() => expectWhole(books))

describe('a paid period of a subscription', () => {
  test('opens exactly its span, keeps what it was paid with, and the next one says renewed', async () => {
    const ann = await someone(books)
    const order = await aCardOrder(books, ann)
    await subscribe(books, order)
    const [first, second] = [month(order, 0, { receiptUrl: 'https://receipt.example/1' }), month(order, 1)]
    const moved = await movedBy(books, async () => {
      expect(await books.billing.settle(first)).toMatchObject({ until: monthsAfter(order.createdAt, 1) })
      expect(await books.billing.settle(second)).toMatchObject({ until: monthsAfter(order.createdAt, 2) })
      expect(await books.billing.settle(first)).toMatchObject({ kind: 'repeated' })
    })
    expect(moved).toEqual({ 'card EUR cash': 1998, 'card EUR sales': -1998 })
    expect(await accessTo(books, ann, 'care')).toMatchObject({
      active: true,
      from: order.createdAt,
      to: monthsAfter(order.createdAt, 2),
    })
    expect(await newsFor(books, ann)).toEqual([
      expect.objectContaining({ kind: 'thanks', stackedFrom: null, chargeId: first.chargeId }),
      {
        kind: 'renewed',
        plan: 'The care',
        price: order.price,
        until: monthsAfter(order.createdAt, 2).toISOString(),
        chargeId: second.chargeId,
      },
    ])
    const { invoice } = first
    expect(
      await rows(books, 'select invoice, receipt_url from payments where charge_id = $1', [first.chargeId]),
    ).toEqual([{ invoice, receipt_url: 'https://receipt.example/1' }])
  })

  // cases 22, 24
  test('lies where it lies in whichever order periods are told, together or apart', async () => {
    for (const together of [true, false]) {
      const ann = await someone(books)
      const order = await aCardOrder(books, ann)
      await subscribe(books, order)
      const charges = [2, 0, 1].map(number => month(order, number))
      if (together) await Promise.all(charges.map(charge => books.billing.settle(charge)))
      else for (const charge of charges) await books.billing.settle(charge)
      const spans = await rows(
        books,
        `select starts_at, grace_until is not null as awaits from entitlements where person_id = $1 order by starts_at`,
        [ann],
      )
      expect(spans.map(span => JSON.parse(JSON.stringify(span)))).toMatchObject([
        { awaits: false },
        { awaits: false },
        { awaits: true },
      ])
      expect(await accessTo(books, ann, 'care')).toMatchObject({
        from: order.createdAt,
        to: monthsAfter(order.createdAt, 3),
      })
    }
  })

  test('waits while the books do not know its subscription, and is told again', async () => {
    const ann = await someone(books)
    const order = await aCardOrder(books, ann)
    const charge = month(order, 0)
    const moved = await movedBy(books, async () => {
      await expect(books.billing.settle(charge)).rejects.toThrow(
        `the subscription sub_${order.id} of ${charge.chargeId} is not in the books yet`,
      )
    })
    expect(moved).toEqual({})
    await subscribe(books, order)
    expect(await books.billing.settle(charge)).toMatchObject({ kind: 'granted' })
  })

  test('that waits does not hold up what is settled beside it', async () => {
    const [ann, bob] = [await someone(books), await someone(books)]
    const early = month(await aCardOrder(books, ann), 0)
    const [waiting, bought] = await Promise.allSettled([books.billing.settle(early), buy(books, bob)])
    expect([waiting?.status, bought?.status]).toEqual(['rejected', 'fulfilled'])
  })

  test('is followed by what is bought once afterwards, and moves nothing that was bought before', async () => {
    const ann = await someone(books)
    const start = books.clock.now()
    const once = await aCardOrder(books, ann)
    await books.billing.settle(chargeFor(once))
    const order = await aCardOrder(books, ann)
    await subscribe(books, order)
    await books.billing.settle(month(order, 0))
    const third = await aCardOrder(books, ann)
    expect(await books.billing.settle(chargeFor(third))).toMatchObject({ until: monthsAfter(start, 2) })
    const spans = await rows<{ starts_at: string; grace: boolean }>(
      books,
      'select starts_at, grace_until is not null as grace from entitlements where person_id = $1 order by grant_id',
      [ann],
    )
    // Bought once, so nothing is awaited at its end, though the plan has days of grace.
    expect(spans.map(({ starts_at, grace }) => [new Date(starts_at), grace])).toEqual([
      [start, false],
      [start, true],
      [monthsAfter(start, 1), false],
    ])
  })

  test('keeps days of grace only while the next is awaited', async () => {
    const ann = await someone(books)
    const { order } = await aSubscriber(books, ann)
    const end = monthsAfter(order.createdAt, 1)
    const inGrace = async () => {
      const [access] = await books.billing.accessOf(ann)
      return [access?.active, access?.inGrace]
    }
    books.clock.advance(+end - +books.clock.now() + days(2))
    await subscribe(books, order, { status: 'past_due', renews: true })
    expect(await inGrace()).toEqual([true, true])
    await subscribe(books, order, { status: 'unpaid', renews: false })
    expect(await inGrace()).toEqual([false, false])
    await subscribe(books, order, { status: 'active', renews: true })
    expect(await inGrace()).toEqual([true, true])
  })

  test('given back in full does not live on in the grace of the one before', async () => {
    const ann = await someone(books)
    const { order } = await aSubscriber(books, ann)
    books.clock.advance(+monthsAfter(order.createdAt, 1) - +books.clock.now() + days(1))
    const renewal = month(order, 1)
    await books.billing.settle(renewal)
    await books.billing.cards.recordRefund(cardRefundOf(renewal))
    expect(await accessTo(books, ann, 'care')).toMatchObject({ active: false })
  })
})

// case 36
test('what is bought once beside what renews by itself is thanked for as that, told apart or together', async () => {
  const thanksFor = async (person: number) =>
    (await newsFor(books, person)).filter(({ kind }) => kind === 'thanks')
  for (const together of [false, true]) {
    const ann = await someone(books)
    const order = await aCardOrder(books, ann)
    await subscribe(books, order)
    const [period, once] = [month(order, 0), chargeFor(await aCardOrder(books, ann))]
    if (together) await Promise.all([books.billing.settle(period), books.billing.settle(once)])
    else for (const charge of [period, once]) await books.billing.settle(charge)
    expect((await thanksFor(ann)).map(news => 'beside' in news)).toEqual([false, true])
    await subscribe(books, order, { renews: false })
    await books.billing.settle(chargeFor(await aCardOrder(books, ann)))
    expect((await thanksFor(ann)).at(-1)).not.toHaveProperty('beside')
  }
})

// case 82
test('a free first period says whether the next one is to be paid', async () => {
  for (const renews of [true, false]) {
    const order = await aCardOrder(books, await someone(books))
    await subscribe(books, order, { status: 'trialing', renews })
    await books.billing.settle(month(order, 0, { price: { amount: 0, currency: 'EUR' } }))
    expect(await newsFor(books, order.personId)).toMatchObject([{ kind: 'thanks', free: { renews } }])
  }
})

// case 36
test('a subscription by card and a purchase in Stars: both are booked, and access is the union of them', async () => {
  const ann = await someone(books)
  const { order } = await aSubscriber(books, ann, 'visit')
  const stars = await buy(books, ann, 'visit')
  expect(stars.settlement).toMatchObject({ until: monthsAfter(order.createdAt, 2) })
  expect(await accessTo(books, ann, 'visit')).toMatchObject({ to: monthsAfter(order.createdAt, 2) })
})
