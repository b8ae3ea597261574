import { useMainButton } from '../telegram.ts'

interface Props {
  text: string
  busy: boolean
  disabled: boolean
  onPress: () => void
}

/** Telegram's own button below the app; in a client that has none, one of ours in its place. */
export function BuyButton({ text, busy, disabled, onPress }: Props) {
  const isShown = useMainButton({ text, onPress, busy, disabled })
  if (isShown) return null
  return (
    <div class="dock">
      <button type="button" class="button button-main" disabled={disabled} onClick={onPress}>
        {text}
      </button>
    </div>
  )
}
