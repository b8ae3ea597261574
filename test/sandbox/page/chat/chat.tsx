import type { ChatView } from '../../face.ts'
import { restart, send } from '../deeds.ts'
import { column, covered } from '../parts/wide.ts'
import { outbox } from '../store.ts'
import { Strip } from '../strip/strip.tsx'
import { Composer } from './composer.tsx'
import { Empty } from './empty.tsx'
import { Header } from './header.tsx'
import { Log } from './log.tsx'
import { ReplyKeyboard } from './reply-keyboard.tsx'
import './chat.css'

/** One person's chat with the bot. */
export function Chat({ chat }: { chat: ChatView }) {
  const { user, blocked } = chat.person
  const outgoing = outbox.value.filter(one => one.person === user.id)
  const empty = chat.messages.length === 0 && outgoing.length === 0
  return (
    <main class="chat" inert={covered.value} data-testid="chat">
      <div class="wallpaper" aria-hidden="true" />
      <Header person={chat.person} bot={chat.bot} />
      {!column.value && <Strip />}
      {empty ? (
        <Empty bot={chat.bot} />
      ) : (
        <Log messages={chat.messages} outgoing={outgoing} language={user.language_code} />
      )}
      <footer class="foot">
        {blocked ? (
          <BigButton label="Restart bot" onPress={() => void restart()} />
        ) : empty ? (
          <BigButton label="Start" onPress={() => void send('/start')} />
        ) : (
          <>
            <Composer person={user.id} commands={chat.commands} button={chat.menu_button} />
            {chat.reply_keyboard && <ReplyKeyboard markup={chat.reply_keyboard} />}
          </>
        )}
      </footer>
    </main>
  )
}

function BigButton({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <button type="button" class="big-button" data-testid="start" onClick={onPress}>
      {label}
    </button>
  )
}
