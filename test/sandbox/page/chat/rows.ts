import type { Message } from '@grammyjs/types'
import type { Outgoing } from '../store.ts'

/** What the log shows, line by line. `first` and `last` are of a run of one sender's messages. */
export type Row =
  | { kind: 'day'; key: string; date: number }
  | { kind: 'service'; key: string; message: Message }
  | {
      kind: 'bubble'
      key: string
      message: Message
      out: boolean
      read: boolean
      first: boolean
      last: boolean
    }
  | { kind: 'outgoing'; key: string; outgoing: Outgoing; first: boolean; last: boolean }

/** Messages further apart than this stand alone, as in Telegram. */
const runSeconds = 600

export function rowsOf(messages: readonly Message[], outgoing: readonly Outgoing[]): Row[] {
  const rows: Row[] = []
  const answeredUpTo = messages.findLast(one => one.from?.is_bot)?.message_id ?? 0
  let before: { side: string; date: number } | undefined
  const items = [...messages, ...outgoing]
  items.forEach((item, index) => {
    const side = sideOf(item)
    if (!before || !sameDay(before.date, item.date)) {
      rows.push({ kind: 'day', key: `day-${rows.length}`, date: item.date })
      before = undefined
    }
    const next = items[index + 1]
    const first = !before || before.side !== side || item.date - before.date > runSeconds
    const last =
      !next || sideOf(next) !== side || next.date - item.date > runSeconds || !sameDay(item.date, next.date)
    if ('key' in item) {
      rows.push({ kind: 'outgoing', key: `sending-${item.key}`, outgoing: item, first, last })
    } else if (side === 'service') {
      rows.push({ kind: 'service', key: `${item.message_id}`, message: item })
    } else {
      const read = item.message_id < answeredUpTo
      rows.push({
        kind: 'bubble',
        key: `${item.message_id}`,
        message: item,
        out: side === 'out',
        read,
        first,
        last,
      })
    }
    before = { side, date: item.date }
  })
  return rows
}

function sideOf(item: Message | Outgoing): 'in' | 'out' | 'service' {
  if ('key' in item) return 'out'
  if (item.successful_payment || item.refunded_payment) return 'service'
  return item.from?.is_bot ? 'in' : 'out'
}

const sameDay = (a: number, b: number) =>
  new Date(a * 1000).toDateString() === new Date(b * 1000).toDateString()
