import type { ReadonlySignal } from '@preact/signals'
import type { SubscriptionJson } from '../server/billing-contract.ts'
import type { MeJson, OwnEntitlementJson, PlanJson, SessionJson, ShopJson } from '../server/contract.ts'
import { call, type Failure, failureOf, followNetwork } from './api.ts'
import { type Load, type Loader, loader } from './load.ts'
import { type Receipts, receiptsLoader } from './receipts.ts'
import { callSignedIn, keepSession, shut, signIn, stage } from './session.ts'
import { onReturn } from './telegram.ts'
import { language, speak } from './texts.ts'

export { type Failure, online } from './api.ts'
export type { Load } from './load.ts'
export { moreReceipts, type Receipts } from './receipts.ts'
export { type Stage, stage } from './session.ts'

/** Away for longer than this, everything is asked for anew. */
const STALE_MS = 30_000
/**
 * How often the open app asks whether access changed elsewhere: a refund in the chat should turn the screen while
 * the person still looks at it, and the question is the cheapest the server knows.
 */
const LOOK_MS = 10_000
const LONGEST_LOOK_MS = 120_000

/** For so long after they went to the provider's page, more is asked for than access. */
const EXPECT_MS = 600_000
/** What they did there is known to the server some moments after they are back. */
const AFTER_RETURN_MS = [1_000, 3_000]

const shopLoader = loader<ShopJson>(() => call({ path: 'shop' }))
const plansLoader = loader<PlanJson[]>(() => call({ path: 'catalog' }))
const meLoader = loader<MeJson>(() => callSignedIn({ path: 'me' }))
const accessLoader = loader<OwnEntitlementJson[]>(() => callSignedIn({ path: 'me/entitlements' }))
const subscriptionLoader = loader<SubscriptionJson>(() => callSignedIn({ path: 'billing/subscription' }))
const sessionsLoader = loader<SessionJson[]>(() => callSignedIn({ path: 'me/sessions' }))
const all = [shopLoader, plansLoader, meLoader, accessLoader, receiptsLoader, subscriptionLoader]

export const shop: ReadonlySignal<Load<ShopJson>> = shopLoader.state
export const plans: ReadonlySignal<Load<PlanJson[]>> = plansLoader.state
export const me: ReadonlySignal<Load<MeJson>> = meLoader.state
export const access: ReadonlySignal<Load<OwnEntitlementJson[]>> = accessLoader.state
/** What was bought or taken back since is not in it. */
export const accessAskedAt: ReadonlySignal<number> = accessLoader.askedAt
/** What they pay for, and what becomes of it. */
export const subscription: ReadonlySignal<Load<SubscriptionJson>> = subscriptionLoader.state
export const subscriptionAskedAt: ReadonlySignal<number> = subscriptionLoader.askedAt
export const receipts: ReadonlySignal<Load<Receipts>> = receiptsLoader.state
export const sessions: ReadonlySignal<Load<SessionJson[]>> = sessionsLoader.state

/** Loads what the first screen needs, what is public beside the exchange, and then keeps it true. */
export async function start(): Promise<void> {
  followNetwork(retry)
  keepSession()
  onReturn(awayMs => {
    const isFresh = awayMs < STALE_MS && Date.now() >= expectedUntil && stage.peek().kind === 'in'
    void (isFresh ? look() : retry())
    if (Date.now() < expectedUntil) for (const ms of AFTER_RETURN_MS) setTimeout(look, ms)
  })
  setTimeout(watch, LOOK_MS, LOOK_MS)
  await Promise.all([shopLoader.load(), stage.peek().kind === 'outside' || plansLoader.load(), enter()])
}

async function enter(): Promise<void> {
  await signIn()
  await loadOwn()
}

async function loadOwn(): Promise<void> {
  if (stage.peek().kind !== 'in') return
  await Promise.all([
    meLoader
      .load()
      .then(adoptLanguage)
      .then(() => void tellTimeZone()),
    loadHoldings(),
  ])
}

/** What they have and pay for; all of it changes together. */
async function loadHoldings(): Promise<void> {
  await Promise.all([accessLoader.load(), receiptsLoader.load(), subscriptionLoader.load()])
}

/** Once more what failed, from the very start if need be. */
export function retry(): void {
  for (const failed of [...all, ...also]) failed.forgive()
  void (stage.peek().kind === 'failed' ? Promise.all([enter(), reload()]) : reload())
}

/** Everything anew; what is on the screen stays there until the answers are here. */
export async function reload(): Promise<void> {
  await Promise.all([
    shop.peek().kind === 'ready' || shopLoader.load(),
    plansLoader.load(),
    loadOwn(),
    ...[...also].map(one => one.load()),
  ])
}

/** What is seen on one screen alone, from when it was first. */
const also = new Set<Loader<unknown>>()

/** Asks for what belongs to one screen; from then on it is kept true with all else. */
export async function loadAlso(one: Loader<unknown>): Promise<void> {
  also.add(one)
  one.forgive()
  await one.load()
}

export const loadSessions = () => loadAlso(sessionsLoader)

/** null: the language of their Telegram. */
export async function chooseLanguage(code: string | null): Promise<'done' | Failure> {
  const answer = await callSignedIn<MeJson>({ method: 'PATCH', path: 'me', body: { language: code } })
  if (answer.kind !== 'ok') return failureOf(answer)
  meLoader.put(answer.value)
  return (await adoptLanguage()) ? 'done' : 'offline'
}

export async function signOutEverywhere(): Promise<'done' | Failure> {
  const answer = await callSignedIn({ method: 'POST', path: 'miniapp/logout-everywhere' })
  if (answer.kind !== 'ok') return failureOf(answer)
  shut('ended')
  return 'done'
}

/** Speaks the language the server knows of, and asks again for what it says in words. False: the words did not load. */
async function adoptLanguage(): Promise<boolean> {
  const person = me.peek()
  if (person.kind !== 'ready') return true
  const before = language.peek()
  try {
    await speak(person.value.language ?? person.value.telegram_language)
  } catch {
    return false
  }
  if (language.peek() !== before) {
    await Promise.all([plansLoader.load(), loadHoldings()])
  }
  return true
}

/** Where their clock is, so that nothing wakes them that can wait. It can too: what fails is told at the next start. */
async function tellTimeZone(): Promise<void> {
  const person = me.peek()
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  if (person.kind !== 'ready' || !timeZone || timeZone === (toldZone ?? person.value.time_zone)) return
  toldZone = timeZone
  await callSignedIn({ method: 'PATCH', path: 'me', body: { time_zone: timeZone } })
}

let toldZone: string | null = null

/** They went to a page of the provider's, where what they pay for may change without their access. */
export function expectChange(): void {
  expectedUntil = Date.now() + EXPECT_MS
}

let expectedUntil = 0

/** Whether access changed elsewhere; if so, the rest has too. What is late may fail or be paid without that. */
async function look(): Promise<boolean> {
  if (stage.peek().kind !== 'in') return true
  const found = await accessLoader.load()
  const told = subscription.peek()
  const isLate = told.kind === 'ready' && told.value.grace_until !== null
  if (found === 'changed' || isLate || Date.now() < expectedUntil)
    await Promise.all([receiptsLoader.load(), subscriptionLoader.load()])
  return found !== 'failed'
}

/** Looks again and again while somebody sees it; less often while the server does not answer. */
async function watch(everyMs: number): Promise<void> {
  const fine = document.visibilityState === 'hidden' || (await look())
  const next = fine ? LOOK_MS : Math.min(everyMs * 2, LONGEST_LOOK_MS)
  setTimeout(watch, next, next)
}
