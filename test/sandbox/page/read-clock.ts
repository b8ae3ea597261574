import * as api from './api.ts'
import { aheadMs } from './now.ts'

/** Learns what time it is in the sandbox. */
export async function readClock(): Promise<void> {
  const answer = await api.clock()
  if (answer.ok) aheadMs.value = answer.value.offset_ms
}
