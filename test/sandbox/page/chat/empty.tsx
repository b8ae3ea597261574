import type { User } from '@grammyjs/types'
import { Avatar } from '../people/avatar.tsx'
import { nameOf } from '../words.ts'

/** A chat nobody has spoken in yet. */
export function Empty({ bot }: { bot: User }) {
  return (
    <div class="log-frame">
      <div class="empty" data-testid="empty">
        <Avatar user={bot} size="large" />
        <h2 dir="auto">{nameOf(bot)}</h2>
        <p>No messages here yet. Press Start, as everyone does who opens a bot for the first time.</p>
      </div>
    </div>
  )
}
