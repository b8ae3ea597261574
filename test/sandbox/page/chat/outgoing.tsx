import { discard, retry } from '../deeds.ts'
import { Icon } from '../parts/icon.tsx'
import type { Outgoing } from '../store.ts'
import { timeOf } from '../words.ts'
import { Meta } from './meta.tsx'
import { Tail } from './tail.tsx'

/** A text that is not in the chat yet, or could not be sent. */
export function OutgoingBubble({
  outgoing,
  first,
  last,
}: {
  outgoing: Outgoing
  first: boolean
  last: boolean
}) {
  const failed = outgoing.state === 'failed'
  return (
    <div class={`message out ${first ? 'first' : ''} ${last ? 'last' : ''}`} data-testid="outgoing">
      <div class="bubble">
        <div class="words" dir="auto">
          {outgoing.text}
          <Meta>
            {timeOf(outgoing.date)}
            <span class={failed ? 'meta-failed' : ''}>
              <Icon name={failed ? 'warn' : 'clock'} />
            </span>
          </Meta>
        </div>
        {last && <Tail />}
      </div>
      {failed && (
        <div class="failed" role="alert" lang="en">
          <span>Not sent. {outgoing.problem}</span>
          <button type="button" data-testid="retry" onClick={() => void retry(outgoing)}>
            Try again
          </button>
          <button type="button" onClick={() => discard(outgoing)}>
            Delete
          </button>
        </div>
      )}
    </div>
  )
}
