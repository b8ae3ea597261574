import type { User } from '@grammyjs/types'
import { Icon } from '../parts/icon.tsx'
import { Avatar } from '../people/avatar.tsx'
import { bot, me } from '../store.ts'
import { dark } from '../theme.ts'
import { nameOf } from '../words.ts'
import { More } from './more.tsx'
import { close, leave } from './open.ts'
import { colorOf, inkOn } from './palette.ts'
import type { MiniApp } from './state.ts'
import { tell } from './wire.ts'
import './top.css'

interface Props {
  app: MiniApp
  name: string
  owner: User | undefined
}

/** What Telegram keeps above an app: the way back, whose app it is, and the way out. */
export function Top({ app, name, owner }: Props) {
  const ground = colorOf(app.look.header, dark.value)
  const foreign = owner && owner.id !== me.value?.user.id
  return (
    <div class="app-top" style={{ background: ground, color: inkOn(ground) }}>
      {app.look.back ? (
        <button
          type="button"
          class="app-round"
          aria-label="Back"
          data-testid="app-back"
          onClick={() => tell('back_button_pressed')}
        >
          <Icon name="back" />
        </button>
      ) : (
        bot.value && <Avatar user={bot.value} size="small" />
      )}
      <div class="app-lines">
        <h2 dir="auto">{name}</h2>
        <span>{foreign ? `mini app of ${nameOf(owner)}` : 'mini app'}</span>
      </div>
      <More settings={app.look.settings} />
      <button
        type="button"
        class="app-round"
        aria-label="Close the app"
        data-testid="app-close"
        onClick={() => leave(close)}
      >
        <Icon name="close" />
      </button>
    </div>
  )
}
