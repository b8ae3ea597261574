import './avatar.css'
import type { User } from '@grammyjs/types'
import { nameOf } from '../words.ts'

/** Telegram's seven gradients, picked by id as Telegram picks them. */
export function Avatar({ user, size }: { user: User; size?: 'small' | 'large' }) {
  const initials = nameOf(user)
    .split(/\s+/u)
    .map(word => [...word][0] ?? '')
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase()
  return (
    <span class={`avatar hue-${Math.abs(user.id) % 7} ${size ?? ''}`} aria-hidden="true">
      {initials}
    </span>
  )
}
