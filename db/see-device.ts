import type { Books } from './books.ts'

const MINUTE_MS = 60_000
/** That a device was seen is worth this wait, not more: it wants an answer. */
const WAIT_MS = 500

/** Notes that a device was seen, `seenAt` being the last time that is known of. */
export type See = (device: { deviceId: string; seenAt: Date | null }) => Promise<void>

/**
 * Notes it at most once a minute by the clock of the books. Never rejects, and does not wait for long: where it cannot be
 * written the log says so, and for a minute it is not tried again here.
 */
export function seeing(books: Books): See {
  let failedAt = Number.NEGATIVE_INFINITY
  return async ({ deviceId, seenAt }) => {
    const now = books.now()
    const due = new Date(+now - MINUTE_MS)
    if ((seenAt && seenAt > due) || Math.abs(+now - failedAt) < MINUTE_MS) return
    try {
      await note(books, { deviceId, now, due })
    } catch (error) {
      failedAt = +now
      books.log.warn({ err: error, device_id: deviceId }, 'when a device was last seen cannot be written')
    }
  }
}

/** Of many at once, one writes. */
async function note(
  { orm }: Books,
  { deviceId, now, due }: { deviceId: string; now: Date; due: Date },
): Promise<void> {
  await orm.em.fork().transactional(async em => {
    await em.execute(`set local statement_timeout = ${WAIT_MS}`)
    await em.execute(
      'update devices set seen_at = ? where id = ? and revoked_at is null and (seen_at is null or seen_at <= ?)',
      [now, deviceId, due],
    )
  })
}
