import { attempt } from './attempt.ts'
import type { Books } from './books.ts'
import type { Crew } from './jobs.ts'
import type { NoticeDue, TellOutcome } from './notice.ts'
import {
  ProviderRefundEntity,
  type RefundAnswer,
  type RefundDue,
  RefundEntity,
  RefundOutcomeEntity,
} from './refund.ts'
import { settleRefund } from './settle-refund.ts'
import { createTeller } from './tell-next.ts'

/** What the rails do when the books owe somebody a message or their money. */
export interface Duties {
  tell(notice: NoticeDue): Promise<TellOutcome>
  giveBack(refund: RefundDue): Promise<RefundAnswer>
}

/** Several tell side by side: one that waits for a slow answer holds up the people of its own batch only. */
const TELLERS: Crew = { workers: 4, batchSize: 25 }
const REFUNDERS: Crew = { workers: 1, batchSize: 10 }

/** Carries out what the books owe. A job that fails is logged and tried again, later each time, until it succeeds. */
export async function carryOut(books: Books, duties: Duties): Promise<void> {
  await books.jobs.work('messages', TELLERS, createTeller(books, duties.tell))
  await books.jobs.work('refunds', REFUNDERS, jobs =>
    Promise.all(
      jobs.map(job => attempt(books.log, job, { refund: job.id }, () => giveBack(books, duties, job.id))),
    ),
  )
}

async function giveBack(books: Books, duties: Duties, id: string): Promise<void> {
  const em = books.orm.em.fork()
  if (await em.findOne(RefundOutcomeEntity, { refund: id })) return
  // Taken on already: what the provider says of it settles it, and asking again might give back a second time.
  if (await em.findOne(ProviderRefundEntity, { refund: id })) return
  const { payment, amount } = await em.findOneOrFail(RefundEntity, id, { populate: ['payment'] })
  const answer = await duties.giveBack({
    refundId: id,
    rail: payment.rail,
    chargeId: payment.chargeId,
    payerId: payment.person.id,
    price: { amount, currency: payment.currency },
  })
  await settleRefund(books, id, answer)
}
