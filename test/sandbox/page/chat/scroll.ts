import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Row } from './rows.ts'

const page = 120
/** Nearer to the end than this counts as being there. */
const near = 80

interface Scroll {
  ref: RefObject<HTMLDivElement | null>
  /** How many of the last rows to draw. */
  shown: number
  /** How many have arrived below what is read now. */
  below: number
  away: boolean
  toNewest: () => void
  onScroll: () => void
}

/** Stays at the newest message, unless the reader has gone up; there it holds what is being read in place. */
export function useScroll(rows: readonly Row[]): Scroll {
  const ref = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState(page)
  const [away, setAway] = useState(false)
  const atEnd = useRef(true)
  const readUpTo = useRef(rows.length)
  const fromEnd = useRef<number | undefined>(undefined)
  const newest = rows.at(-1)
  const mine = newest?.kind === 'outgoing' ? newest.key : undefined

  // One's own words are always shown, wherever one was reading.
  useLayoutEffect(() => {
    if (mine !== undefined) atEnd.current = true
  }, [mine])

  useLayoutEffect(() => {
    const log = ref.current
    if (!log) return
    if (fromEnd.current !== undefined) {
      log.scrollTop = log.scrollHeight - fromEnd.current
      fromEnd.current = undefined
    } else if (atEnd.current) {
      log.scrollTop = log.scrollHeight
    }
  }, [rows, shown])

  // A keyboard that opens, or a bubble that grows, must not push the newest message out of sight.
  useLayoutEffect(() => {
    const log = ref.current
    if (!log) return
    const watch = new ResizeObserver(() => {
      if (atEnd.current) log.scrollTop = log.scrollHeight
    })
    watch.observe(log)
    if (log.firstElementChild) watch.observe(log.firstElementChild)
    return () => watch.disconnect()
  }, [])

  const onScroll = () => {
    const log = ref.current
    if (!log) return
    const left = log.scrollHeight - log.scrollTop - log.clientHeight
    atEnd.current = left < near
    if (atEnd.current) {
      readUpTo.current = rows.length
      setShown(page)
    }
    setAway(!atEnd.current)
    if (log.scrollTop < 400 && shown < rows.length && fromEnd.current === undefined) {
      fromEnd.current = log.scrollHeight - log.scrollTop
      setShown(shown + page)
    }
  }

  const toNewest = () => {
    const log = ref.current
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    log?.scrollTo({ top: log.scrollHeight, behavior: calm ? 'auto' : 'smooth' })
  }

  if (atEnd.current) readUpTo.current = rows.length
  return { ref, shown, below: Math.max(0, rows.length - readUpTo.current), away, toNewest, onScroll }
}
