import { useEffect, useState } from 'preact/hooks'
import { serverNow } from '../server-clock.ts'

const MINUTE_MS = 60_000

/** The time of this drawing; drawn again every minute, so that what ends while the app is open is seen to end. */
export function useNow(): Date {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick(minutes => minutes + 1), MINUTE_MS)
    return () => clearInterval(timer)
  }, [])
  return serverNow()
}

/** Seconds still to wait, counted down to 0. */
export function useCountdown(seconds: number): number {
  const [end] = useState(() => Date.now() + seconds * 1000)
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000))), 1000)
    return () => clearInterval(timer)
  }, [end])
  return left
}
