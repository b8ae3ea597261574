import type { BotCommand } from '@grammyjs/types'
import { useEffect, useRef } from 'preact/hooks'
import './commands.css'

interface Props {
  list: readonly BotCommand[]
  active: number
  onPick: (command: string) => void
  onClose: () => void
}

/** The commands Telegram lists for this person, above the composer. */
export function Commands({ list, active, onPick, onClose }: Props) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    ref.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      const frame = ref.current?.parentElement
      if (event.target instanceof Node && !frame?.contains(event.target)) onClose()
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  })
  return (
    <div ref={ref} id="commands" class="commands" role="listbox" aria-label="Commands">
      {list.map((one, index) => (
        <button
          key={one.command}
          id={`command-${index}`}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          class="command"
          data-testid="command"
          onClick={() => onPick(one.command)}
        >
          <b>/{one.command}</b>
          <span dir="auto">{one.description}</span>
        </button>
      ))}
    </div>
  )
}

/** Commands that begin as what is typed. */
export const matching = (commands: readonly BotCommand[], typed: string) =>
  commands.filter(one => one.command.startsWith(typed.slice(1).toLowerCase()))
