import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../parts/icon.tsx'
import { haptic } from '../telegram.ts'
import { t } from '../texts.ts'

const SHOWN_MS = 2_500

/** An id, or a secret, that nobody should have to type. */
export function CopyId({ id, look = 'copy' }: { id: string; look?: string }) {
  const text = useRef<HTMLElement>(null)
  const [said, setSaid] = useState<'copied' | 'marked' | null>(null)
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(() => setSaid(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [said])
  const copy = async () => {
    const isCopied = (await copied(id)) || copiedByHand(text.current)
    haptic(isCopied ? 'success' : 'select')
    setSaid(isCopied ? 'copied' : 'marked')
  }
  return (
    <>
      <code ref={text} dir="ltr">
        {id}
      </code>
      <button type="button" class={look} onClick={() => void copy()}>
        <Icon name={said === 'copied' ? 'check' : 'copy'} />
        {t('app-copy')}
      </button>
      <span class="quiet" role="status">
        {said === 'copied' && t('app-copied')}
        {said === 'marked' && t('app-marked')}
      </span>
    </>
  )
}

/** Not every client lets a frame write to the clipboard. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** The older way takes what is marked; where even that is forbidden, they can. */
function copiedByHand(text: HTMLElement | null): boolean {
  if (!text) return false
  getSelection()?.selectAllChildren(text)
  try {
    return document.execCommand('copy')
  } catch {
    return false
  }
}
