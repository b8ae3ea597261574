import { useEffect, useRef, useState } from 'preact/hooks'

const lingerMs = 900

/**
 * A day's line stays at the top while its messages pass under it. There it covers what is read, so it is shown only
 * as long as one scrolls. Lines that stand there are marked for the stylesheet.
 */
export function useDays(): { scrolling: boolean; onScroll: (log: HTMLElement) => void } {
  const [scrolling, setScrolling] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const onScroll = (log: HTMLElement) => {
    markStuck(log)
    setScrolling(true)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setScrolling(false), lingerMs)
  }
  return { scrolling, onScroll }
}

/** Of all the days above, only the last is the day one reads. */
function markStuck(log: HTMLElement): void {
  const edge = log.getBoundingClientRect().top + 7
  const days = [...log.querySelectorAll('.day')]
  const stuck = days.filter(day => day.getBoundingClientRect().top < edge)
  for (const day of days)
    day.setAttribute('data-stuck', day === stuck.at(-1) ? 'last' : stuck.includes(day) ? 'under' : 'no')
}
