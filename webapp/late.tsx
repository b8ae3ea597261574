import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Late } from './late/part.tsx'
import type { LateMatter } from './late/purchase-matter.tsx'
import { failureText, failureTitle } from './parts/failed.tsx'
import { Notice } from './parts/notice.tsx'
import { Screen } from './parts/screen.tsx'
import { Skeleton } from './parts/skeleton.tsx'
import { Waiting } from './parts/waiting.tsx'
import { speakLate, t } from './texts.ts'

type Part = typeof import('./late/part.tsx')['LatePart']

/** What nobody needs at first: it is loaded once the app stands, with its words. */
const part = signal<{ kind: 'loading' } | { kind: 'ready'; Part: Part } | { kind: 'failed' }>({
  kind: 'loading',
})
let underway: Promise<void> | null = null

/** Never rejects. What did not come is asked for again by whoever needs it. */
export function loadLate(): Promise<void> {
  underway ??= bring().catch(() => {
    underway = null
    part.value = { kind: 'failed' }
  })
  return underway
}

async function bring(): Promise<void> {
  if (part.peek().kind === 'failed') part.value = { kind: 'loading' }
  const [{ LatePart }] = await Promise.all([import('./late/part.tsx'), speakLate()])
  part.value = { kind: 'ready', Part: LatePart }
}

/** One of the late screens; its outline while it comes, and a way on where it does not. */
export function LateScreen({ late, title }: { late: Late; title: string }) {
  const now = useLate()
  if (now.kind === 'ready') return <now.Part {...late} />
  return (
    <Screen title={title} busy={now.kind === 'loading'}>
      {now.kind === 'loading' ? <Skeleton cards={3} /> : <NotCome />}
    </Screen>
  )
}

/** Something told by the late part, on a screen that stands. */
export function LateNotice({ of }: { of: LateMatter }) {
  const now = useLate()
  if (now.kind === 'ready') return <now.Part screen="notice" of={of} />
  return now.kind === 'loading' ? <Notice sign={<Waiting />} title={t('app-loading')} /> : <NotCome />
}

/** What stands above every screen, and where there is none any more; nothing before the late part is there. */
export function LateAbove() {
  const now = part.value
  return now.kind === 'ready' ? <now.Part screen="secret" /> : null
}

function useLate() {
  useEffect(() => void loadLate(), [])
  return part.value
}

/** Browsers remember what did not come, and a newer version has other files: only a new start is sure to help. */
function NotCome() {
  return (
    <Notice tone="warn" title={failureTitle('offline')} text={failureText('offline')}>
      <button type="button" class="button" onClick={() => location.reload()}>
        {t('app-retry')}
      </button>
    </Notice>
  )
}
