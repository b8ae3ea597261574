import type { Books } from './books.ts'
import { goOnForgetting } from './forget.ts'
import { heardUntil } from './heard.ts'
import { lapseOf } from './lapse-person.ts'
import { endOverdue, overdueSubscriptions } from './lapse-subscription.ts'
import { isOutage } from './outage.ts'

/** As many in one sweep: those left are the first of the next. */
const AT_ONCE = 200

/**
 * Looks for what time has brought (see `Billing`). A few reads by index, and one short transaction for each person who is
 * to be looked at; what fails for one of them is logged, fails nobody else, and does not count.
 */
export async function lapse(books: Books): Promise<number> {
  let done = 0
  const heard = await heardUntil(books)
  for (const row of await overdueSubscriptions(books, heard.stars))
    done += await each(books, row.personId, async () => Number(await endOverdue(books, row, heard.stars)))
  // Only now: what was just ended is told of.
  for (const personId of await peopleToLookAt(books))
    done += await each(books, personId, () => lapseOf(books, personId, heard))
  for (const personId of await peopleToForget(books))
    done += await each(books, personId, async () => Number(await goOnForgetting(books, personId)))
  if (done > 0) books.jobs.wake('messages')
  return done
}

async function each({ log }: Books, personId: number, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (isOutage(error)) throw error
    log.error({ err: error, person: personId }, 'what time has brought a person failed; it is tried again')
    return 0
  }
}

async function peopleToLookAt(books: Books): Promise<number[]> {
  return await people(
    books,
    'select distinct person_id from (select person_id from entitlements where look_at <= $1 order by look_at limit $2) due',
    [books.now(), AT_ONCE],
  )
}

async function peopleToForget(books: Books): Promise<number[]> {
  return await people(
    books,
    'select distinct person_id from (select person_id from forgettings where done_at is null order by asked_at limit $1) due',
    [AT_ONCE],
  )
}

async function people({ pool }: Books, question: string, values: unknown[]): Promise<number[]> {
  const { rows } = await pool.query<{ person_id: string }>(question, values)
  return rows.map(({ person_id }) => Number(person_id))
}
