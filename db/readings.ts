import { attempt } from './attempt.ts'
import type { Books } from './books.ts'
import type { Subject } from './cards.ts'
import { newId } from './id.ts'
import type { Crew, Job } from './jobs.ts'

/** Several read side by side: the provider's answer takes most of the time. */
const READERS: Crew = { workers: 4, batchSize: 5 }

/** Has this read again, though no event said so. */
export async function readAgain(books: Books, subject: Subject, key: string): Promise<void> {
  await books.jobs.add('readings', [{ id: newId(), key, data: subject }], books.pool)
  books.jobs.wake('readings')
}

/** How often one reading is tried before others that wait for it come first: half a minute, with the growing pauses. */
const TRIES = 5

/**
 * Reads what is to be read again, one at a time per key. What throws is logged and tried again until it succeeds. One that
 * cannot be read, or only after another of its key, does not keep those back: in the end it queues anew behind them.
 */
export async function workReadings(books: Books, bring: (subject: Subject) => Promise<void>): Promise<void> {
  const read = async (subject: Subject, { key, tries }: Job) => {
    try {
      await bring(subject)
    } catch (error) {
      if (key === null || tries + 1 < TRIES || !(await books.jobs.isWaiting('readings', key))) throw error
      const fields = { err: error, reading: nameOf(subject), key }
      books.log.error(fields, 'the reading failed again and again; others of its key come first now')
      await readAgain(books, subject, key)
    }
  }
  await books.jobs.work('readings', READERS, jobs =>
    Promise.all(
      jobs.map(job => {
        const subject = subjectOf(job)
        return attempt(books.log, job, { reading: nameOf(subject) }, () => read(subject, job))
      }),
    ),
  )
}

function nameOf({ kind, id }: Subject): string {
  return `${kind} ${id}`
}

/** Only `keepEvents` and `readAgain` make these jobs, out of a `Subject`. */
function subjectOf({ data }: Job): Subject {
  return data as Subject
}
