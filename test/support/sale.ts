import type { Charge, News, Order, Settlement } from '../../db/billing.ts'
import type { Profile } from '../../db/person.ts'
import type { TestBooks } from './books.ts'

let lastPerson = 1000
let lastCharge = 0
let lastRequest = 0

/** Somebody new, known to the books. */
export async function someone(
  { billing }: Pick<TestBooks, 'billing'>,
  profile: Partial<Profile> = {},
): Promise<number> {
  const { id } = await billing.meet({ id: ++lastPerson, firstName: `Person ${lastPerson}`, ...profile })
  return id
}

/** An order this person opened, whatever else renews; five a minute are theirs, as for everybody. */
export async function anOrder(
  { billing }: Pick<TestBooks, 'billing'>,
  personId: number,
  planCode = 'month',
): Promise<Order> {
  const result = await billing.openOrder({ personId, planCode, rail: 'stars', anyway: true })
  if (result.kind !== 'opened') throw new Error(`no order for ${planCode}: ${result.kind}`)
  return result.order
}

/** What a rail would say when this order is paid as it should be, but for `changes`. */
export function chargeFor(order: Order, changes: Partial<Charge> = {}): Charge {
  const chargeId = changes.chargeId ?? newChargeId()
  return {
    rail: order.rail,
    chargeId,
    payerId: order.personId,
    price: order.price,
    reference: order.id,
    paidAt: order.createdAt,
    payload: { telegram_payment_charge_id: chargeId },
    ...changes,
  }
}

/** A charge id no other has. */
export function newChargeId(): string {
  return `charge-${++lastCharge}`
}

/** The id of an admin's message that no other has. */
export function newRequest(): string {
  return `request-${++lastRequest}`
}

/** Orders, pays, settles. */
export async function buy(
  books: Pick<TestBooks, 'billing'>,
  personId: number,
  planCode = 'month',
): Promise<{ order: Order; charge: Charge; settlement: Settlement }> {
  const order = await anOrder(books, personId, planCode)
  const charge = chargeFor(order)
  return { order, charge, settlement: await books.billing.settle(charge) }
}

/** The accounts that `action` moved, by how much: `{ cash: 250, sales: -250 }`. Stars' go by their name alone. */
export async function movedBy(
  { billing }: Pick<TestBooks, 'billing'>,
  action: () => Promise<unknown>,
): Promise<Record<string, number>> {
  const before = await holds(billing)
  await action()
  const after = await holds(billing)
  const moved = [...after].map(([name, balance]): [string, number] => [
    name,
    balance - (before.get(name) ?? 0),
  ])
  return Object.fromEntries(moved.filter(([, by]) => by !== 0))
}

async function holds(billing: TestBooks['billing']): Promise<Map<string, number>> {
  const balances = await billing.balances()
  return new Map(
    balances.map(({ rail, currency, account, balance }) => [
      rail === 'stars' && currency === 'XTR' ? account : `${rail} ${currency} ${account}`,
      balance,
    ]),
  )
}

/** Rows as the database gives them. */
export async function rows<Row extends object>(
  { database }: Pick<TestBooks, 'database'>,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return (await database.pool.query<Row>(sql, values)).rows
}

/** What this person was or will be told, oldest first. */
export async function newsFor(books: Pick<TestBooks, 'database'>, personId: number): Promise<News[]> {
  const found = await rows<{ news: News }>(
    books,
    'select news from notices where person_id = $1 order by id',
    [personId],
  )
  return found.map(({ news }) => news)
}

/** What they may use, as `[from, to]` of the one key; null: never had it. */
export async function accessTo(
  { billing }: Pick<TestBooks, 'billing'>,
  personId: number,
  key = 'pro',
): Promise<{ active: boolean; from: Date; to: Date | null } | null> {
  const found = (await billing.accessOf(personId)).find(entitlement => entitlement.key === key)
  return found ? { active: found.active, from: found.startsAt, to: found.endsAt } : null
}
