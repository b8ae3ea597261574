import { dark } from '../theme.ts'
import { colorOf, inkOn } from './palette.ts'
import type { BottomButton, Look } from './state.ts'
import { tell } from './wire.ts'
import './bottom.css'

/** The buttons an app puts below itself. */
export function Bottom({ look }: { look: Look }) {
  const { main, secondary, secondaryAt } = look
  const bar = colorOf(look.bar, dark.value)
  const shown = [main, secondary].filter(isShown)
  return (
    <div
      class={`app-bottom ${shown.length === 2 ? `app-bottom-${secondaryAt}` : ''}`}
      style={{ background: bar, color: inkOn(bar) }}
    >
      {isShown(secondary) && (
        <Button
          button={secondary}
          color={secondary.color ?? bar}
          textColor={secondary.textColor ?? colorOf('button_color', dark.value)}
          id="app-secondary-button"
          onPress={() => tell('secondary_button_pressed')}
        />
      )}
      {isShown(main) && (
        <Button
          button={main}
          color={main.color ?? colorOf('button_color', dark.value)}
          textColor={main.textColor ?? colorOf('button_text_color', dark.value)}
          id="app-main-button"
          onPress={() => tell('main_button_pressed')}
        />
      )}
      <span class="home-bar" aria-hidden="true" />
    </div>
  )
}

/** Telegram shows no button without words. */
const isShown = (button: BottomButton) => button.visible && button.text.trim() !== ''

interface Props {
  button: BottomButton
  color: string
  textColor: string
  id: string
  onPress: () => void
}

function Button({ button, color, textColor, id, onPress }: Props) {
  return (
    <button
      type="button"
      class={`app-button ${button.shines && !button.busy ? 'app-button-shines' : ''}`}
      style={{ background: color, color: textColor }}
      disabled={!button.active}
      aria-busy={button.busy}
      data-testid={id}
      onClick={onPress}
    >
      {button.busy && <span class="spinner" aria-hidden="true" />}
      <span class={button.busy ? 'said-by' : 'app-button-text'} dir="auto">
        {button.text}
      </span>
    </button>
  )
}
