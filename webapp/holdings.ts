import type { InvoiceJson, OwnEntitlementJson } from '../server/contract.ts'

/** How long before the end it is worth saying that the end is near. */
const SOON_MS = 3 * 86_400_000

/** What a person has, had or will have of one plan: access in plans, which is what people know they bought. */
export interface Holding {
  plan: string
  title: string
  state: 'now' | 'soon' | 'grace' | 'later' | 'ended' | 'refunded'
  from: string
  /** When it ends, ended, or was given back; null: never. */
  until: string | null
  /** What went back, where that is why they have it no more. */
  refund: { amount: number; currency: string } | null
}

/** What is open now first and the longest open foremost, then what is to come, then what is over, the latest first. */
export function holdingsOf(access: OwnEntitlementJson[], receipts: InvoiceJson[], now: Date): Holding[] {
  const blocks = unbroken(access.flatMap(({ grants }) => grants))
  const inGrace = new Set(access.filter(key => key.in_grace).map(({ plan }) => plan))
  const held = blocks.map(block => ({ ...block, state: stateAt(now, block, blocks), refund: null }))
  const open = held.filter(holding => !isOver(holding))
  const over = lastOfEach(held.filter(isOver), refundedOf(receipts))
    .filter(({ plan }) => open.every(holding => holding.plan !== plan))
    .map(holding => (inGrace.has(holding.plan) ? { ...holding, state: 'grace' as const } : holding))
  return [...open, ...over].sort((a, b) => RANK[a.state] - RANK[b.state] || endOf(b) - endOf(a))
}

const RANK: Record<Holding['state'], number> = { now: 0, soon: 0, grace: 0, later: 1, ended: 2, refunded: 2 }

/** Whether it opens anything now. */
export function isOpen({ state }: Holding): boolean {
  return RANK[state] === 0
}

export function isOver({ state }: Pick<Holding, 'state'>): boolean {
  return RANK[state] === 2
}

/** What they have of this plan now or later, up to the end of all that is paid for. */
export function heldOf(holdings: Holding[], plan: string): Holding | null {
  const mine = holdings.filter(holding => holding.plan === plan && !isOver(holding))
  return mine.sort((a, b) => endOf(b) - endOf(a))[0] ?? null
}

type Stretch = Pick<Holding, 'plan' | 'title' | 'from' | 'until'>

/** The stretches of each plan, those that touch or overlap joined; which keys they open does not matter here. */
function unbroken(grants: OwnEntitlementJson['grants']): Stretch[] {
  const blocks: Stretch[] = []
  for (const grant of [...grants].sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at))) {
    const { plan, plan_title: title, starts_at: from, ends_at: until } = grant
    const last = blocks.findLast(block => block.plan === plan)
    if (last && Date.parse(from) <= endOf(last)) {
      if (endOf({ until }) > endOf(last)) last.until = until
    } else blocks.push({ plan, title, from, until })
  }
  return blocks
}

function stateAt(now: Date, block: Stretch, all: Stretch[]): 'now' | 'soon' | 'later' | 'ended' {
  const end = endOf(block)
  if (end <= now.getTime()) return 'ended'
  if (Date.parse(block.from) > now.getTime()) return 'later'
  if (end - now.getTime() > SOON_MS) return 'now'
  // What carries on where it ends leaves nothing to hurry for.
  return all.some(next => Date.parse(next.from) <= end && endOf(next) > end) ? 'now' : 'soon'
}

/** Plans whose latest receipt says that the money went back. */
function refundedOf(receipts: InvoiceJson[]): Holding[] {
  const latest = [...receipts]
    .sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at))
    .filter(({ plan }, at, all) => plan !== null && all.findIndex(other => other.plan === plan) === at)
  return latest.flatMap(({ plan, status, description, created_at: from, refunded_at: until, ...paid }) =>
    plan !== null && status === 'refunded' && until !== null
      ? [{ plan, title: description, state: 'refunded', from, until, refund: money(paid) }]
      : [],
  )
}

function money({ amount_paid: amount, currency }: Pick<InvoiceJson, 'amount_paid' | 'currency'>) {
  return { amount, currency }
}

/** One a plan. Where the money went back, that is how it ended, unless they had it again since. */
function lastOfEach(ended: Holding[], refunded: Holding[]): Holding[] {
  const last = new Map<string, Holding>()
  for (const holding of ended)
    if (endOf(holding) >= endOf(last.get(holding.plan) ?? START)) last.set(holding.plan, holding)
  for (const holding of refunded) {
    const known = last.get(holding.plan)
    if (!known || Date.parse(known.from) < endOf(holding)) last.set(holding.plan, holding)
  }
  return [...last.values()]
}

const START = { until: '1970-01-01' }

function endOf({ until }: Pick<Holding, 'until'>): number {
  return until === null ? Number.POSITIVE_INFINITY : Date.parse(until)
}
