import type { BotCommand, MenuButton } from '@grammyjs/types'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { send } from '../deeds.ts'
import { drafts, withEntry } from '../store.ts'
import { Commands, matching } from './commands.tsx'
import { CommandsKey, StartOfComposer } from './menu-button.tsx'
import './composer.css'

interface Props {
  person: number
  commands: readonly BotCommand[]
  button: MenuButton
}

/** Where one writes. Enter sends; `/` or Menu lists the commands, arrows choose, Tab completes. */
export function Composer({ person, commands, button }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [menu, setMenu] = useState(false)
  const [hidden, setHidden] = useState(false)
  const [chosen, setChosen] = useState(0)
  const text = drafts.value.get(person) ?? ''
  const typed = /^\/\w*$/u.test(text) && !hidden
  const list = menu ? commands : typed ? matching(commands, text) : []
  const active = Math.min(chosen, Math.max(0, list.length - 1))
  useLayoutEffect(() => grow(field.current), [text])

  const write = (words: string) => {
    drafts.value = withEntry(drafts.value, person, words)
    setHidden(false)
    setMenu(false)
    setChosen(0)
  }
  const say = (words: string) => {
    write('')
    void send(words)
  }
  const close = () => {
    setMenu(false)
    setHidden(true)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const picked = list[active]
    if (list.length > 0 && step !== 0) setChosen((active + step + list.length) % list.length)
    else if (picked && event.key === 'Escape') close()
    else if (picked && !menu && event.key === 'Tab' && !event.shiftKey) write(`/${picked.command} `)
    else if (event.key === 'Enter' && !event.shiftKey) say(picked ? `/${picked.command}` : text)
    else return
    event.preventDefault()
  }
  const pick = (command: string) => {
    say(`/${command}`)
    setMenu(false)
  }

  const toggle = {
    open: menu,
    onToggle: () => setMenu(!menu),
    onKeyDown: (event: KeyboardEvent) => menu && onKey(event),
  }

  return (
    <div class="composer-frame">
      {list.length > 0 && <Commands list={list} active={active} onPick={pick} onClose={close} />}
      <div class="composer">
        <StartOfComposer button={button} some={commands.length > 0} {...toggle} />
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          enterkeyhint="send"
          placeholder="Message"
          aria-label="Message"
          aria-controls={list.length > 0 ? 'commands' : undefined}
          aria-activedescendant={list.length > 0 ? `command-${active}` : undefined}
          data-testid="composer"
          value={text}
          onInput={event => write(event.currentTarget.value)}
          onKeyDown={onKey}
        />
        {button.type === 'web_app' && commands.length > 0 && <CommandsKey {...toggle} />}
      </div>
      <button
        type="button"
        class="send"
        aria-label="Send"
        disabled={text.trim() === ''}
        data-testid="send"
        onClick={() => {
          say(text)
          field.current?.focus()
        }}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M3.5 20.3V14l8-2-8-2V3.7c0-.7.7-1.2 1.4-.9l17 8.3c.7.4.7 1.4 0 1.8l-17 8.3c-.700.3-1.4-.2-1.4-.9Z" />
        </svg>
      </button>
    </div>
  )
}

/** As tall as its text, up to where the stylesheet stops it. */
function grow(field: HTMLTextAreaElement | null): void {
  if (!field) return
  field.style.height = 'auto'
  field.style.height = `${field.scrollHeight}px`
}
