import type { Billing, Charge } from '../../db/billing.ts'
import type { Database } from '../../db/orm.ts'

export type Sale = Charge

/** People with an open order each, made in bulk: the bench measures booking, not shopping. */
export async function openOrders(billing: Billing, database: Database, count: number): Promise<Sale[]> {
  await billing.meet({ id: 1, firstName: 'Bench' })
  const first = await billing.openOrder({ personId: 1, planCode: 'month', rail: 'stars' })
  if (first.kind !== 'opened') throw new Error(`the bench could not open an order: ${first.kind}`)
  const { rows } = await database.pool.query<{ id: string; person_id: string }>(
    `with people as (
       insert into people (id, met_at) select n, now() from generate_series(2, $1::bigint + 1) n returning id
     )
     insert into orders
     select gen_random_uuid(), people.id, o.plan_version_id, o.rail, o.amount, o.currency, o.created_at, o.expires_at
     from people, orders o where o.id = $2
     returning id, person_id`,
    [count, first.order.id],
  )
  return rows.map(row => ({
    rail: 'stars',
    chargeId: '',
    payerId: Number(row.person_id),
    price: first.order.price,
    reference: row.id,
    paidAt: new Date(),
    payload: { currency: 'XTR', total_amount: first.order.price.amount, invoice_payload: row.id },
  }))
}

/** `count` new payments, spread over the people. */
export function* salesOf(people: Sale[], count: number, round: string): Generator<Sale> {
  for (let n = 0; n < count; n++) yield { ...(people[n % people.length] as Sale), chargeId: `${round}-${n}` }
}
