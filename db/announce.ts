import { announceTo } from './announce-person.ts'
import type { Books } from './books.ts'
import { isOutage } from './outage.ts'

/** As many in one go: those left are the first of the next. */
const AT_ONCE = 200

/** Most of a look is waiting for the database. */
const SIDE_BY_SIDE = 4

/** Whoever cannot be looked at does not stand in the way of the others for so long. */
const AGAIN_MS = 60 * 1000

/** And whoever was looked at in a time that has not come yet: the clock was set back, and what was told is not so now. */
const DUE = `
select person_id from (
  (select person_id from access_watches where look_at <= $1 order by look_at limit ${AT_ONCE})
  union (select person_id from access_watches where looked_until > $1 limit ${AT_ONCE})
) due where exists (select from webhook_endpoints where retired_at is null)`

/**
 * Looks at whoever moved or is due (see `Outgoing`): one read by index, and a short transaction for each. What fails for
 * one of them is logged, fails nobody else, does not count, and is tried again in a minute.
 */
export async function announce(books: Books): Promise<number> {
  const { rows } = await books.pool.query<{ person_id: string }>(DUE, [books.now()])
  const people = rows.map(({ person_id }) => Number(person_id)).values()
  let done = 0
  const lookAtEach = async () => {
    for (const personId of people) if (await look(books, personId)) done++
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lookAtEach))
  if (done > 0) books.jobs.wake('webhooks')
  return done
}

async function look(books: Books, personId: number): Promise<boolean> {
  try {
    await announceTo(books, personId)
    return true
  } catch (error) {
    if (isOutage(error)) throw error
    books.log.error(
      { err: error, person: personId },
      'looking for what to tell other services failed; it is tried again',
    )
    const now = books.now()
    await books.pool.query(
      `update access_watches set look_at = $2, looked_until = case when looked_until > $3 then $3 else looked_until end
       where person_id = $1`,
      [personId, new Date(+now + AGAIN_MS), now],
    )
    return false
  }
}
