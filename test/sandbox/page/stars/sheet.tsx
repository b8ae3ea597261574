import { Dialog } from '../parts/dialog.tsx'
import { Star } from '../parts/star.tsx'
import { closeSheet, me, myChat } from '../store.ts'
import { amount, stars } from '../words.ts'
import { Subscription } from './subscription.tsx'
import { fill, purseful } from './wishes.ts'
import './stars.css'

/** A person's own Stars, and what is paid from them again and again, as in Telegram's settings. */
export function StarsSheet() {
  const person = me.value
  if (!person) return null
  // The living first, of each the newest first.
  const all = (myChat.value?.subscriptions ?? []).toReversed()
  const isOver = ({ state }: (typeof all)[number]) => state === 'ended'
  const listed = [...all.filter(one => !isOver(one)), ...all.filter(isOver)]
  return (
    <Dialog label="My Stars" corner={<h2 class="dialog-title">My Stars</h2>} onClose={closeSheet}>
      <div class="stars" data-testid="stars-sheet">
        <div class="stars-purse">
          <p class="stars-balance" data-testid="stars-balance">
            <Star /> {amount(person.stars)}
            <span class="said-by"> {person.stars === 1 ? 'Star' : 'Stars'}</span>
          </p>
          <button
            type="button"
            class="chip chip-main"
            data-testid="fill-purse"
            onClick={() => void fill(person.user.id)}
          >
            Get {stars(purseful)}
          </button>
        </div>
        <h3 class="stars-title">Subscriptions</h3>
        {listed.length === 0 ? (
          <p class="stars-none">None yet. A plan that renews by itself is listed here once it is bought.</p>
        ) : (
          <ul class="stars-list">
            {listed.map(one => (
              <Subscription key={one.id} one={one} />
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  )
}
