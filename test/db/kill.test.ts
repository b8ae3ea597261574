import { expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { anotherProcess, type OtherProcess, type Outcome } from '../support/another-process.ts'
import { ADMIN, days, openBooks, plan, SHOP } from '../support/books.ts'
import { dice } from '../support/dice.ts'
import { accessTo, anOrder, chargeFor, newsFor, rows, someone } from '../support/sale.ts'

const PLANS = [...SHOP, plan({ code: 'thirty', term: 'P30D' })]
const KILLS = 5
const PER_PERSON = 12

// cases 11, 85, 94
test('a process killed again and again in the middle of a stream of charges loses none and books none twice', async () => {
  const seed = Date.now()
  const { below, shuffled } = dice(seed)
  const books = await openBooks({ plans: PLANS })
  const start = () => anotherProcess(books, { plans: PLANS, adminIds: [ADMIN] })
  const people = await Promise.all(Array.from({ length: 15 }, () => someone(books)))
  const orders = await Promise.all(people.map(person => anOrder(books, person, 'thirty')))
  const charges = shuffled(
    orders.flatMap(order => Array.from({ length: PER_PERSON }, () => chargeFor(order))),
  )

  let last: Outcome[] = []
  let next = start()
  for (let kill = 0; kill <= KILLS; kill++) {
    const other: OtherProcess = await next
    // Each gets further than the one before, and dies somewhere on the way; the last one is left to finish.
    const survives = kill < KILLS ? kill * 30 + below(30) : Infinity
    if (kill < KILLS) next = start()
    const delivery = other.deliver(charges, {
      inFlight: 8,
      onSettled: count => void (count === survives + 1 && other.kill()),
    })
    if (kill < KILLS) await expect(delivery, `seed ${seed}`).rejects.toThrow('the other process is gone')
    else last = await delivery
    await other.kill()
  }

  expect(last.map(({ kind }) => kind).filter(kind => kind !== 'granted' && kind !== 'repeated')).toEqual([])
  const [sum] = await rows(books, 'select count(*)::int as charges, sum(amount)::int as amount from payments')
  expect(sum, `seed ${seed}`).toEqual({ charges: charges.length, amount: charges.length * 250 })
  expect(await books.billing.balances()).toMatchObject([
    { account: 'cash', balance: charges.length * 250 },
    { account: 'sales', balance: charges.length * -250 },
  ])
  for (const person of people) {
    const access = await accessTo(books, person)
    expect(+(access?.to ?? 0) - +(access?.from ?? 0), `seed ${seed}`).toBe(days(30 * PER_PERSON))
    expect((await newsFor(books, person)).map(({ kind }) => kind)).toEqual(Array(PER_PERSON).fill('thanks'))
  }
  // What is owed is owed once: a job for every message.
  expect(await books.billing.pending()).toMatchObject([
    { kind: 'messages', count: charges.length },
    ...Array(4).fill({ count: 0 }),
  ])
  expect(await auditBooks(books.database)).toMatchObject({ unbalanced: [], strayed: [] })
  await books.close()
}, 60_000)
