import type { ClockView, TurnClock } from '../clock-face.ts'
import type {
  Block,
  Changed,
  ChatView,
  InvoiceView,
  NewPerson,
  OpenApp,
  OpenedApp,
  Pay,
  PayOutcome,
  PressButton,
  SandboxPerson,
  SendText,
} from '../face.ts'
import type { ServiceView } from '../service/face.ts'
import type { SubscriptionView } from '../subscription-face.ts'
import type { Lose, Lost } from '../wire.ts'

/** What the server said, or why there is no answer; `unreachable` when nothing listens. */
export type Answer<T> = { ok: true; value: T } | { ok: false; unreachable: boolean; problem: string }

export const people = () => ask<SandboxPerson[]>('GET', 'people')
export const chat = (person: number) => ask<ChatView>('GET', `people/${person}/chat`)
export const newPerson = (body: NewPerson) => ask<SandboxPerson>('POST', 'people', body)
export const send = (body: SendText) => ask<unknown>('POST', 'send', body)
export const press = (body: PressButton) => ask<{ callback_query_id: string }>('POST', 'press', body)
export const pay = (body: Pay) => ask<PayOutcome>('POST', 'pay', body)
export const invoice = (url: string) => ask<InvoiceView>('GET', `invoice?url=${encodeURIComponent(url)}`)
export const openApp = (body: OpenApp) => ask<OpenedApp>('POST', 'open-app', body)
export const clock = () => ask<ClockView>('GET', 'clock')
export const turnClock = (body: TurnClock) => ask<ClockView>('POST', 'clock', body)
export const cancelSubscription = (id: string) => ask<SubscriptionView>('POST', 'cancel-subscription', { id })
export const renewSubscription = (id: string) => ask<SubscriptionView>('POST', 'renew-subscription', { id })
export const failRenewals = (id: string, times: number) =>
  ask<SubscriptionView>('POST', 'fail-renewals', { id, times })
export const fillPurse = (person: number, stars: number) =>
  ask<SandboxPerson>('POST', 'fill-purse', { person, stars })
export const lose = (body: Lose) => ask<Lost>('POST', 'lose', body)
export const service = () => ask<ServiceView>('GET', 'service')
export const sendServiceAway = (away: boolean) => ask<ServiceView>('POST', 'service', { away })
export const block = (body: Block) => ask<unknown>('POST', 'block', body)

/** Listens to the server's news once; `lost` is called at most once, and then it is over. */
export function listen(on: {
  open: () => void
  changed: (news: Changed) => void
  lost: () => void
}): () => void {
  const source = new EventSource('/control/events')
  source.addEventListener('open', on.open)
  source.addEventListener('changed', event => on.changed(JSON.parse(event.data) as Changed))
  source.addEventListener('error', () => {
    // The browser would retry every few seconds for ever; our own back-off is kinder and can be seen.
    source.close()
    on.lost()
  })
  return () => source.close()
}

async function ask<T>(method: 'GET' | 'POST', route: string, body?: unknown): Promise<Answer<T>> {
  let response: Response
  let text: string
  try {
    response = await fetch(`/control/${route}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    text = await response.text()
  } catch {
    return { ok: false, unreachable: true, problem: 'The sandbox does not answer.' }
  }
  if (!response.ok) return { ok: false, unreachable: false, problem: problemIn(text, response.status) }
  return { ok: true, value: (text === '' ? undefined : JSON.parse(text)) as T }
}

/** The server's own words where it has some. */
function problemIn(text: string, status: number): string {
  try {
    const said: unknown = JSON.parse(text)
    if (typeof said === 'object' && said !== null) {
      for (const key of ['description', 'detail', 'message', 'error']) {
        const words: unknown = Reflect.get(said, key)
        if (typeof words === 'string') return words
      }
    }
  } catch {
    // Not JSON: the status has to do.
  }
  return `The sandbox answered ${status}.`
}
