import { send, setBlocked } from '../deeds.ts'
import { aheadMs, now } from '../now.ts'
import { Icon } from '../parts/icon.tsx'
import { openService } from '../service/state.ts'
import { me, sheet } from '../store.ts'
import { dark, toggleTheme } from '../theme.ts'
import { dateOf } from '../words.ts'
import './strip.css'

/** What this place is, said plainly, and the few things Telegram hides in its menus. */
export function Strip() {
  const blocked = me.value?.blocked ?? false
  return (
    <section class="strip" aria-label="Sandbox">
      <p class="strip-text">
        <b>Sandbox,</b> not Telegram<span class="strip-more">: this page plays it on your machine</span>.{' '}
        <b>No real money.</b>
        {aheadMs.value > 0 && (
          <span class="strip-more" data-testid="clock-ahead">
            {' '}
            It is {dateOf(now() / 1000)} here.
          </span>
        )}
      </p>
      <div class="strip-row">
        <button type="button" class="chip chip-main" data-testid="guide" onClick={openGuide}>
          <Icon name="bulb" />
          What to try
        </button>
        <button
          type="button"
          class="chip"
          disabled={blocked || !me.value}
          onClick={() => void send('/start')}
        >
          <Icon name="play" />
          <span class="chip-label">Start</span>
        </button>
        <button
          type="button"
          class="chip"
          disabled={!me.value}
          data-testid="block"
          onClick={() => void setBlocked(!blocked)}
        >
          <Icon name="ban" />
          <span class="chip-label">{blocked ? 'Unblock bot' : 'Block bot'}</span>
        </button>
        <button type="button" class="chip" data-testid="clock" onClick={openClock}>
          <Icon name="clock" />
          <span class="chip-label">Later…</span>
        </button>
        <button type="button" class="chip" data-testid="theme" onClick={toggleTheme}>
          <Icon name={dark.value ? 'sun' : 'moon'} />
          <span class="chip-label">{dark.value ? 'Light' : 'Dark'}</span>
        </button>
        <button type="button" class="chip chip-wide" data-testid="another-service" onClick={openService}>
          <Icon name="bell" />
          <span class="chip-label">Another service</span>
        </button>
      </div>
    </section>
  )
}

function openClock(): void {
  sheet.value = { kind: 'clock' }
}

function openGuide(): void {
  sheet.value = { kind: 'guide' }
}
