/** How far the server's clock is ahead of this device's. */
let aheadMs = 0

/** Servers tell whole seconds. */
const SECOND_MS = 1000

/** Takes the time from the `Date` of an answer: rounded up, so that what the answer tells of the past is past. */
export function hearServerTime(date: string | null): void {
  const told = Date.parse(date ?? '')
  if (!Number.isNaN(told)) aheadMs = told + SECOND_MS - Date.now()
}

/** The time as the server has it, whose dates are shown: a phone's own clock may be wrong by hours. */
export function serverNow(): Date {
  return new Date(Date.now() + aheadMs)
}
