import { again } from './again.ts'
import { attempt } from './attempt.ts'
import type { Books } from './books.ts'
import type { Job, JobOutcome } from './jobs.ts'
import { lose } from './reach.ts'
import type { NoticeDue, TellOutcome } from './telling.ts'

/** How often a message that is itself refused is tried, with growing pauses: some minutes. */
const TRIES = 10

/**
 * Of each of these people, the oldest message they have not been told. Whoever is unreachable is passed over, and
 * locked for a moment before: should they be coming back just now, this waits, and sees them again. To whoever was just
 * forgotten the message says their language itself, until it is sent.
 */
const NEXT = `
with lost as materialized (
  select id from people where id = any($1) and unreachable_at is not null order by id for share
)
select next.id, next.news, people.id as person_id, coalesce(people.language, people.language_code, next.news ->> 'language') as language
from people cross join lateral (
  select id, news from notices
  where person_id = people.id and sent_at is null and given_up_at is null order by id limit 1
) next
where people.id = any($1) and people.id not in (select id from lost)`

/**
 * Carries out jobs of `messages`. A job is leave to tell its person one thing more: the oldest they have not been told,
 * whichever notice it was born with. So the order is that of the notices, whatever became of single jobs.
 */
export function createTeller(books: Books, tell: (notice: NoticeDue) => Promise<TellOutcome>) {
  // Sent, but not yet noted down: the database was away. Not sent again by this process.
  const sent = new Map<string, TellOutcome>()

  async function tellNext(notice: NoticeDue, { tries }: Job): Promise<void> {
    const { noticeId, personId } = notice
    const outcome = sent.get(noticeId) ?? (await tell(notice))
    switch (outcome.kind) {
      case 'sent':
        sent.set(noticeId, outcome)
        await again(() =>
          note(books, noticeId, "sent_at = $2, message_id = $3, news = news - 'language'", [
            books.now(),
            outcome.messageId,
          ]),
        )
        sent.delete(noticeId)
        return
      case 'unreachable':
        return await lose(books, personId, outcome.because)
      case 'refused': {
        if (tries + 1 < TRIES) throw new Error(outcome.detail)
        const fields = { notice: noticeId, person: personId, detail: outcome.detail }
        books.log.error(fields, 'the provider refuses this notice for good; it is given up')
        await note(books, noticeId, 'given_up_at = $2', [books.now()])
      }
    }
  }

  return async (jobs: Job[]): Promise<JobOutcome[]> => {
    const due = await nextOf(books, jobs.map(personOf))
    return await Promise.all(
      jobs.map(job => {
        const notice = due.get(personOf(job))
        if (!notice) return { id: job.id, status: 'completed' as const }
        return attempt(books.log, job, { notice: notice.noticeId }, () => tellNext(notice, job))
      }),
    )
  }
}

function personOf({ key }: Job): number {
  return Number(key)
}

async function nextOf(books: Books, personIds: number[]): Promise<Map<number, NoticeDue>> {
  const { rows } = await books.pool.query({ name: 'next_notices', text: NEXT, values: [personIds] })
  const notices = rows.map(({ id, person_id, language, news }): NoticeDue => {
    return { noticeId: id, personId: Number(person_id), language, news }
  })
  return new Map(notices.map(notice => [notice.personId, notice]))
}

async function note(books: Books, noticeId: string, set: string, values: unknown[]): Promise<void> {
  await books.pool.query(`update notices set ${set} where id = $1`, [noticeId, ...values])
}
