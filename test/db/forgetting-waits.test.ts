import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { ADMIN, days, openBooks, type TestBooks } from '../support/books.ts'
import { nothingPending, nothingPendingSoon, recordDuties } from '../support/duties.ts'
import { anOrder, chargeFor, newRequest, newsFor, someone } from '../support/sale.ts'

let books: TestBooks
let billing: TestBooks['billing']
let isAway = false
const { duties, told } = recordDuties({
  giveBack() {
    if (isAway) throw new Error('Telegram does not answer')
    return { kind: 'succeeded' }
  },
})

beforeAll(async () => {
  books = await openBooks()
  billing = books.billing
  await billing.work(duties)
})
afterEach(async () => {
  expect(await auditBooks(books.database)).toMatchObject({ unbalanced: [], strayed: [] })
})
afterAll(() => books.close())

const RUSSIAN = { firstName: 'Ann-Sofie', languageCode: 'ru' }

const forget = (personId: number) => billing.forget({ personId, askedBy: personId, request: newRequest() })

const personOf = async (id: number) => (await billing.story(id))?.person

// case 86
describe('what waits when somebody is forgotten', () => {
  test('is withdrawn where they might still pay it, and honoured where they do: then they are back', async () => {
    const ann = await someone(books, RUSSIAN)
    const [open, late] = [await anOrder(books, ann, 'month'), await anOrder(books, ann, 'year')]
    const paid = await anOrder(books, ann, 'month')
    await billing.settle(chargeFor(paid))
    await forget(ann)
    const claim = { reference: open.id, payerId: ann, price: open.price }
    expect(await billing.admit(claim)).toMatchObject({ reason: 'canceled' })
    expect(await billing.admit({ ...claim, reference: paid.id })).toMatchObject({ kind: 'admitted' })

    // A payment of before that is found late says nothing of them; nor does what is told again.
    await billing.settle(chargeFor(open, { paidAt: new Date(+books.clock.now() - days(1)) }))
    expect(await personOf(ann)).toMatchObject({ forgottenAt: expect.any(Date) })
    books.clock.advance(days(1))
    const charge = chargeFor(late, { paidAt: books.clock.now() })
    await billing.settle(charge)
    expect(await personOf(ann)).toMatchObject({ forgottenAt: null, firstName: '' })
    books.clock.advance(days(1))
    await forget(ann)
    expect((await newsFor(books, ann)).filter(({ kind }) => kind === 'forgotten')).toHaveLength(2)
    await billing.settle(charge)
    expect(await personOf(ann)).toMatchObject({ forgottenAt: expect.any(Date) })
  })

  test('is waited for where it is a refund, of which they are told in their language', async () => {
    const ann = await someone(books, RUSSIAN)
    const charge = chargeFor(await anOrder(books, ann, 'month'))
    await billing.settle(charge)
    isAway = true
    const { chargeId } = charge
    await billing.requestRefund({ chargeId, requestedBy: ADMIN, reason: 'asked', request: newRequest() })
    await forget(ann)
    await billing.lapse()
    expect(await personOf(ann)).toMatchObject({ firstName: 'Ann-Sofie', forgottenAt: null })
    isAway = false
    await nothingPendingSoon(books)
    await billing.lapse()
    await nothingPending(books)
    expect(await personOf(ann)).toMatchObject({ firstName: '', forgottenAt: expect.any(Date) })
    const hers = told.filter(({ personId }) => personId === ann)
    const kinds = ['thanks', 'refunded', 'forgotten']
    expect(hers.map(({ news, language }) => [news.kind, language])).toEqual(kinds.map(kind => [kind, 'ru']))
  })
})
