import type { EntityManager } from '@mikro-orm/postgresql'
import { accessAt, type Held } from './access.ts'
import type { Books } from './books.ts'
import { type GrantFact, stack } from './coverage.ts'
import { findPayment } from './find-payment.ts'
import type { Source } from './grant.ts'
import { FACT_COLUMNS, withDates } from './holdings.ts'
import type { KeyForesight, RefundForesight } from './refund.ts'
import { isDisputed, refundable, refundsOf } from './refund-standing.ts'

/** What a refund of this charge would do if the provider gave the money back now. Reads only. */
export async function foreseeRefund(books: Books, chargeId: string): Promise<RefundForesight> {
  const em = books.orm.em.fork()
  const payment = await findPayment(em, chargeId)
  if (!payment) return { kind: 'unknown_charge' }
  const standing = refundable(payment, await refundsOf(em, payment.id), await isDisputed(em, payment.id))
  if (standing.kind !== 'refundable') return standing
  const { person, currency, order, paidAt, quarantine } = payment
  const grants = await grantsOf(em, person.id)
  return {
    kind: 'open',
    chargeId: payment.chargeId,
    person,
    price: { amount: standing.left, currency },
    plan: order?.planVersion.terms.title ?? null,
    paidAt,
    quarantine: quarantine ?? null,
    access: foresee(grants, payment.id, books.now()),
  }
}

/** A grant with what it opens, and the payment it comes from. */
interface Grant extends GrantFact {
  paymentId: string | null
  plan: string
  source: Source
  keys: string[]
}

/** All grants of one person, in one look. */
async function grantsOf(em: EntityManager, personId: number): Promise<Grant[]> {
  const rows: Grant[] = await em.execute(
    `select ${FACT_COLUMNS}, f.payment_id as "paymentId", f.plan_code as plan, f.source,
       v.terms -> 'entitlements' as keys
     from grant_facts f join plan_versions v on v.id = f.plan_version_id
     where f.person_id = ?`,
    [personId],
  )
  return rows.map(withDates)
}

/** Access as it is, beside access as it would be if what this payment bought had ended at `now`. */
function foresee(grants: Grant[], paymentId: string, now: Date): KeyForesight[] {
  const ended = grants.map(grant =>
    grant.paymentId === paymentId ? { ...grant, revokedAt: grant.revokedAt ?? now } : grant,
  )
  const keys = grants.find(grant => grant.paymentId === paymentId)?.keys ?? []
  const before = openAt(grants, now)
  const after = openAt(ended, now)
  return keys.flatMap(key => {
    const until = before.get(key)
    if (until === undefined) return []
    const then = after.get(key)
    return { key, until, afterwards: then === undefined ? ('nothing' as const) : then }
  })
}

/** The keys that are open, and until when; null: for ever. */
function openAt(grants: Grant[], now: Date): Map<string, Date | null> {
  const held = layOut(grants)
  const open = accessAt(held, now).filter(({ active }) => active)
  return new Map(open.map(({ key, endsAt, inGrace }) => [key, inGrace ? graceOf(held, key, now) : endsAt]))
}

/** When the days of grace end in which this key is open. */
function graceOf(held: Held[], key: string, now: Date): Date {
  const begun = held.filter(({ startsAt }) => startsAt <= now)
  const graces = begun.flatMap(({ keys, graceUntil }) =>
    graceUntil && keys.includes(key) ? [+graceUntil] : [],
  )
  return new Date(Math.max(...graces))
}

function layOut(grants: Grant[]): Held[] {
  const byId = new Map(grants.map(grant => [grant.id, grant]))
  const coverages = [...Map.groupBy(grants, ({ plan }) => plan).values()].flatMap(stack)
  return coverages
    .filter(({ startsAt, endsAt }) => endsAt === null || endsAt > startsAt)
    .map(coverage => ({ ...(byId.get(coverage.grantId) as Grant), ...coverage }))
}
