import type { Charge, PlanTerms } from '../../db/billing.ts'
import { days } from './books.ts'

/** What somebody holds of a plan: what is left of each purchase, used up one after the other; Infinity: for ever. */
interface Holding {
  id: string
  left: number
}

/**
 * The books as simply as they can be said, to hold the real ones against: queues of time that run off, and sums.
 * It knows nothing of dates, stacking or postings.
 */
export class Model {
  /** Accounts, as `movedBy` names them. */
  readonly accounts = { cash: 0, sales: 0, suspense: 0 }
  readonly #plans: PlanTerms[]
  readonly #queues = new Map<string, Holding[]>()
  readonly #paid = new Map<string, 'sales' | 'suspense'>()
  readonly #wentBack = new Set<string>()

  constructor(plans: PlanTerms[]) {
    this.#plans = plans
  }

  wait(ms: number): void {
    for (const queue of this.#queues.values()) {
      let over = ms
      for (const holding of queue) {
        const used = Math.min(over, holding.left)
        holding.left -= holding.left === Infinity ? 0 : used
        over -= holding.left === Infinity ? 0 : used
      }
    }
  }

  /** What must become of this charge, made to become of it here. */
  pay({ chargeId, payerId, price }: Charge, planCode: string): 'granted' | 'quarantined' | 'returned' {
    const fits = price.amount === this.#plan(planCode).stars?.amount
    const returned = fits && this.ownsForever(payerId, planCode)
    const account = fits && !returned ? 'sales' : 'suspense'
    this.#paid.set(chargeId, account)
    this.#move(account, price.amount)
    if (account === 'sales') this.hold(chargeId, payerId, planCode)
    if (returned) return 'returned'
    return fits ? 'granted' : 'quarantined'
  }

  hold(id: string, personId: number, planCode: string): void {
    const { term } = this.#plan(planCode)
    const left = term === 'lifetime' ? Infinity : days(Number(/\d+/.exec(term)))
    this.#queue(personId, planCode).push({ id, left })
  }

  /** What is left of it is gone. */
  end(id: string): void {
    for (const holding of [...this.#queues.values()].flat()) if (holding.id === id) holding.left = 0
  }

  payBack({ chargeId, price }: Charge): void {
    if (this.wentBack({ chargeId })) return
    this.#wentBack.add(chargeId)
    this.#move(this.#paid.get(chargeId) ?? 'suspense', -price.amount)
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

  #move(account: 'sales' | 'suspense', amount: number): void {
    this.accounts.cash += amount
    this.accounts[account] -= amount
  }

  #queue(personId: number, planCode: string): Holding[] {
    const name = `${personId} ${planCode}`
    const queue = this.#queues.get(name) ?? []
    this.#queues.set(name, queue)
    return queue
  }

  #plan(planCode: string): PlanTerms {
    return this.#plans.find(({ code }) => code === planCode) as PlanTerms
  }
}
