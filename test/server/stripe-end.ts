import type { News } from '../../db/billing.ts'
import type { TestBooks } from '../support/books.ts'
import { rows } from '../support/sale.ts'
import type { Buyer } from './stripe-life.ts'

/** `news`: what was told, each in a row of its own. */
export interface State {
  news: [News][]
  access: unknown
  payments: unknown
}

/** Everything the books say of one buyer that anybody could notice; ids of ours and of this buyer left out. */
export async function stateOf(books: TestBooks, buyer: Buyer): Promise<State> {
  const [found] = await rows<{ state: object }>(books, STATE, [buyer.personId])
  const text = JSON.stringify(found?.state)
    .replaceAll(buyer.orderId, 'ORDER')
    .replaceAll(`_${buyer.tag}`, '')
    .replaceAll(`"payerId":${buyer.personId}`, '"payerId":0')
  return JSON.parse(text)
}

const list = (columns: string, from: string) =>
  `(select coalesce(jsonb_agg(jsonb_build_array(${columns}) order by ${columns}), '[]') from ${from})`

const STATE = `select jsonb_build_object(
  'access', ${list('e.plan_code, e.starts_at, e.ends_at, e.grace_until', 'entitlements e where e.person_id = $1')},
  'grants', ${list(
    'p.charge_id, f.grace_days, f.starts_at, f.ends_at, f.revoked_at',
    'grant_facts f join payments p on p.id = f.payment_id where f.person_id = $1',
  )},
  'payments', ${list(
    'charge_id, amount, currency, reference, quarantine, invoice, receipt_url, paid_at',
    'payments where person_id = $1',
  )},
  'entries', ${list(
    'p.charge_id, m.provider_id, e.debit, e.credit, e.amount, e.currency, e.refund_id is null',
    'entries e join payments p on p.id = e.payment_id left join movements m on m.id = e.movement_id where p.person_id = $1',
  )},
  'movements', ${list(
    'm.provider_id, m.kind, m.amount, m.fee, m.currency',
    'movements m join payments p on p.id = m.payment_id where p.person_id = $1',
  )},
  'subscriptions', ${list(
    'provider_id, status, renews, amount, currency, period_starts_at, period_ends_at, cancel_at, ended_at, pay_url, created_at',
    'subscriptions where person_id = $1',
  )},
  'invoices', ${list(
    'i.provider_id, s.provider_id, i.status, i.amount_due, i.amount_paid, i.currency, i.created_at, i.hosted_url',
    'invoices i left join subscriptions s on s.id = i.subscription_id where i.person_id = $1',
  )},
  'disputes', ${list(
    'd.provider_id, d.status, d.reason, d.amount',
    'disputes d join payments p on p.id = d.payment_id where p.person_id = $1',
  )},
  'refunds', ${list(
    'p.charge_id, r.amount, o.result, f.detail',
    'refunds r join payments p on p.id = r.payment_id left join refund_outcomes o on o.refund_id = r.id left join refund_failures f on f.refund_id = r.id where p.person_id = $1',
  )},
  'news', ${list('n.news', 'notices n left join payments p on p.id = n.payment_id where $1 in (n.person_id, p.person_id)')}
) as state`
