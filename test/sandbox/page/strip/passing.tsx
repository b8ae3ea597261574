import { turning } from '../clock.ts'
import { now } from '../now.ts'
import { dateOf } from '../words.ts'
import './passing.css'

/** What day it is while the clock is being turned, over the chat in which things happen. */
export function Passing() {
  return (
    <div role="status">
      {turning.value && (
        <div class="passing" data-testid="passing">
          <span class="spinner" aria-hidden="true" />
          <span class="said-by">Time is passing</span>
          <span aria-hidden="true">{dateOf(now() / 1000)}</span>
        </div>
      )}
    </div>
  )
}
