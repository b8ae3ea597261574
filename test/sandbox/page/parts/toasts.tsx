import { toasts } from '../store.ts'
import { withStars } from './star.tsx'
import './toasts.css'

/** The bot's short answers, as they come and go. */
export function Toasts() {
  return (
    <div class="toasts" role="status">
      {toasts.value.map(one => (
        <div key={one.key} class="toast" dir="auto" data-testid="toast">
          {withStars(one.text)}
        </div>
      ))}
    </div>
  )
}
