import type { Charge, PlanTerms } from '../../db/billing.ts'
import { days } from './books.ts'

/** What somebody holds of a plan: what is left of each purchase, used up one after the other; Infinity: for ever. */
interface Holding {
  id: string
  left: number
}

/** A purchase came, or what was left of one was taken, for a cause that may be lifted again. Times in milliseconds. */
type Happening = { at: number; row: string; id: string } & ({ comes: number } | { ends: string })

/**
 * The books as simply as they can be said, to hold the real ones against: queues of time that run off, and sums.
 * It knows nothing of dates, stacking or postings: what was, it lives through again.
 */
export class Model {
  /** Accounts, as `movedBy` names them. */
  readonly accounts: Record<string, number> = {}
  readonly #plans: PlanTerms[]
  readonly #happened: Happening[] = []
  readonly #paid = new Map<string, 'sales' | 'suspense'>()
  readonly #wentBack = new Set<string>()
  #now = 0

  constructor(plans: PlanTerms[]) {
    this.#plans = plans
  }

  wait(ms: number): void {
    this.#now += ms
  }

  /** What must become of this charge, made to become of it here. */
  pay({ chargeId, payerId, price }: Charge, planCode: string): 'granted' | 'quarantined' | 'returned' {
    const fits = price.amount === this.#plan(planCode).stars?.amount
    const returned = fits && this.ownsForever(payerId, planCode)
    const account = fits && !returned ? 'sales' : 'suspense'
    this.#paid.set(chargeId, account)
    this.move(account, price.amount)
    if (account === 'sales') this.hold(chargeId, payerId, planCode)
    if (returned) return 'returned'
    return fits ? 'granted' : 'quarantined'
  }

  hold(id: string, personId: number, planCode: string): void {
    const { term } = this.#plan(planCode)
    const comes = term === 'lifetime' ? Infinity : days(Number(/\d+/.exec(term)))
    this.#happened.push({ at: this.#now, row: rowOf(personId, planCode), id, comes })
  }

  /** What is left of it is gone, as long as this cause stands. */
  end(id: string, cause = ''): void {
    const held = this.#happened.find(each => each.id === id)
    const known = this.#happened.some(each => each.id === id && 'ends' in each && each.ends === cause)
    if (held && !known) this.#happened.push({ at: this.#now, row: held.row, id, ends: cause })
  }

  /** It is as if this had never ended it. */
  lift(id: string, cause: string): void {
    const at = this.#happened.findIndex(each => each.id === id && 'ends' in each && each.ends === cause)
    if (at !== -1) this.#happened.splice(at, 1)
  }

  payBack({ chargeId, price }: Charge): void {
    if (this.wentBack({ chargeId })) return
    this.#wentBack.add(chargeId)
    this.move(this.#paid.get(chargeId) ?? 'suspense', -price.amount)
    this.end(chargeId)
  }

  wentBack({ chargeId }: { chargeId: string }): boolean {
    return this.#wentBack.has(chargeId)
  }

  ownsForever(personId: number, planCode: string): boolean {
    return this.#queue(personId, planCode).some(({ left }) => left === Infinity)
  }

  /** The keys that are open, and until when; null: for ever. */
  accessOf(personId: number, now: Date): Record<string, Date | null> {
    const open: Record<string, number> = {}
    for (const { code, entitlements } of this.#plans) {
      const left = this.#queue(personId, code).reduce((sum, holding) => sum + holding.left, 0)
      for (const key of left > 0 ? entitlements : []) open[key] = Math.max(open[key] ?? 0, left)
    }
    const end = (left: number) => (left === Infinity ? null : new Date(+now + left))
    return Object.fromEntries(Object.entries(open).map(([key, left]) => [key, end(left)]))
  }

  /** Money comes, and belongs to this account; negative: it goes again. */
  move(account: string, amount: number, of = ''): void {
    const { accounts } = this
    accounts[`${of}cash`] = (accounts[`${of}cash`] ?? 0) + amount
    accounts[`${of}${account}`] = (accounts[`${of}${account}`] ?? 0) - amount
  }

  /** Lives through all that happened to it, up to now. */
  #queue(personId: number, planCode: string): Holding[] {
    const queue: Holding[] = []
    let at = 0
    for (const each of this.#happened.filter(({ row }) => row === rowOf(personId, planCode))) {
      runOff(queue, each.at - at)
      at = each.at
      if ('comes' in each) queue.push({ id: each.id, left: each.comes })
      else for (const holding of queue) if (holding.id === each.id) holding.left = 0
    }
    runOff(queue, this.#now - at)
    return queue
  }

  #plan(planCode: string): PlanTerms {
    return this.#plans.find(({ code }) => code === planCode) as PlanTerms
  }
}

function rowOf(personId: number, planCode: string): string {
  return `${personId} ${planCode}`
}

function runOff(queue: Holding[], ms: number): void {
  let over = ms
  for (const holding of queue) {
    const used = Math.min(over, holding.left)
    holding.left -= holding.left === Infinity ? 0 : used
    over -= holding.left === Infinity ? 0 : used
  }
}
