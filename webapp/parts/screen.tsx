import type { ComponentChildren } from 'preact'
import { back, canGoBack } from '../route.ts'
import { useBackButton } from '../telegram.ts'
import { t } from '../texts.ts'
import { Icon } from './icon.tsx'
import { Said } from './said.tsx'

interface Props {
  title: string
  /** A line above the title; empty: not known yet. */
  hello?: string | undefined
  /** While something of it is still on its way. */
  busy?: boolean
  /** What stands beside the title. */
  corner?: ComponentChildren
  children: ComponentChildren
}

/** One screen: a heading that focus comes to, and what it is about. */
export function Screen({ title, hello, busy = false, corner, children }: Props) {
  const hasBack = useBackButton(canGoBack.value ? back : null)
  return (
    <main class="screen" aria-busy={busy} aria-labelledby="title">
      <header class="head">
        {canGoBack.value && !hasBack && (
          <button type="button" class="round" aria-label={t('app-back')} onClick={back}>
            <Icon name="back" />
          </button>
        )}
        <div class="head-words">
          {hello !== undefined && <p class="hello">{hello || '\u00a0'}</p>}
          <h1 id="title" tabIndex={-1}>
            <Said text={title} />
          </h1>
        </div>
        {corner}
      </header>
      {children}
    </main>
  )
}
