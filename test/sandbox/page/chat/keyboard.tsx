import type { InlineKeyboardButton, Message } from '@grammyjs/types'
import { openHere } from '../browser/open.ts'
import { copy, press, pressKey } from '../deeds.ts'
import { follow } from '../follow.ts'
import { wayOf } from '../links.ts'
import { openApp } from '../mini/open.ts'
import { Icon, type IconName } from '../parts/icon.tsx'
import { withStars } from '../parts/star.tsx'
import { bot, me, myChat, myReceipts, pressing, sheet } from '../store.ts'
import './keyboard.css'

/** The buttons below a message. */
export function Keyboard({ message }: { message: Message }) {
  const rows = message.reply_markup?.inline_keyboard ?? []
  if (rows.length === 0) return null
  return (
    <div class="keyboard">
      {rows.map((row, index) => (
        <div key={index} class="keyboard-row">
          {row.map((button, place) => (
            <Button key={`${place}-${button.text}`} message={message} button={button} />
          ))}
        </div>
      ))}
    </div>
  )
}

function Button({ message, button }: { message: Message; button: InlineKeyboardButton }) {
  if ('pay' in button) return <PayButton message={message} text={button.text} />
  if ('url' in button) {
    const way = wayOf(button.url, bot.value?.username)
    return way.kind === 'away' ? (
      <Away to={button.url} text={button.text} />
    ) : (
      <Plain text={button.text} onPress={() => follow(way)} />
    )
  }
  if ('web_app' in button) {
    const from = { kind: 'button', message_id: message.message_id, text: button.text } as const
    return <Plain text={button.text} look={button.style} mark="app" onPress={() => openApp(from)} />
  }
  if ('copy_text' in button) {
    const { text } = button.copy_text
    return <Plain text={button.text} mark="copy" onPress={() => void copy(text, 'Text')} />
  }
  if ('callback_data' in button) {
    const { callback_data: data } = button
    const busy = pressing.value.has(pressKey(me.value?.user.id ?? 0, message, data))
    return (
      <Plain text={button.text} look={button.style} busy={busy} onPress={() => void press(message, data)} />
    )
  }
  // Login, inline-mode and game buttons lead out of a private chat; the sandbox has nowhere to lead.
  return <Plain text={button.text} disabled />
}

function PayButton({ message, text }: { message: Message; text: string }) {
  const { invoice } = message
  const person = me.value?.user.id
  if (!invoice || person === undefined) return null
  const paid = myChat.value?.paid.some(one => one.message_id === message.message_id) ?? false
  const chargeId = myReceipts.value.byInvoice.get(message.message_id)?.chargeId
  const from = { message_id: message.message_id }
  const open = () => {
    sheet.value = paid
      ? { kind: 'receipt', person, chargeId }
      : { kind: 'pay', person, from, invoice, step: { name: 'confirm' } }
  }
  return (
    <button type="button" class="key" data-testid={paid ? 'receipt' : 'pay'} onClick={open}>
      <span class="key-text">{paid ? 'Receipt' : withStars(starred(text))}</span>
    </button>
  )
}

/** As Telegram does: a Star icon for the words, and air between it and the price. */
const starred = (text: string) => text.replaceAll(/XTR|⭐️?/gu, '⭐').replaceAll(/⭐(?=\d)/gu, '⭐ ')

function Away({ to, text }: { to: string; text: string }) {
  return (
    <a
      class="key"
      href={to}
      target="_blank"
      rel="noopener noreferrer"
      data-testid="button"
      onClick={event => openHere(to) && event.preventDefault()}
    >
      <span class="key-text" dir="auto">
        {withStars(text)}
      </span>
      <Icon name="out" />
    </a>
  )
}

interface PlainProps {
  text: string
  look?: InlineKeyboardButton['style']
  busy?: boolean
  disabled?: boolean
  mark?: IconName
  onPress?: () => void
}

function Plain({ text, look, busy = false, disabled = false, mark, onPress }: PlainProps) {
  return (
    <button
      type="button"
      class={`key ${look ? `key-${look}` : ''} ${busy ? 'key-busy' : ''}`}
      aria-busy={busy}
      disabled={disabled}
      data-testid="button"
      onClick={onPress}
    >
      <span class="key-text" dir="auto">
        {withStars(text)}
      </span>
      {busy ? <span class="spinner" aria-hidden="true" /> : mark && <Icon name={mark} />}
    </button>
  )
}
