import type { PlanChoiceJson, StarsInvoiceJson } from '../server/billing-contract.ts'
import { followAway } from './purchase/by-card.ts'
import { follow, isFollowed } from './purchase/follow.ts'
import { allKept, isDoubted, keep, keptOf, type Pending } from './purchase/pending.ts'
import { isRefused, refusalOf } from './purchase/refusal.ts'
import {
  hideForemost,
  hideSettled,
  isUnderway,
  show,
  shownOf,
  turnInto,
  UNORDERED,
} from './purchase/shown.ts'
import { callSignedIn } from './session.ts'
import { reload } from './store.ts'
import { canOpenInvoice, openInvoice } from './telegram.ts'

export { buyByCard } from './purchase/by-card.ts'
export { isOpen, isUnderway, type Purchase, purchase } from './purchase/shown.ts'

/** While the sheet is open the client will tell; asking meanwhile is for those that do not. */
const PAYING_MS = 2_000

/**
 * Orders the plan for Stars, opens the pay sheet, and lets the server say how it ended. `anyway`: beside a subscription
 * that lives already.
 */
export async function buy(plan: string, anyway = false): Promise<void> {
  if (isUnderway(plan)) return
  hideSettled()
  const rail = 'stars'
  if (!canOpenInvoice()) return show(UNORDERED, { kind: 'refused', plan, rail, why: 'unsupported' })
  const ordering = { kind: 'ordering', plan, rail } as const
  show(UNORDERED, ordering)
  const body: PlanChoiceJson = { plan, ...(anyway && { anyway }) }
  const answer = await callSignedIn<StarsInvoiceJson>({ method: 'POST', path: 'billing/stars-invoice', body })
  if (shownOf(UNORDERED) !== ordering) return
  if (answer.kind !== 'ok') {
    const refusal = refusalOf(ordering, answer)
    // What stands on the screen is out of date.
    const fresh = answer.kind === 'refused' ? reload() : null
    // Which one lives beside it stands in what the server says now.
    if (isRefused(refusal, 'parallel')) await fresh
    if (shownOf(UNORDERED) === ordering) show(UNORDERED, refusal)
    return
  }

  const { order_id: order, invoice_url } = answer.value
  const pending: Pending = { order, plan, since: Date.now(), said: null }
  keep(pending)
  turnInto(order, { kind: 'paying', plan })
  void follow(pending, PAYING_MS)
  const said = await openInvoice(invoice_url)
  // Settled while the sheet was open.
  if (keptOf(order) === null) return
  const told: Pending = { ...pending, said, since: Date.now() }
  keep(told)
  show(order, { kind: 'checking', plan, since: told.since })
  await follow(told, 0)
}

/** Goes on with purchases whose end was not known when the app was closed. */
export async function resumePurchase(): Promise<void> {
  const now = Date.now()
  const left = allKept(now).filter(({ order }) => !isFollowed(order))
  for (const pending of left) {
    const { order, plan, since, quiet, page } = pending
    if (quiet) continue
    // Whoever paid in the browser comes back like this.
    if (page) show(order, { kind: 'away', plan, url: page.url, backAt: now })
    else if (isDoubted(pending, now)) show(order, { kind: 'checking', plan, since })
  }
  await Promise.all(left.map(pending => (pending.page ? followAway : follow)(pending, 0)))
}

/** Nobody waits for it here any more. It is followed all the same, and what was paid is told. */
export function dismissPurchase(): void {
  const pending = keptOf(hideForemost() ?? UNORDERED)
  if (pending) keep({ ...pending, quiet: true })
}
