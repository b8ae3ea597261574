import type { EntityManager } from '@mikro-orm/postgresql'
import type { OutgoingNews } from './announce-person.ts'
import type { Rail } from './money.ts'
import type { ToldPayment } from './outgoing.ts'

/**
 * What of one person's money was marked to be told, and is not marked any more when this is committed. What is in
 * quarantine is no sale, and neither is its refund; a period that cost nothing brought no money.
 */
export async function moneyNews(em: EntityManager, personId: number): Promise<OutgoingNews[]> {
  const marked: { cause: string }[] = await em.execute(
    'delete from untold_money where person_id = ? returning cause',
    [personId],
  )
  if (marked.length === 0) return []
  const causes = JSON.stringify(marked.map(({ cause }) => cause))
  return [...(await settled(em, personId, causes)), ...(await refunded(em, personId, causes))]
}

interface PaymentRow {
  id: string
  rail: Rail
  charge_id: string
  order_id: string | null
  plan: string | null
  amount: string
  currency: string
  paid_at: string
}

const PAYMENT = `p.id, p.rail, p.charge_id, p.order_id, p.amount, p.currency, p.paid_at, (
  select v.plan_code from orders o join plan_versions v on v.id = o.plan_version_id where o.id = p.order_id) as plan`

/** `causes`: a JSON list of text. */
const MARKED = 'in (select jsonb_array_elements_text(?::jsonb))'

async function settled(em: EntityManager, personId: number, causes: string): Promise<OutgoingNews[]> {
  const rows: (PaymentRow & { settled_at: string })[] = await em.execute(
    `select ${PAYMENT}, p.settled_at from payments p
     where p.person_id = ? and p.quarantine is null and p.amount > 0 and 'payment ' || p.id ${MARKED}
     order by p.settled_at, p.id`,
    [personId, causes],
  )
  return rows.map(row => ({
    facts: { type: 'payment.settled', payment: paymentOf(row) },
    cause: `payment ${row.id}`,
    happenedAt: new Date(row.settled_at),
  }))
}

/** A refund that went through, or that came back after it had; `back`: what of the payment is at the payer after that. */
interface RefundRow extends PaymentRow {
  refund_id: string
  type: 'payment.refunded' | 'payment.refund_failed'
  cause: string
  refund_amount: string
  at: string
  back: string
}

const MOVES = `
with moves as (
  select r.id as refund_id, r.payment_id, 'payment.refunded' as type, 'refund ' || r.id as cause, r.amount,
    r.amount as by, o.settled_at as at
  from payments p join refunds r on r.payment_id = p.id join refund_outcomes o on o.refund_id = r.id
  where p.person_id = ? and p.quarantine is null and o.result = 'succeeded'
  union all
  select r.id, r.payment_id, 'payment.refund_failed', 'refund failed ' || r.id, r.amount, -r.amount, f.failed_at
  from payments p join refunds r on r.payment_id = p.id join refund_failures f on f.refund_id = r.id
  where p.person_id = ? and p.quarantine is null
), summed as (
  select *, sum(by) over (partition by payment_id order by at, by desc, refund_id) as back from moves
)
select ${PAYMENT}, m.refund_id, m.type, m.cause, m.amount as refund_amount, m.at, m.back
from summed m join payments p on p.id = m.payment_id
where p.amount > 0 and m.cause ${MARKED}
order by m.at, m.by desc, m.refund_id`

async function refunded(em: EntityManager, personId: number, causes: string): Promise<OutgoingNews[]> {
  const rows: RefundRow[] = await em.execute(MOVES, [personId, personId, causes])
  return rows.map(row => {
    const [amount, back] = [Number(row.refund_amount), Number(row.back)]
    const facts = { type: row.type, payment: paymentOf(row), refundId: row.refund_id, amount, refunded: back }
    return { facts, cause: row.cause, happenedAt: new Date(row.at) }
  })
}

function paymentOf(row: PaymentRow): ToldPayment {
  return {
    paymentId: row.id,
    rail: row.rail,
    chargeId: row.charge_id,
    orderId: row.order_id,
    plan: row.plan,
    price: { amount: Number(row.amount), currency: row.currency },
    paidAt: new Date(row.paid_at).toISOString(),
  }
}
