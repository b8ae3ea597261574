import type { User } from '@grammyjs/types'
import type { SandboxPerson } from '../../face.ts'
import { Icon } from '../parts/icon.tsx'
import { Star } from '../parts/star.tsx'
import { column } from '../parts/wide.ts'
import { Avatar } from '../people/avatar.tsx'
import { chats, isAdmin, sheet, unreadOf } from '../store.ts'
import { amount, nameOf } from '../words.ts'
import './header.css'

/** The bot one talks with, and who one is. */
export function Header({ person, bot }: { person: SandboxPerson; bot: User }) {
  return (
    <header class="head">
      <Avatar user={bot} />
      <div class="head-lines">
        <h1 dir="auto">{nameOf(bot)}</h1>
        <span class="head-kind">bot</span>
      </div>
      <button
        type="button"
        class="purse"
        data-testid="purse"
        aria-label={`My Stars: ${amount(person.stars)}`}
        onClick={openStars}
      >
        <Star /> {amount(person.stars)}
      </button>
      {!column.value && <Switcher person={person} />}
    </header>
  )
}

function openStars(): void {
  sheet.value = { kind: 'stars' }
}

function Switcher({ person }: { person: SandboxPerson }) {
  const others = [...chats.value.keys()].filter(id => id !== person.user.id)
  const unread = others.reduce((sum, id) => sum + unreadOf(id), 0)
  const name = nameOf(person.user)
  return (
    <button
      type="button"
      class="switcher"
      aria-haspopup="dialog"
      aria-label={`You are ${name}${unread > 0 ? `; ${unread} new for others` : ''}. Be someone else`}
      data-testid="people"
      onClick={() => {
        sheet.value = { kind: 'people' }
      }}
    >
      <span class="switcher-face">
        <Avatar user={person.user} size="small" />
        {unread > 0 && <span class="dot" />}
      </span>
      <span class="switcher-name" dir="auto">
        {person.user.first_name}
      </span>
      {isAdmin(person.user.id) && <span class="badge-admin">admin</span>}
      <Icon name="down" />
    </button>
  )
}
