import type { Books } from './books.ts'
import type { Rail } from './money.ts'
import { finishedAt } from './statement-in.ts'

const HOUR_MS = 60 * 60 * 1000

/** A provider that does not answer is waited for no longer, by when something was due; */
const PATIENCE_MS = 24 * HOUR_MS

/** nor is it as soon as we are back ourselves: first it is asked what we missed. */
const ASKED_WITHIN_MS = HOUR_MS

/**
 * Until when we know of each rail who paid: what was due by then and is not in the books has not been paid. What an outage
 * of ours hid is known once the provider's list has been read, so nothing is taken to be over before (case 23). A rail
 * whose list was never read is not waited for.
 */
export async function heardUntil(books: Books): Promise<Record<Rail, Date>> {
  const [stars, card] = await Promise.all([heardOf(books, 'stars'), heardOf(books, 'card')])
  return { stars, card }
}

async function heardOf(books: Books, rail: Rail): Promise<Date> {
  const now = books.now()
  const read = await finishedAt(books, rail)
  if (read === null || read >= now) return now
  const isBack = +now - +books.openedAt >= ASKED_WITHIN_MS
  return isBack ? new Date(Math.max(+read, +now - PATIENCE_MS)) : read
}
