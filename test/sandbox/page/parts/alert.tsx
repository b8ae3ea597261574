import { alerts } from '../store.ts'
import { Dialog } from './dialog.tsx'
import { withStars } from './star.tsx'

/** What the bot wants to be read: an answer with `show_alert`. */
export function Alert({ text }: { text: string }) {
  return (
    <Dialog label="The bot says" kind="alert" onClose={close}>
      <p class="alert-text" dir="auto" data-testid="alert">
        {withStars(text)}
      </p>
      <div class="alert-row">
        <button type="button" class="flat" onClick={close}>
          OK
        </button>
      </div>
    </Dialog>
  )
}

function close(): void {
  alerts.value = alerts.value.slice(1)
}
