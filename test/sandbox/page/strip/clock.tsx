import { aMonthMs, later, turning } from '../clock.ts'
import { now } from '../now.ts'
import { Dialog } from '../parts/dialog.tsx'
import { closeSheet } from '../store.ts'
import { dateAndTime } from '../words.ts'
import './clock.css'

const hourMs = 3_600_000

/** Time is played too: months pass at a press, with all that happens in them. */
export function Clock() {
  return (
    <Dialog label="Turn the clock" corner={<h2 class="dialog-title">Turn the clock</h2>} onClose={closeSheet}>
      <div class="clock">
        <p class="clock-now" data-testid="clock-now">
          {dateAndTime(now() / 1000)}
        </p>
        <p class="clock-text">
          For Telegram, for Stripe and for the shop alike. What falls due on the way happens: subscriptions
          renew or fail, cards are charged, what was paid for ends, and everybody is told. A month takes a
          quarter of a minute. It only goes forward.
        </p>
        <div class="clock-row">
          <Turn id="clock-hour" label="An hour later" ms={() => hourMs} />
          <Turn id="clock-day" label="A day later" ms={() => 24 * hourMs} />
          <Turn id="clock-week" label="A week later" ms={() => 7 * 24 * hourMs} />
          <Turn id="clock-month" label="A month later" ms={() => aMonthMs(now())} />
        </div>
      </div>
    </Dialog>
  )
}

function Turn({ id, label, ms }: { id: string; label: string; ms: () => number }) {
  return (
    <button
      type="button"
      class="chip chip-main"
      data-testid={id}
      disabled={turning.value}
      onClick={() => void later(ms())}
    >
      {turning.value ? <span class="spinner" aria-hidden="true" /> : null}
      {label}
    </button>
  )
}
