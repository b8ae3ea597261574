import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Charge, Order, OutgoingDue, OutgoingFacts, ToldAccess } from '../../db/billing.ts'
import { ADMIN, days, openBooks, SHOP, type TestBooks } from '../support/books.ts'
import { buy, newRequest, rows, someone } from '../support/sale.ts'
import { hear, renew, STARS_SHOP, subscribe } from '../support/stars-sale.ts'
import { allDelivered, announceAll, anotherService, no, yes } from '../support/told.ts'

let books: TestBooks
let asked = 0
/** It takes most at the first try. */
const service = anotherService(() => (++asked % 11 === 0 ? no() : yes()))

beforeAll(async () => {
  const plans = [...SHOP, ...STARS_SHOP.filter(({ code }) => code === 'club')]
  books = await openBooks({ plans, webhookUrls: ['https://one.example/hook'] })
  books.clock.stand()
})
afterAll(() => books.close())

interface Life {
  person: number
  charges: Charge[]
  club: Order | null
  grants: string[]
}

const STEPS = {
  async buy({ person, charges }: Life) {
    charges.push((await buy(books, person)).charge)
  },
  async renew(life: Life) {
    if (life.club) life.charges.push(await renew(books, life.club))
    else {
      const { order, charge } = await subscribe(books, life.person)
      life.club = order
      life.charges.push(charge)
    }
  },
  async stop({ club }: Life) {
    if (club) await hear(books, club, 'canceled')
  },
  async refund({ charges }: Life) {
    const charge = charges.pop()
    if (!charge) return
    const { chargeId } = charge
    const asked = { chargeId, requestedBy: ADMIN, reason: 'x', request: newRequest() }
    const result = await books.billing.requestRefund(asked)
    if (result.kind === 'requested') await books.billing.settleRefund(result.refundId, { kind: 'succeeded' })
  },
  async give({ person, grants }: Life) {
    const planCode = grants.length === 1 ? 'lifetime' : 'month'
    const given = { personId: person, planCode, grantedBy: ADMIN, reason: 'x', request: newRequest() }
    const result = await books.billing.grant(given)
    if (result.kind === 'granted') grants.push(result.grantId)
  },
  async takeBack({ grants }: Life) {
    const grantId = grants.pop()
    if (grantId) await books.billing.revoke({ grantId, revokedBy: ADMIN, reason: 'x', request: newRequest() })
  },
  async pass() {
    books.clock.advance(days(17))
    await books.billing.lapse()
  },
  async look({ person }: Life) {
    await announceAll(books)
    expect(openIn(await written(person))).toEqual(await openNow(person))
  },
}

async function written(person: number): Promise<OutgoingFacts[]> {
  const found = await rows<{ facts: OutgoingFacts }>(
    books,
    'select facts from outgoing_events where person_id = $1 order by position',
    [person],
  )
  return found.map(({ facts }) => facts)
}

/** What somebody knows who keeps of each key what they were told last. */
function openIn(all: OutgoingFacts[]): string[] {
  const known = new Map<string, ToldAccess>()
  for (const facts of all) if ('access' in facts) known.set(facts.access.key, facts.access)
  return [...known.values()]
    .filter(({ active }) => active)
    .map(({ key, endsAt }) => `${key} ${endsAt}`)
    .sort()
}

async function openNow(person: number): Promise<string[]> {
  const access = await books.billing.accessOf(person)
  return access
    .filter(({ active }) => active)
    .map(({ key, endsAt }) => `${key} ${endsAt?.toISOString() ?? null}`)
    .sort()
}

// case 94
test('whoever keeps what they were told last knows what everybody may use, after any life and though not every answer is a yes', async () => {
  const lives: Life[] = []
  const step = fc.constantFrom(...Object.values(STEPS))
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 16 }), async steps => {
      const life: Life = { person: await someone(books), charges: [], club: null, grants: [] }
      lives.push(life)
      for (const each of steps) {
        await each(life)
        books.clock.advance(60_000)
      }
      await STEPS.look(life)
    }),
    { numRuns: 10 },
  )
  await books.billing.outgoing.work(service.deliver)
  await allDelivered(books)
  for (const { person } of lives) {
    const taken = service.taken.filter(due => due.personId === person)
    expect(openIn(taken.map(({ facts }) => facts))).toEqual(await openNow(person))
    expect(taken.map(({ facts }) => facts)).toEqual(await written(person))
    expect(await moneyIn(taken, person)).toEqual([])
  }
}, 60_000)

/** Payments and refunds that were not told, or not once. */
async function moneyIn(taken: OutgoingDue[], person: number): Promise<unknown[]> {
  const told = taken.flatMap(({ facts }) => {
    if ('refundId' in facts) return [facts.refundId]
    return 'payment' in facts ? [facts.payment.paymentId] : []
  })
  const there = await rows<{ id: string }>(
    books,
    `select p.id from payments p where person_id = $1
     union all select r.id from refunds r join payments p on p.id = r.payment_id where person_id = $1`,
    [person],
  )
  return [...there.map(({ id }) => id), ...told].filter(id => told.filter(other => other === id).length !== 1)
}
