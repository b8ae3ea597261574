import type { EntityManager } from '@mikro-orm/postgresql'
import { accessAt, type Held } from './access.ts'
import type { Books } from './books.ts'
import { type GrantFact, stack } from './coverage.ts'
import type { Source } from './grant.ts'
import { withDates } from './holdings.ts'
import { PaymentEntity } from './payment.ts'
import type { KeyForesight, RefundForesight } from './refund.ts'
import { refundStanding } from './request-refund.ts'

/** What a refund of this charge would do if the provider gave the money back now. Reads only. */
export async function foreseeRefund(books: Books, chargeId: string): Promise<RefundForesight> {
  const em = books.orm.em.fork()
  const payment = await em.findOne(PaymentEntity, { chargeId }, { populate: ['person', 'order.planVersion'] })
  if (!payment) return { kind: 'unknown_charge' }
  const standing = await refundStanding(em, payment.id)
  if (standing) return standing
  const { person, amount, currency, order, paidAt, quarantine } = payment
  const grants = await grantsOf(em, person.id)
  return {
    kind: 'open',
    chargeId,
    person,
    price: { amount, currency },
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
    `select g.id, g.term, g.grace_days as "graceDays", g.acquired_at as "acquiredAt", r.revoked_at as "revokedAt",
       g.payment_id as "paymentId", g.plan_code as plan, g.source, v.terms -> 'entitlements' as keys
     from grants g join plan_versions v on v.id = g.plan_version_id left join revocations r on r.grant_id = g.id
     where g.person_id = ?`,
    [personId],
  )
  return rows.map(withDates)
}

/** Access as it is, beside access as it would be if what this payment bought had ended at `now`. */
function foresee(grants: Grant[], paymentId: string, now: Date): KeyForesight[] {
  const ended = grants.map(grant => (grant.paymentId === paymentId ? { ...grant, revokedAt: now } : grant))
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
  const open = accessAt(layOut(grants), now).filter(({ active }) => active)
  return new Map(open.map(({ key, endsAt }) => [key, endsAt]))
}

function layOut(grants: Grant[]): Held[] {
  const byId = new Map(grants.map(grant => [grant.id, grant]))
  const coverages = [...Map.groupBy(grants, ({ plan }) => plan).values()].flatMap(stack)
  return coverages
    .filter(({ startsAt, endsAt }) => endsAt === null || endsAt > startsAt)
    .map(coverage => ({ ...(byId.get(coverage.grantId) as Grant), ...coverage }))
}
