import type { Message } from '@grammyjs/types'
import { Ticks } from '../parts/icon.tsx'
import { previewOf } from '../people/preview.ts'
import { Rich } from '../text/rich.tsx'
import { nameOf, timeOf } from '../words.ts'
import { InvoiceCard } from './invoice.tsx'
import { Keyboard } from './keyboard.tsx'
import { Meta } from './meta.tsx'
import { Photo } from './photo.tsx'
import { Tail } from './tail.tsx'
import './bubble.css'

interface Props {
  message: Message
  out: boolean
  /** The bot has said something since. */
  read: boolean
  first: boolean
  last: boolean
}

/** A message with what hangs below it. */
export function Bubble({ message, out, read, first, last }: Props) {
  const { invoice, photo } = message
  const text = message.text ?? message.caption
  return (
    <div
      class={`message ${out ? 'out' : 'in'} ${first ? 'first' : ''} ${last ? 'last' : ''}`}
      data-testid="message"
      data-message-id={message.message_id}
    >
      <div class={`bubble ${invoice ? 'bubble-invoice' : ''} ${photo ? 'bubble-photo' : ''}`}>
        <span class="said-by">{out ? 'You: ' : message.from ? `${nameOf(message.from)}: ` : ''}</span>
        {message.reply_to_message && <Replied to={message.reply_to_message} />}
        {photo && <Photo message={message} />}
        {invoice && <InvoiceCard invoice={invoice} />}
        <div class="words" dir="auto">
          {text !== undefined && <Rich text={text} entities={message.entities ?? message.caption_entities} />}
          {text === undefined && !invoice && !photo && <i class="unknown">{unknownKind(message)}</i>}
          <Meta>
            {message.edit_date !== undefined && 'edited '}
            {timeOf(message.date)}
            {out && <Ticks two={read} />}
          </Meta>
        </div>
        {last && <Tail />}
      </div>
      <Keyboard message={message} />
    </div>
  )
}

function Replied({ to }: { to: NonNullable<Message['reply_to_message']> }) {
  return (
    <div class="replied">
      <b dir="auto">{to.from ? nameOf(to.from) : 'Message'}</b>
      <span dir="auto">{previewOf(to as Message)}</span>
    </div>
  )
}

/** The page shows words, pictures and invoices; of anything else it says what it is. */
function unknownKind(message: Message): string {
  const kinds = ['document', 'animation', 'video', 'audio', 'voice', 'sticker', 'dice', 'poll', 'location']
  return `[${kinds.find(kind => kind in message) ?? 'a message this page cannot show'}]`
}
