import type { Message } from '@grammyjs/types'
import { useMemo } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'
import type { Outgoing } from '../store.ts'
import { dayOf } from '../words.ts'
import { Bubble } from './bubble.tsx'
import { useDays } from './days.ts'
import { OutgoingBubble } from './outgoing.tsx'
import { type Row, rowsOf } from './rows.ts'
import { useScroll } from './scroll.ts'
import { Service } from './service.tsx'
import './log.css'
import { now } from '../now.ts'

interface Props {
  messages: readonly Message[]
  outgoing: readonly Outgoing[]
  language: string | undefined
}

/** The messages, newest at the bottom; only the last screens of a long chat are drawn until one scrolls up. */
export function Log({ messages, outgoing, language }: Props) {
  const rows = useMemo(() => rowsOf(messages, outgoing), [messages, outgoing])
  const { ref, shown, below, away, toNewest, onScroll } = useScroll(rows)
  const days = useDays()
  return (
    <div class="log-frame">
      <div
        ref={ref}
        class={`log ${away && days.scrolling ? 'log-scrolling' : ''}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-label="Messages"
        onScroll={event => {
          onScroll()
          days.onScroll(event.currentTarget)
        }}
      >
        <div class="log-inside" lang={language}>
          {rows.slice(-shown).map(row => (
            <Line key={row.key} row={row} />
          ))}
        </div>
      </div>
      {away && (
        <button
          type="button"
          class="to-newest"
          aria-label={below > 0 ? `Jump to newest, ${below} new` : 'Jump to newest'}
          data-testid="to-newest"
          onClick={toNewest}
        >
          <Icon name="down" />
          {below > 0 && <span class="unread">{below}</span>}
        </button>
      )}
    </div>
  )
}

function Line({ row }: { row: Row }) {
  switch (row.kind) {
    case 'day':
      return (
        <div class="day" lang="en">
          <span class="pill">{dayOf(row.date, now() / 1000)}</span>
        </div>
      )
    case 'service':
      return <Service message={row.message} />
    case 'bubble':
      return <Bubble {...row} />
    case 'outgoing':
      return <OutgoingBubble outgoing={row.outgoing} first={row.first} last={row.last} />
  }
}
