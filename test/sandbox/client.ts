import type { Chat, Message, Update } from '@grammyjs/types'
import type { ClockView, TurnClock } from './clock-face.ts'
import type * as face from './face.ts'
import type * as groups from './group-face.ts'
import type { ChangeService, ServiceView } from './service/face.ts'
import type * as statement from './statement-face.ts'
import { stripeClient } from './stripe/client.ts'
import type * as subscriptions from './subscription-face.ts'
import type * as wire from './wire.ts'

export type SandboxClient = ReturnType<typeof sandboxClient>

const defaultWaitMs = 10_000

/** The control face as typed calls: what people do, for tests and scripts. A refused wish throws its reason. */
export function sandboxClient(url: string, bot?: number) {
  const path = (route: string, query: Record<string, string | number | undefined> = {}) => {
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries({ ...query, bot }))
      if (value !== undefined) search.set(name, String(value))
    return `${url}/control${route}?${search}`
  }
  const get = <T>(route: string, query = {}) => ask<T>(path(route, query))
  const post = <T>(route: string, body: object) =>
    ask<T>(path(route), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const chat = (person: number) => get<face.ChatView>(`/people/${person}/chat`)

  return {
    bots: () => get<wire.BotView[]>('/bots'),
    people: () => get<face.SandboxPerson[]>('/people'),
    addPerson: (person: face.NewPerson) => post<face.SandboxPerson>('/people', person),
    addGroup: (group: groups.NewGroup) => post<Chat.GroupChat | Chat.SupergroupChat>('/groups', group),
    chat,
    /** The supergroup that the group is from now on. */
    upgradeGroup: (chat: number) =>
      post<Chat.SupergroupChat>('/upgrade', { chat } satisfies groups.UpgradeGroup),
    group: (id: number, person?: number) => get<groups.GroupView>(`/groups/${id}`, { person }),
    send: (text: face.SendText) => post<Message>('/send', text),
    press: (button: face.PressButton) => post<{ callback_query_id: string }>('/press', button),
    /** Answers when the payment sheet has said its last word, which may take the whole pre-checkout window. */
    pay: (payment: face.Pay) => post<face.PayOutcome>('/pay', payment),
    /** How this person's payments end from now on; `{ person }` alone is as usual, and what was held back comes. */
    sheet: (sheet: wire.Sheet) => post<wire.Sheet>('/sheet', sheet),
    /** The address to load, with initData signed in this moment. */
    openApp: (launch: Omit<face.OpenApp, 'theme_params'> & Partial<face.OpenApp>) =>
      post<face.OpenedApp>('/open-app', { theme_params: {}, ...launch } satisfies face.OpenApp),
    webAppKey: async () => (await get<wire.WebAppKey>('/web-app-key')).public_key,
    /** Subscriptions in Stars, of everybody or of one. */
    subscriptions: (person?: number) => get<subscriptions.SubscriptionView[]>('/subscriptions', { person }),
    /** The person's own wish, in Telegram's settings; `id` is the charge id of the first payment. */
    cancelSubscription: (id: string) =>
      post<subscriptions.SubscriptionView>('/cancel-subscription', {
        id,
      } satisfies subscriptions.OfSubscription),
    /** The person turns a canceled one on again, or pays an overdue one now. */
    renewSubscription: (id: string) =>
      post<subscriptions.SubscriptionView>('/renew-subscription', {
        id,
      } satisfies subscriptions.OfSubscription),
    /** So many attempts to renew it fail from now on. */
    failRenewals: (id: string, times: number) =>
      post<subscriptions.SubscriptionView>('/fail-renewals', {
        id,
        times,
      } satisfies subscriptions.FailRenewals),
    /** Whether a pre-checkout query comes before each renewal. */
    askBeforeRenewals: (asks: boolean) =>
      post<subscriptions.RenewalRules>('/renewal-rules', { asks } satisfies subscriptions.RenewalRules),
    fillPurse: (person: number, stars: number) =>
      post<face.SandboxPerson>('/fill-purse', { person, stars } satisfies subscriptions.FillPurse),
    block: (block: face.Block) => post<face.SandboxPerson>('/block', block),
    deactivate: (person: number) =>
      post<face.SandboxPerson>('/deactivate', { person } satisfies face.Deactivate),
    refundElsewhere: (charge_id: string) =>
      post<{ refunded: true }>('/refund', { charge_id } satisfies face.RefundElsewhere),
    withdraw: (stars: number) => post<face.Balance>('/withdraw', { stars } satisfies face.Withdraw),
    otherTransaction: (other: statement.OtherTransaction) => post<face.Balance>('/transaction', other),
    /** Payments that no update tells, in one go. */
    manyTransactions: (many: statement.ManyTransactions) =>
      post<{ stars: number; count: number }>('/many-transactions', many),
    /** Updates that nobody gets: so many from now on, or all. `{ updates: 0 }` ends it. */
    lose: (lose: wire.Lose) => post<wire.Lost>('/lose', lose),
    lost: async () => (await get<wire.Lost>('/lost')).lost,
    deliver: (update: wire.Deliver['update']) => post<Update>('/deliver', { update } satisfies wire.Deliver),
    redeliver: (again: wire.Redeliver) => post<Update>('/redeliver', again),
    updates: () => get<Update[]>('/updates'),
    requests: (method?: string) => get<wire.RecordedCall[]>('/requests', { method }),
    /** What goes wrong from now on; `{ seed: 0 }` ends it. */
    faults: (faults: face.Faults) => post<face.FaultsView>('/faults', faults),
    /** How often each kind of fault has struck since they were set. */
    faultCounts: async () => (await get<face.FaultsView>('/faults')).counts,
    clock: () => get<ClockView>('/clock'),
    /** Later by so much, with all that falls due on the way; answers when the app has been told of it. */
    turnClock: (advance_ms: number, pause_ms?: number) =>
      post<ClockView>('/clock', {
        advance_ms,
        ...(pause_ms === undefined ? {} : { pause_ms }),
      } satisfies TurnClock),
    stripe: stripeClient({ get, post }),
    /** What another service of the operator's has heard. */
    service: () => get<ServiceView>('/service'),
    /** Whether it is down from now on. */
    sendServiceAway: (away: boolean) => post<ServiceView>('/service', { away } satisfies ChangeService),
    revokeToken: () => post<wire.NewToken>('/revoke-token', {}),
    balance: () => get<face.Balance>('/balance'),
    invoice: (link: string) => get<face.InvoiceView>('/invoice', { url: link }),

    /** The person's chat as soon as it fits the predicate; throws, with what was last seen, when it does not in time. */
    async waitFor(
      person: number,
      fits: (view: face.ChatView) => boolean,
      timeoutMs = defaultWaitMs,
    ): Promise<face.ChatView> {
      const signal = AbortSignal.timeout(timeoutMs)
      let seen: face.ChatView | undefined
      try {
        for await (const _ of changes(path('/events'), person, signal)) {
          seen = await chat(person)
          if (fits(seen)) return seen
        }
      } catch (error) {
        if (!signal.aborted) throw error
      }
      const last = seen?.messages.slice(-3).map(message => message.text ?? Object.keys(message).join())
      throw new Error(
        `chat of ${person} did not come to it in ${timeoutMs} ms; last messages: ${JSON.stringify(last)}`,
      )
    },
  }
}

/** Yields once when the stream stands, then whenever something changed for this person. */
async function* changes(url: string, person: number, signal: AbortSignal): AsyncGenerator<void> {
  const response = await fetch(url, { signal })
  if (!response.body) throw new Error('the event stream has no body')
  const decoder = new TextDecoder()
  const wanted = JSON.stringify({ person } satisfies face.Changed)
  let rest = ''
  yield
  for await (const chunk of response.body) {
    const events = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
    rest = events.pop() ?? ''
    if (events.some(event => event.endsWith(`data: ${wanted}`))) yield
  }
}

async function ask<T>(url: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(url, init)
  const body: unknown = await response.json()
  if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(body)}`)
  // The face is typed by hand on both sides; the sandbox's own suite holds them together.
  return body as T
}
