import type { InlineKeyboardButton, ReplyKeyboardMarkup } from '@grammyjs/types'
import { send } from '../deeds.ts'
import { withStars } from '../parts/star.tsx'
import './reply-keyboard.css'

/** The keys a bot puts under the input: each says its own text. */
export function ReplyKeyboard({ markup }: { markup: ReplyKeyboardMarkup }) {
  return (
    <div class="reply-keys" data-testid="reply-keyboard">
      {markup.keyboard.map((row, index) => (
        <div key={index} class="keyboard-row">
          {row.map(key => (
            <Key
              key={textOf(key)}
              text={textOf(key)}
              look={typeof key === 'string' ? undefined : key.style}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

function Key({ text, look }: { text: string; look: InlineKeyboardButton['style'] }) {
  return (
    <button
      type="button"
      class={`reply-key ${look ? `reply-key-styled key-${look}` : ''}`}
      dir="auto"
      data-testid="reply-key"
      onClick={() => void send(text)}
    >
      {withStars(text)}
    </button>
  )
}

const textOf = (key: ReplyKeyboardMarkup['keyboard'][number][number]) =>
  typeof key === 'string' ? key : key.text
