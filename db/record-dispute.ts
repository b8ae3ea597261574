import type { InferEntity, Loaded } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import type { DisputeState } from './card-money.ts'
import { type Coverage, coveredUntil, isLeft, ownsForever } from './coverage.ts'
import { type Dispute, DisputeEntity } from './dispute.ts'
import { endGrant, reopenGrant } from './end-grant.ts'
import { newId } from './id.ts'
import { lockPerson } from './lock.ts'
import type { News } from './notice.ts'
import { PaymentEntity } from './payment.ts'
import { type Told, tell } from './tell.ts'

type Payment = Loaded<InferEntity<typeof PaymentEntity>, 'order.planVersion'>

/**
 * Writes down what the provider says of a dispute and brings access to it: while it is open, and once it is lost, what the
 * payment bought is closed; won, it is open again, also after an appeal (case 71). Its money is booked by
 * `recordMovement`. Throws while the payment is not booked: it is asked again.
 */
export async function recordDispute(books: Books, state: DisputeState): Promise<void> {
  await books.orm.em.fork().transactional(em => recordWithin(books, em, state))
  books.jobs.wake('messages')
}

async function recordWithin(books: Books, em: EntityManager, state: DisputeState): Promise<void> {
  const { rail, providerId, chargeId } = state
  const populate = ['order.planVersion'] as const
  const payment = await em.findOne(PaymentEntity, { rail, chargeId }, { populate })
  if (!payment) throw new Error(`dispute ${providerId}: its charge ${chargeId} is not booked yet`)
  await lockPerson(em, payment.person.id)
  const known = await em.findOne(DisputeEntity, { rail, providerId })
  if (known && known.ticket > state.ticket) return

  const before = known?.stand ?? null
  const dispute = writeDown(em, known, payment, state)
  const told = [...(await bring(books, em, payment, dispute)), ...alarm(books, payment, dispute, before)]
  await tell(books, em, told)
}

function writeDown(em: EntityManager, known: Dispute | null, payment: Payment, state: DisputeState): Dispute {
  const { rail, providerId, ticket, status, stand, reason, openedAt } = state
  const { amount, currency } = state.price
  const read = { status, stand, reason, amount, currency, ticket }
  if (known) return em.assign(known, read)
  return em.create(DisputeEntity, { id: newId(), rail, providerId, payment, openedAt, ...read })
}

/** Access, and what its payer is told where that changed something for them. */
async function bring(
  books: Books,
  em: EntityManager,
  payment: Payment,
  { id, stand }: Dispute,
): Promise<Told> {
  const now = books.now()
  const closes = stand === 'open' || stand === 'lost'
  const moved = closes
    ? await endGrant(em, payment, { dispute: id }, { reason: 'disputed', now })
    : await reopenGrant(em, payment, { dispute: id }, { reason: 'the dispute is over', now })
  const opens = (coverage: Coverage | undefined) => coverage !== undefined && isLeft(coverage, now)
  if (!moved || opens(moved.was) === opens(moved.is)) return []

  const { chargeId, person } = payment
  const plan = payment.order?.planVersion.terms.title ?? null
  if (closes && ownsForever(moved.row)) return []
  const price = { amount: payment.amount, currency: payment.currency }
  const accessUntil = coveredUntil(moved.row, now)?.toISOString() ?? null
  const news: News = closes
    ? { kind: 'suspended', plan, price, chargeId, ...(stand === 'lost' && { lost: true }) }
    : { kind: 'reinstated', plan, accessUntil, chargeId }
  return [{ personId: person.id, news }]
}

/** What admins are told where the dispute stands otherwise than it did. */
function alarm(books: Books, payment: Payment, dispute: Dispute, before: DisputeState['stand'] | null): Told {
  const { stand, reason } = dispute
  if (stand === before) return []
  const price = { amount: dispute.amount, currency: dispute.currency }
  const about = { price, chargeId: payment.chargeId, payerId: payment.person.id }
  const isClosed = stand === 'won' || stand === 'lost' || (stand === 'harmless' && before === 'open')
  const news: News = isClosed
    ? { kind: 'dispute_closed', won: stand !== 'lost', ...about }
    : { kind: 'disputed', reason, ...about }
  return books.adminIds.map(personId => ({ personId, news }))
}
