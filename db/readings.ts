import { attempt } from './attempt.ts'
import type { Books } from './books.ts'
import type { Subject } from './cards.ts'
import { newId } from './id.ts'
import type { Crew, Job } from './jobs.ts'

/** Several read side by side: the provider's answer takes most of the time. */
const READERS: Crew = { workers: 4, batchSize: 5 }

/** Has this read again, though no event said so; `behind others`: of what waits for its turn it is last. */
export async function readAgain(
  books: Books,
  subject: Subject,
  key: string,
  when: 'soon' | 'behind others' = 'soon',
): Promise<void> {
  const job = { id: newId(), key, data: subject, ...(when !== 'soon' && { priority: BEHIND }) }
  await books.jobs.add('readings', [job], books.pool)
  books.jobs.wake('readings')
}

/** Jobs have 0, those with more come first. */
const BEHIND = -1

/** What a job holds: what is to be read, and how often that was put off already. */
interface Reading extends Subject {
  putOff?: number
  /** It was put off because it failed. */
  isFailing?: boolean
}

/** What is put off comes back after a minute, and after twice as long each time; at last every ten minutes. */
const FIRST_WAIT_SECONDS = 60
const LONGEST_WAIT_SECONDS = 600

/** Has this read in a minute, unless it is to be read anyway. */
export async function readLater(books: Books, subject: Subject, key: string): Promise<void> {
  await putOff(books, subject, key)
}

async function putOff(books: Books, { kind, id, ...before }: Reading, key: string): Promise<void> {
  if (await books.jobs.isWaiting('readings', key, id)) return
  const times = before.putOff ?? 0
  const startAfter = Math.min(FIRST_WAIT_SECONDS * 2 ** times, LONGEST_WAIT_SECONDS)
  const data: Reading = { kind, id, ...before, putOff: times + 1 }
  await books.jobs.add('readings', [{ id: newId(), key, data, startAfter }], books.pool)
}

/** How often one reading is tried at once: half a minute, with the growing pauses. */
const TRIES = 5

/**
 * Reads what is to be read again, one at a time per key. What is to be read `later` comes back by itself. What throws is
 * logged and tried again until it succeeds. One that cannot be read, or only after another of its key, does not keep
 * those back: it is put off, for longer each time, and they come first.
 */
export async function workReadings(
  books: Books,
  bring: (subject: Subject) => Promise<'done' | 'later'> | Promise<void>,
): Promise<void> {
  const read = async (reading: Reading, { key, tries }: Job) => {
    const { kind, id, isFailing = false, ...times } = reading
    const subject: Subject = { kind, id }
    try {
      if ((await bring(subject)) === 'later' && key !== null)
        await putOff(books, { ...subject, ...times }, key)
    } catch (error) {
      if (key === null || (tries + 1 < TRIES && !isFailing)) throw error
      const fields = { err: error, reading: nameOf(subject), key }
      books.log.error(
        fields,
        'the reading failed again and again; it is put off, and others of its key come first',
      )
      await putOff(books, { ...reading, isFailing: true }, key)
    }
  }
  await books.jobs.work('readings', READERS, jobs =>
    Promise.all(
      jobs.map(job => {
        const reading = readingOf(job)
        return attempt(books.log, job, { reading: nameOf(reading) }, () => read(reading, job))
      }),
    ),
  )
}

function nameOf({ kind, id }: Subject): string {
  return `${kind} ${id}`
}

/** Only `keepEvents` and what is here make these jobs, out of a `Subject`. */
function readingOf({ data }: Job): Reading {
  return data as Reading
}
