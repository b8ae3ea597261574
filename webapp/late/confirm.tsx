import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { failureTitle } from '../parts/failed.tsx'
import type { Failure } from '../store.ts'
import { haptic } from '../telegram.ts'
import { t } from '../texts.ts'

interface Props {
  title: string
  text: string
  /** What the button says that does it. */
  yes: string
  /** What the one says that leaves it; absent: the usual word. */
  no?: string
  deed: () => Promise<'done' | Failure>
  onClose: () => void
}

/** Are you sure? The browser keeps focus inside, and gives it back. */
export function Confirm({ title, text, yes, no, deed, onClose }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Failure | null>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    ref.current?.showModal()
    haptic('warning')
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const go = async () => {
    setBusy(true)
    const outcome = await deed()
    setBusy(false)
    if (outcome === 'done') onClose()
    else setTrouble(outcome)
  }
  return (
    <dialog ref={ref} class="sheet" aria-labelledby="sure" onClose={onClose}>
      <h2 id="sure">{title}</h2>
      <p>{text}</p>
      <p role="status">{trouble && failureTitle(trouble)}</p>
      <button type="button" class="button button-danger" disabled={busy} onClick={() => void go()}>
        {yes}
      </button>
      <button type="button" class="button button-quiet" onClick={onClose}>
        {no ?? t('app-cancel')}
      </button>
    </dialog>
  )
}
