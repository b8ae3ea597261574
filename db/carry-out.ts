import type { Books } from './books.ts'
import type { JobOutcome } from './jobs.ts'
import { type NoticeDue, NoticeEntity, type TellOutcome } from './notice.ts'
import { PersonEntity } from './person.ts'
import { type RefundAnswer, type RefundDue, RefundEntity, RefundOutcomeEntity } from './refund.ts'
import { settleRefund } from './settle-refund.ts'

/** What the rails do when the books owe somebody a message or their money. */
export interface Duties {
  tell(notice: NoticeDue): Promise<TellOutcome>
  giveBack(refund: RefundDue): Promise<RefundAnswer>
}

const NOTICES_AT_ONCE = 100
const REFUNDS_AT_ONCE = 10

/** Carries out what the books owe. A job that fails is logged and tried again, later each time, until it succeeds. */
export async function carryOut(books: Books, duties: Duties): Promise<void> {
  await books.jobs.work('tell', NOTICES_AT_ONCE, ids => tellAll(books, duties, ids))
  await books.jobs.work('give_back', REFUNDS_AT_ONCE, ids =>
    Promise.all(ids.map(id => attempt(books, 'refund', id, () => giveBack(books, duties, id)))),
  )
}

/** People are told at once, each of them one thing after the other. */
async function tellAll(books: Books, duties: Duties, ids: string[]): Promise<JobOutcome[]> {
  const em = books.orm.em.fork()
  const notices = await em.find(
    NoticeEntity,
    { id: { $in: ids } },
    { orderBy: { id: 'asc' }, fields: ['person'] },
  )
  const byPerson = Map.groupBy(notices, notice => notice.person.id)
  const outcomes = await Promise.all(
    byPerson.values().map(async theirs => {
      const told: JobOutcome[] = []
      for (const { id } of theirs)
        told.push(await attempt(books, 'notice', id, () => tellOne(books, duties, id)))
      return told
    }),
  )
  return outcomes.flat()
}

async function tellOne(books: Books, duties: Duties, id: string): Promise<void> {
  const em = books.orm.em.fork()
  const notice = await em.findOneOrFail(NoticeEntity, id, { populate: ['person'] })
  if (notice.sentAt) return
  const { person, news } = notice
  const language = person.language ?? person.languageCode ?? null
  const outcome = await duties.tell({ noticeId: id, personId: person.id, language, news })
  if (outcome.kind === 'sent') em.assign(notice, { sentAt: books.now(), messageId: outcome.messageId })
  else await em.nativeUpdate(PersonEntity, { id: person.id }, { unreachableAt: books.now() })
  await em.flush()
}

async function giveBack(books: Books, duties: Duties, id: string): Promise<void> {
  const em = books.orm.em.fork()
  if (await em.findOne(RefundOutcomeEntity, { refund: id })) return
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

async function attempt(
  books: Books,
  what: string,
  id: string,
  work: () => Promise<void>,
): Promise<JobOutcome> {
  try {
    await work()
    return { id, status: 'completed' }
  } catch (error) {
    books.log.warn({ err: error, [what]: id }, `the ${what} did not go through; it will be tried again`)
    return {
      id,
      status: 'failed',
      output: { message: error instanceof Error ? error.message : String(error) },
    }
  }
}
