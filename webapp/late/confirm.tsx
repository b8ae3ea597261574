import { useLayoutEffect } from 'preact/hooks'
import { failureTitle } from '../parts/failed.tsx'
import type { Failure } from '../store.ts'
import { haptic } from '../telegram.ts'
import { t } from '../texts.ts'
import { useDeed } from './deed.ts'
import { Leave, Sheet } from './sheet.tsx'

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

/** Are you sure? */
export function Confirm({ title, text, yes, no, deed, onClose }: Props) {
  const { busy, trouble, run } = useDeed<Failure>(onClose)
  useLayoutEffect(() => haptic('warning'), [])
  return (
    <Sheet title={title} onClose={onClose} held={busy}>
      <p>{text}</p>
      <p role="status">{trouble && failureTitle(trouble)}</p>
      <button type="button" class="button button-danger" aria-disabled={busy} onClick={() => void run(deed)}>
        {yes}
      </button>
      <Leave busy={busy} onClose={onClose}>
        {no ?? t('app-cancel')}
      </Leave>
    </Sheet>
  )
}
