import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { type Started, stopAll } from '../stopping.ts'

/** Things that note when they are stopped, and the log of it. */
function openNotes() {
  const noted: string[] = []
  const log: { what?: string; msg: string }[] = []
  const logger = pino({}, { write: line => log.push(JSON.parse(line)) })
  const started = (what: string, stop: () => Promise<unknown> = async () => {}): Started => ({
    what,
    async stop() {
      noted.push(`${what} begins`)
      await stop()
      noted.push(`${what} ends`)
    },
  })
  return { noted, log, logger, started }
}

it('lets go of what was started last first, and of what stands together at once', async () => {
  const { noted, logger, started } = openNotes()
  const together = [started('jobs', () => pause(5)), started('HTTP')]
  await stopAll([[started('Postgres')], [started('database')], together], 5_000, logger)
  expect(noted).toEqual([
    ...['jobs begins', 'HTTP begins', 'HTTP ends', 'jobs ends'],
    ...['database begins', 'database ends', 'Postgres begins', 'Postgres ends'],
  ])
})

it('leaves what takes too long or fails, says what it was, and goes on with the rest', async () => {
  const { noted, log, logger, started } = openNotes()
  const hanging = started('bot', () => new Promise(() => {}))
  const broken = started('HTTP', () => Promise.reject(new Error('no')))
  await stopAll([[started('Postgres')], [started('database')], [hanging, broken]], 1_600, logger)
  expect(noted.slice(-4)).toEqual(['database begins', 'database ends', 'Postgres begins', 'Postgres ends'])
  expect(log.map(({ what, msg }) => [what, msg])).toEqual([
    ['HTTP', 'did not stop well; left'],
    ['bot', 'not finished in time; left'],
  ])
})
