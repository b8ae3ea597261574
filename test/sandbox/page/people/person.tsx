import type { SandboxPerson } from '../../face.ts'
import { be } from '../deeds.ts'
import { now } from '../now.ts'
import { Star, withStars } from '../parts/star.tsx'
import { chats, isAdmin, me, unreadOf } from '../store.ts'
import { amount, languageOf, nameOf, shortDate, stars } from '../words.ts'
import { Avatar } from './avatar.tsx'
import { previewOf } from './preview.ts'

/** A person one can be: who they are, what they own, what the bot last told them. */
export function Person({ person }: { person: SandboxPerson }) {
  const { user } = person
  const mine = me.value?.user.id === user.id
  const admin = isAdmin(user.id)
  const unread = mine ? 0 : unreadOf(user.id)
  const last = chats.value.get(user.id)?.messages.at(-1)
  const who = roleAndLanguage(person)
  const label = `Be ${nameOf(user)}: ${who}, ${stars(person.stars)}${unread > 0 ? `, ${unread} new` : ''}`
  return (
    <button
      type="button"
      class="person"
      aria-label={label}
      aria-current={mine ? 'true' : undefined}
      data-testid={`person-${user.id}`}
      onClick={() => be(user.id)}
    >
      <Avatar user={user} />
      <span class="person-lines">
        <span class="person-line">
          <span class="person-name" dir="auto">
            {nameOf(user)}
          </span>
          {admin && <span class="badge-admin">admin</span>}
          <span class="person-time">{last && shortDate(last.date, now() / 1000)}</span>
        </span>
        <span class="person-line">
          <span class="person-who">{who}</span>
          <span class="purse">
            <Star /> {amount(person.stars)}
          </span>
        </span>
        <span class="person-line">
          <span class="person-preview" dir="auto">
            {person.blocked ? 'Has blocked the bot' : last ? withStars(previewOf(last)) : 'No messages yet'}
          </span>
          {unread > 0 && (
            <span class="unread" data-testid="unread">
              {unread}
            </span>
          )}
        </span>
      </span>
    </button>
  )
}

/** Who has not met the bot yet has no role with it either. */
function roleAndLanguage({ user }: SandboxPerson): string {
  if (isAdmin(user.id)) return `admin, ${languageOf(user)}`
  return chats.value.get(user.id)?.messages.length ? `buyer, ${languageOf(user)}` : languageOf(user)
}
