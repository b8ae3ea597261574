import { useEffect, useState } from 'preact/hooks'
import type { LinkJson, SubscriptionChoiceJson } from '../../server/billing-contract.ts'
import { type Failure, failureOf, type Request } from '../api.ts'
import { failureTitle } from '../parts/failed.tsx'
import { LinkOut } from '../parts/link-out.tsx'
import { callSignedIn } from '../session.ts'
import { expectChange, reload } from '../store.ts'
import { canOpenLink, haptic, onReturn, openLink } from '../telegram.ts'
import { t } from '../texts.ts'

type Trouble = Failure | 'nothing'
type State = { kind: 'idle' | 'busy' } | { kind: 'ready'; url: string } | { kind: 'failed'; why: Trouble }

/** The provider's pages close after some minutes. */
const FRESH_MS = 180_000

interface Props {
  path: 'billing/portal' | 'billing/subscription/cancel'
  body?: SubscriptionChoiceJson
  text: string
  look?: string
}

/** Asks for a page of the provider's and opens it; where only a tap may open one, it becomes a link to tap. */
export function LinkButton({ path, body, text, look = 'button' }: Props) {
  const [state, setState] = useState<State>({ kind: 'idle' })
  const url = state.kind === 'ready' ? state.url : null
  useEffect(() => {
    if (url === null) return
    const forget = () => setState({ kind: 'idle' })
    const timer = setTimeout(forget, FRESH_MS)
    const end = onReturn(forget)
    return () => {
      clearTimeout(timer)
      end()
    }
  }, [url])
  const ask = async () => {
    if (state.kind === 'busy') return
    setState({ kind: 'busy' })
    setState(await open({ method: 'POST', path, ...(body && { body }) }))
  }
  if (url !== null) return <LinkOut url={url}>{t('app-link-open')}</LinkOut>
  return (
    <>
      <button type="button" class={look} aria-disabled={state.kind === 'busy'} onClick={() => void ask()}>
        {state.kind === 'busy' ? t('app-loading') : text}
      </button>
      <p class="trouble" role="status">
        {state.kind === 'failed' && troubleWords(state.why)}
      </p>
    </>
  )
}

async function open(request: Request): Promise<State> {
  const answer = await callSignedIn<LinkJson>(request)
  if (answer.kind === 'ok') {
    expectChange()
    if (!canOpenLink()) return { kind: 'ready', url: answer.value.url }
    openLink(answer.value.url)
    return { kind: 'idle' }
  }
  haptic('error')
  if (answer.kind !== 'refused') return { kind: 'failed', why: failureOf(answer) }
  // What stands on the screen is out of date.
  void reload()
  return { kind: 'failed', why: 'nothing' }
}

function troubleWords(why: Trouble): string {
  return why === 'nothing' ? t('app-nothing-to-change') : `${failureTitle(why)}. ${t('app-nothing-changed')}`
}
