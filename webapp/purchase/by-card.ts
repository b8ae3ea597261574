import type { CheckoutChoiceJson, CheckoutJson } from '../../server/billing-contract.ts'
import { serverNow } from '../server-clock.ts'
import { callSignedIn } from '../session.ts'
import { expectChange, reload } from '../store.ts'
import { canOpenLink, onReturn, openLink } from '../telegram.ts'
import { follow } from './follow.ts'
import { allKept, keep, keptOf, type Pending } from './pending.ts'
import { isRefused, refusalOf } from './refusal.ts'
import { hideSettled, isUnderway, show, shownOf, turnInto, UNORDERED } from './shown.ts'

/** While they are away the server is asked now and then: not every client says that they are back. */
const AWAY_MS = 3_000

/**
 * Orders the plan by card, opens the provider's page in the browser, and lets the server say how it ended. Paid in
 * another place, it binds to nothing here: leaving costs nothing. `anyway`: beside a subscription that lives already.
 */
export async function buyByCard(plan: string, anyway = false): Promise<void> {
  if (isUnderway(plan)) return
  hideSettled()
  const ordering = { kind: 'ordering', plan, rail: 'card' } as const
  show(UNORDERED, ordering)
  const body: CheckoutChoiceJson = { plan, ...(anyway && { anyway }) }
  const answer = await callSignedIn<CheckoutJson>({ method: 'POST', path: 'billing/checkout', body })
  if (shownOf(UNORDERED) !== ordering) return
  if (answer.kind === 'ok') {
    const { order_id: order, url, expires_at } = answer.value
    const page = { url, lastsMs: Date.parse(expires_at) - serverNow().getTime() }
    const pending: Pending = { order, plan, since: Date.now(), said: null, page }
    keep(pending)
    turnInto(order, { kind: 'away', plan, url, backAt: null })
    // The tap was a moment ago, and browsers forget it: only a client opens the page by itself.
    if (canOpenLink()) openLink(url)
    expectChange()
    return await followAway(pending, AWAY_MS)
  }
  const refusal = refusalOf(ordering, answer)
  const fresh = answer.kind === 'refused' ? reload() : null
  // Which one lives beside it stands in what the server says now.
  if (isRefused(refusal, 'parallel')) await fresh
  if (shownOf(UNORDERED) !== ordering) return
  const paid = isRefused(refusal, 'paid_already') && paidFor(plan, answer.kind === 'refused' && answer.order)
  if (paid) await lookFor(paid)
  else show(UNORDERED, refusal)
}

/** Asks what became of it until that is known, and notes when they come back from the page. */
export async function followAway(pending: Pending, firstMs: number): Promise<void> {
  const { order } = pending
  const end = onReturn(() => {
    const now = shownOf(order)
    if (now.kind === 'away') show(order, { ...now, backAt: Date.now() })
  })
  await follow(pending, firstMs)
  end()
}

/** They had paid it, before or in another place; its end is near. */
async function lookFor(paid: Pending): Promise<void> {
  const since = Date.now()
  const told: Pending = { ...paid, said: 'paid', quiet: false, since }
  keep(told)
  turnInto(told.order, { kind: 'checking', plan: told.plan, since })
  await follow(told, 0)
}

/** Their order that is paid: as the server names it, also where another device ordered it, or as this one remembers. */
function paidFor(plan: string, order: string | false | undefined): Pending | null {
  if (order) return keptOf(order) ?? { order, plan, since: Date.now(), said: null }
  return allKept(Date.now()).find(one => one.plan === plan && one.page) ?? null
}
