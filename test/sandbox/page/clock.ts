import { signal } from '@preact/signals'
import * as api from './api.ts'
import { openAnew } from './mini/open.ts'
import { mini } from './mini/state.ts'
import { aheadMs } from './now.ts'
import { readClock } from './read-clock.ts'
import { sheet, toast } from './store.ts'

/** Long enough, at each day, for an app that looks at the clock twice a second. */
const pauseMs = 500
const lookMs = 300

/** The clock is being turned, and things happen on the way. */
export const turning = signal(false)

/** Later by so much; an app that was open all that time is opened anew, as its launch has grown old. */
export async function later(ms: number): Promise<void> {
  if (turning.value) return
  turning.value = true
  if (sheet.value?.kind === 'clock') sheet.value = undefined
  const watch = setInterval(() => void readClock(), lookMs)
  const answer = await api.turnClock({ advance_ms: ms, pause_ms: pauseMs })
  clearInterval(watch)
  turning.value = false
  if (!answer.ok) {
    toast(answer.problem)
    return
  }
  aheadMs.value = answer.value.offset_ms
  if (mini.value) await openAnew()
}

/** To the same day of the next month, 30 days at least, and a little more: what renews then has renewed. */
export function aMonthMs(from: number): number {
  const to = new Date(from)
  to.setUTCMonth(to.getUTCMonth() + 1)
  return Math.max(to.getTime() - from, 30 * 86_400_000) + 2 * 3_600_000
}
