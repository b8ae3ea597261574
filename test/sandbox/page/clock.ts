import { signal } from '@preact/signals'
import * as api from './api.ts'
import { openAnew } from './mini/open.ts'
import { mini } from './mini/state.ts'
import { aheadMs } from './now.ts'
import { sheet, toast } from './store.ts'

/** The clock is being turned, and things happen on the way. */
export const turning = signal(false)

/** Later by so much; an app that was open all that time is opened anew, as its launch has grown old. */
export async function later(ms: number): Promise<void> {
  if (turning.value) return
  turning.value = true
  const answer = await api.turnClock({ advance_ms: ms })
  turning.value = false
  if (!answer.ok) {
    toast(answer.problem)
    return
  }
  aheadMs.value = answer.value.offset_ms
  if (sheet.value?.kind === 'clock') sheet.value = undefined
  if (mini.value) await openAnew()
}

/** To the same day of the next month and a little more: what renews then has renewed. */
export function aMonthMs(from: number): number {
  const to = new Date(from)
  to.setUTCMonth(to.getUTCMonth() + 1)
  return to.getTime() - from + 2 * 3_600_000
}
