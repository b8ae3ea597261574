import { setTimeout as pause } from 'node:timers/promises'
import { queueOf } from './ending.ts'
import type { Reading } from './gauge.ts'
import type { Telegram } from './telegram.ts'

/** Whoever looks on. */
export interface Watch {
  /** A sentence about what begins now. */
  say(line: string): void
  /** How far it is, about once a second. */
  progress(at: Progress): void
  /** Raised to end the run before its time; what was started is ended all the same. */
  signal: AbortSignal
}

export interface Progress extends Reading {
  made: number
  kills: number
  crashes: number
  /** Updates Telegram still holds. */
  queue: number
}

const EVERY_MS = 1_000

/** Tells `watch` once a second how far it is, until stopped. */
export function watching(
  watch: Watch,
  read: () => Omit<Progress, 'queue'>,
  telegram: Telegram,
): () => Promise<void> {
  const stopped = new AbortController()
  const telling = tell()

  async function tell(): Promise<void> {
    while (!stopped.signal.aborted) {
      // Where Telegram is gone, whoever pays there says so.
      watch.progress({ ...read(), queue: await queueOf(telegram).catch(() => Number.NaN) })
      // Stopping ends the wait; that is no failure.
      await pause(EVERY_MS, undefined, { signal: stopped.signal }).catch(() => {})
    }
  }

  return () => {
    stopped.abort()
    return telling
  }
}
