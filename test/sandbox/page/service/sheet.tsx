import type { EventData, HeardEvent, KnownAccess, KnownEntitlement } from '../../service/face.ts'
import { Dialog } from '../parts/dialog.tsx'
import { closeSheet, people } from '../store.ts'
import { dateAndTime, dateOf, nameOf, stars } from '../words.ts'
import { sendAway, service } from './state.ts'
import './service.css'

/** Another service of whoever runs the shop: what it was told, and what it makes of that without asking. */
export function ServiceSheet() {
  const view = service.value
  return (
    <Dialog
      label="Another service"
      corner={<h2 class="dialog-title">Another service</h2>}
      onClose={closeSheet}
    >
      <div class="service" data-testid="service-sheet" aria-busy={!view}>
        <p class="service-text">
          Played here too: it asks the shop nothing, and is told by signed webhooks what people may use, in
          the moment it begins and ends.
        </p>
        {view && (
          <>
            <label class="service-away">
              <input
                type="checkbox"
                checked={view.away}
                data-testid="service-away"
                onChange={event => void sendAway(event.currentTarget.checked)}
              />
              It is down: it answers 503, and is told again later
            </label>
            <h3 class="service-title">What it lets people use</h3>
            <Known known={view.known} />
            <h3 class="service-title">What it was told</h3>
            <Heard heard={view.heard} />
            {view.unsigned > 0 && (
              <p class="service-none">Not signed by the shop, and not believed: {view.unsigned}.</p>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

function Known({ known }: { known: readonly KnownAccess[] }) {
  if (known.length === 0) return <p class="service-none">Nobody has anything. Buy something in the chat.</p>
  return (
    <ul class="service-list" data-testid="service-known">
      {known.map(one => (
        <li key={`${one.telegram_id} ${one.key}`} class="service-known">
          <b>{whose(one.telegram_id)}</b>
          <span class="service-key">{one.key}</span>
          <span class="service-when">{until(one)}</span>
        </li>
      ))}
    </ul>
  )
}

function Heard({ heard }: { heard: readonly HeardEvent[] }) {
  if (heard.length === 0) return <p class="service-none">Nothing yet.</p>
  return (
    <ul class="service-list" data-testid="service-heard">
      {heard.map(({ id, type, timestamp, times, data }) => (
        <li key={id} class="service-event">
          <span class="service-head">
            <code>{type}</code>
            <span class="service-when">{dateAndTime(seconds(timestamp))}</span>
          </span>
          <span class="service-line">
            {whose(data.telegram_id)}: {said(type, data)}
            {times > 1 && ` (told ${times} times, under one id)`}
          </span>
        </li>
      ))}
    </ul>
  )
}

function said(type: string, { entitlement, payment, refund }: EventData): string {
  if (entitlement) return `${entitlement.key}, ${type === 'access.ended' ? 'over' : until(entitlement)}`
  if (refund)
    return type === 'payment.refunded' ? `${price(refund)} given back` : `${price(refund)} came back to us`
  return payment ? `${price(payment)} for ${payment.plan ?? 'nothing'}` : ''
}

function price({ amount, currency }: { amount: number; currency: string }): string {
  return currency === 'XTR' ? stars(amount) : `${(amount / 100).toFixed(2)} ${currency}`
}

function whose(id: number): string {
  const person = people.value?.find(({ user }) => user.id === id)
  return person ? nameOf(person.user) : String(id)
}

function until({ ends_at, in_grace }: KnownEntitlement): string {
  if (ends_at === null) return 'for ever'
  return `${in_grace ? 'in grace since' : 'until'} ${dateOf(seconds(ends_at))}`
}

function seconds(instant: string): number {
  return Date.parse(instant) / 1000
}
