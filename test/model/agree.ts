import { expect } from 'vitest'
import { accessAt, type Held, heldBy } from '../../db/access.ts'
import type { News } from '../../db/billing.ts'
import { accessTo, type Open } from './expected.ts'
import type { Life } from './life.ts'
import { KEYS, type Key, keyOf } from './plans.ts'
import type { Sale } from './sales.ts'

const SECOND_MS = 1000
const DAY_MS = 86_400_000

/** What everybody may use, now and as it will come: decided already, as long as nobody pays, cancels or gets back. */
export async function agreeInAccess({ known, now, people, shops }: Life, sales: Sale[]): Promise<void> {
  for (const person of people.filter(each => !known.isInDoubt(each, sales))) {
    const held = await heldBy(shops.database(), person)
    for (const key of KEYS) {
      const paid = known.paidBy(person, key, sales)
      const end = accessTo(paid, now).until ?? now
      for (const at of [now, now + DAY_MS, end + DAY_MS, end + 4 * DAY_MS]) {
        const due = accessTo(paid, at)
        const what = `what ${person} may use of ${key} after ${(at - now) / DAY_MS} days`
        expect(shown(held, key, at, due.grace), what).toEqual({ ...due, until: seconds(due.until) })
      }
    }
  }
}

/** What the shop opens at a moment, in the words of the model. */
function shown(held: Held[], key: Key, at: number, grace: Open['grace']): Open {
  const has = accessAt(held, new Date(at)).find(each => each.key === key)
  const isPaid = has?.active === true && !has.inGrace
  const inGrace = has?.active === true && has.inGrace
  const until = isPaid ? seconds(has.endsAt && +has.endsAt) : null
  return { until, grace: grace === 'maybe' ? grace : inGrace }
}

function seconds(ms: number | null): number | null {
  return ms && Math.round(ms / SECOND_MS)
}

/** What is told of time is true when it is told, and told once. */
export async function agreeInNews(life: Life, sales: Sale[]): Promise<void> {
  const { known, now, people } = life
  const { rows } = await life.shops.database().pool.query<{ person: number; news: News }>(
    `select person_id::float8 as person, news from notices
       where person_id = any($1) and news ->> 'kind' in ('ended', 'ending_soon') order by id`,
    [people],
  )
  for (const { person, news } of rows.slice(life.told)) {
    if (news.kind !== 'ended' && news.kind !== 'ending_soon') continue
    const { until } = accessTo(known.paidBy(person, keyOf(news.plan), sales), now)
    expect(until === null, `it is true: ${JSON.stringify(news)}`).toBe(news.kind === 'ended')
  }
  life.told = rows.length
  const told = rows.map(row => JSON.stringify(row))
  expect(told).toEqual([...new Set(told)])
}

/** To the cent. */
export async function agreeInMoney({ provider: { telegram }, shops }: Life): Promise<void> {
  const { stars } = await telegram.balance()
  const card = (await telegram.stripe.balance())['eur'] ?? { net: 0, fee: 0 }
  const booked = await shops.shop().billing.balances()
  const holds = (rail: string, account: string) =>
    booked.find(each => each.rail === rail && each.account === account)?.balance ?? 0
  expect({
    stars: holds('stars', 'cash'),
    card: holds('card', 'cash'),
    fees: holds('card', 'fees'),
  }).toEqual({ stars, card: card.net, fees: card.fee })
}

/** What was stopped goes on nowhere, and whoever got the last payment back pays no other. */
export async function agreeInRenewals({ known, shops, turnedOn }: Life, sales: Sale[]): Promise<void> {
  const { rows } = await shops.database().pool.query<{ person: number; id: string | null }>(
    // A stop that the provider refused is for people to look at, who are told; by card the operator may refund alone.
    `select person_id::float8 as person, null as id from notices where news ->> 'kind' = 'renewal_not_stopped'
     union all select null, p.charge_id from payments p join refunds r on r.payment_id = p.id
       join refund_outcomes o on o.refund_id = r.id where r.requested_by is not null and o.result = 'succeeded'`,
  )
  const isOurs = (sale: Sale) => sale.rail === 'stars' || rows.some(({ id }) => id === sale.id)
  const going = sales.filter(sale => sale.subscription?.goesOn && !turnedOn.has(sale.subscription.id))
  for (const sale of going.filter(({ person }) => !rows.some(row => row.person === person))) {
    expect(known.isStopped(sale, sales), `${sale.id} was stopped, and goes on`).toBe(false)
    const same = sales.filter(({ subscription }) => subscription?.id === sale.subscription?.id)
    const isLast = same.every(({ period }) => (period?.to ?? 0) <= (sale.period?.to ?? 0))
    expect(isLast && sale.isBack && isOurs(sale), `${sale.id} is back, and goes on`).toBe(false)
  }
}
