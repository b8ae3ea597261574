import type { EntityManager } from '@mikro-orm/postgresql'
import { attempt } from './attempt.ts'
import type { Books } from './books.ts'
import { changeRenewal } from './change-renewal.ts'
import type { Crew } from './jobs.ts'
import {
  ProviderRefundEntity,
  type RefundAnswer,
  type RefundDue,
  RefundEntity,
  RefundOutcomeEntity,
} from './refund.ts'
import { refundsOf } from './refund-standing.ts'
import type { RenewalAnswer, RenewalDue } from './renewals.ts'
import { settleRefund } from './settle-refund.ts'
import { createTeller } from './tell-next.ts'
import type { NoticeDue, TellOutcome } from './telling.ts'

/** What the rails do when the books owe somebody a message or their money. */
export interface Duties {
  tell(notice: NoticeDue): Promise<TellOutcome>
  giveBack(refund: RefundDue): Promise<RefundAnswer>
  /** What this refund took back wholly renews no more, if it was the last that was paid. Asked again, changes nothing. */
  endRenewal(refund: RefundDue): Promise<void>
  /** Has a subscription renew no more, or lets the person turn it on again. Asked again, changes nothing. */
  changeRenewal(due: RenewalDue): Promise<RenewalAnswer>
}

/** Several tell side by side: one that waits for a slow answer holds up the people of its own batch only. */
const TELLERS: Crew = { workers: 4, batchSize: 25 }
const REFUNDERS: Crew = { workers: 1, batchSize: 10 }
const CHANGERS: Crew = { workers: 1, batchSize: 10 }

/** Carries out what the books owe. A job that fails is logged and tried again, later each time, until it succeeds. */
export async function carryOut(books: Books, duties: Duties): Promise<void> {
  await books.jobs.work('messages', TELLERS, createTeller(books, duties.tell))
  await books.jobs.work('refunds', REFUNDERS, jobs =>
    Promise.all(
      jobs.map(job => attempt(books.log, job, { refund: job.id }, () => giveBack(books, duties, job.id))),
    ),
  )
  await books.jobs.work('renewals', CHANGERS, jobs =>
    Promise.all(
      jobs.map(job =>
        attempt(books.log, job, { renewal: job.id }, () =>
          changeRenewal(books, duties.changeRenewal, job.id),
        ),
      ),
    ),
  )
}

/** The money, and then what goes with it; the second is owed also where the provider told of the first in another way. */
async function giveBack(books: Books, duties: Duties, id: string): Promise<void> {
  const em = books.orm.em.fork()
  const { payment, amount } = await em.findOneOrFail(RefundEntity, id, { populate: ['payment'] })
  const due: RefundDue = {
    refundId: id,
    rail: payment.rail,
    chargeId: payment.chargeId,
    payerId: payment.person.id,
    price: { amount, currency: payment.currency },
  }
  if (!(await isTakenOn(em, id))) await settleRefund(books, id, await duties.giveBack(due))
  const { stand } = (await refundsOf(em, payment.id)).find(refund => refund.id === id) ?? {}
  // What nobody has looked at opened nothing, so nothing of it goes on either.
  if (stand !== 'failed' && payment.quarantine === null) await duties.endRenewal(due)
}

/** Then what the provider says of it settles it, and asking again might give back a second time. */
async function isTakenOn(em: EntityManager, refund: string): Promise<boolean> {
  const [outcome, known] = [RefundOutcomeEntity, ProviderRefundEntity]
  return (await em.findOne(outcome, { refund })) !== null || (await em.findOne(known, { refund })) !== null
}
