import { afterAll, beforeAll, expect, test } from 'vitest'
import { anotherProcess, type CardFact, type OtherProcess } from '../support/another-process.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import {
  cardRefundOf,
  disputeOf,
  euro,
  expectWhole,
  month,
  movementOf,
  subscribe,
} from '../support/card-life.ts'
import { aCardOrder, CARD_SHOP, monthsAfter, stripeId } from '../support/card-sale.ts'
import { dice } from '../support/dice.ts'
import { accessTo, chargeFor, movedBy, newsFor, rows, someone } from '../support/sale.ts'

let books: TestBooks
let processes: OtherProcess[]

beforeAll(async () => {
  books = await openBooks({ plans: CARD_SHOP })
  const start = () => anotherProcess(books, { plans: CARD_SHOP, adminIds: [ADMIN] })
  processes = await Promise.all([start(), start()])
})
afterAll(async () => {
  for (const other of processes) await other.kill()
  await books.close()
})

const fact = <About extends CardFact['about']>(
  about: About,
  fact: Extract<CardFact, { about: About }>['fact'],
) => ({ about, fact }) as CardFact

/** A visit that goes back in three parts, of which one fails, and is disputed meanwhile, which is won. */
async function visit() {
  const ann = await someone(books)
  const charge = chargeFor(await aCardOrder(books, ann, 'visit'), { chargeId: stripeId('pi') })
  const parts = [1000, 1000, 500].map(amount => cardRefundOf(charge, { amount }))
  const [failing = cardRefundOf(charge)] = parts
  const dispute = `dp_${charge.chargeId}`
  const gone = { presented: euro(-2500), settled: euro(-2500) }
  const facts = [
    fact('charge', charge),
    ...parts.map(part => fact('refund', part)),
    fact('refund', { ...failing, state: 'failed' }),
    fact('dispute', await disputeOf(books, charge)),
    fact('dispute', await disputeOf(books, charge, { stand: 'won' })),
    fact('movement', movementOf(charge)),
    fact('movement', movementOf(charge, { kind: 'dispute', dispute, ...gone, fee: 1500 })),
  ]
  return { ann, facts }
}

/** Three months of a subscription, the second of which goes back whole. */
async function care() {
  const ann = await someone(books)
  const order = await aCardOrder(books, ann, 'care')
  await subscribe(books, order)
  const charges = [0, 1, 2].map(number => month(order, number))
  const facts = [
    ...charges.map(charge => fact('charge', charge)),
    ...charges.map(charge => fact('movement', movementOf(charge, { fee: 30 }))),
    fact('refund', cardRefundOf(charges[1] as (typeof charges)[0])),
  ]
  return { ann, order, facts }
}

// cases 59, 69, 70, 71, 83
test('two processes that are told everything at the same moment, twice, come to one and the same end', async () => {
  const seed = Date.now()
  const { shuffled } = dice(seed)
  const visits = await Promise.all([1, 2, 3, 4].map(visit))
  const cares = await Promise.all([1, 2, 3, 4].map(care))
  const facts = [...visits, ...cares].flatMap(({ facts }) => facts)
  const moved = await movedBy(books, () =>
    Promise.all(processes.map(other => other.record(shuffled([...facts, ...facts])))),
  )
  // Of each visit ten euro stayed, and its bank has the whole, for a fee; of each care two months did.
  const [cash, sales] = [4 * (1000 - 59 - 2500 - 1500) + 4 * (2 * 999 - 90), 4 * 1000 + 4 * 2 * 999]
  expect(moved, `seed ${seed}`).toEqual({
    'card EUR cash': cash,
    'card EUR sales': -sales,
    'card EUR fees': 4 * (59 + 1500) + 4 * 90,
    'card EUR disputes': 4 * 2500,
  })
  for (const { ann } of visits) {
    expect(await accessTo(books, ann, 'visit'), `seed ${seed}`).toMatchObject({ active: true })
    const kinds = (await newsFor(books, ann)).map(({ kind }) => kind)
    expect(kinds.filter(kind => kind === 'thanks')).toHaveLength(1)
    expect(kinds.filter(kind => kind === 'suspended').length).toBeLessThanOrEqual(1)
  }
  for (const { ann, order } of cares) {
    const kinds = (await newsFor(books, ann)).map(({ kind }) => kind)
    expect(kinds.toSorted(), `seed ${seed}`).toEqual(['refunded', 'renewed', 'renewed', 'thanks'])
    const [access] = await books.billing.accessOf(ann)
    expect(access).toMatchObject({ active: true, endsAt: monthsAfter(order.createdAt, 1) })
  }
  expect(await rows(books, 'select provider_id from movements')).toHaveLength(4 * 2 + 4 * 3)
  await expectWhole(books)
})
