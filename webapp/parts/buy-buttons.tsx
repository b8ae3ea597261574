import { useMainButton, useSecondaryButton } from '../telegram.ts'

interface Way {
  text: string
  busy: boolean
  onPress: () => void
}

/** `other`: the second way to pay. `disabled`: neither makes sense now. */
interface Props {
  first: Way
  other: Way | null
  disabled: boolean
}

/** Telegram's own buttons below the app; in a client that lacks them, ours in their place. */
export function BuyButtons({ first, other, disabled }: Props) {
  const hasMain = useMainButton({ ...first, disabled })
  const hasSecond = useSecondaryButton(other && { ...other, disabled })
  if (hasMain && (hasSecond || !other)) return null
  const second = other && <Ours way={other} look="button" disabled={disabled} />
  // A client of the first ones has room for one; the other stands with the plan.
  if (hasMain) return second
  return (
    <div class="dock">
      <Ours way={first} look="button button-main" disabled={disabled} />
      {second}
    </div>
  )
}

function Ours({ way, look, disabled }: { way: Way; look: string; disabled: boolean }) {
  return (
    <button type="button" class={look} disabled={disabled} onClick={way.onPress}>
      {way.text}
    </button>
  )
}
