import { expect } from 'vitest'
import { reconcileStars } from '../../bot/reconcile.ts'
import { auditBooks } from '../../db/audit.ts'
import type { Reconciled } from '../../db/billing.ts'
import { agreeInAccess, agreeInMoney, agreeInNews, agreeInRenewals } from './agree.ts'
import { Known } from './known.ts'
import { openProvider, type Provider } from './provider.ts'
import { type Sale, salesOf } from './sales.ts'
import { openShops, type Shop, type Shops } from './shop.ts'

const SECOND_MS = 1000

/** People, their providers and the shop, and what is held against each other. */
export class Life {
  readonly provider: Provider
  readonly shops: Shops
  readonly people: number[]
  readonly known = new Known()
  /** Links that sell an order in Stars, for whoever has them. */
  readonly links: { url: string; orderId: string; amount: number }[] = []
  /** Of Stripe's events, those that were brought or got lost. */
  eventsSeen = 0
  /** Subscriptions that their person turned on again. */
  readonly turnedOn = new Set<string>()
  /** Of the messages, those that were looked at. */
  told = 0

  private constructor(provider: Provider, shops: Shops, people: number[]) {
    this.provider = provider
    this.shops = shops
    this.people = people
  }

  static async open(): Promise<Life> {
    const provider = await openProvider()
    const shops = await openShops(provider)
    const people: number[] = []
    for (const first_name of ['Ann', 'Bob']) {
      const { user } = await provider.telegram.addPerson({ first_name, stars: 1_000_000 })
      await shops.shop().billing.meet({ id: user.id, firstName: first_name, languageCode: 'en' })
      people.push(user.id)
    }
    return new Life(provider, shops, people)
  }

  get now(): number {
    return +this.provider.now()
  }

  /** Has the shop do something, and holds what it knows then against the model. False: it died of it. */
  async act(work: (shop: Shop) => Promise<void>): Promise<boolean> {
    const isDone = await this.shops.act(work)
    // What was booked at one moment lies in its order a moment later.
    await this.provider.turn(SECOND_MS)
    await this.look()
    return isDone
  }

  async look(): Promise<Sale[]> {
    const sales = await salesOf(this.provider)
    const { known } = this
    await known.look(this.shops.database().pool)
    const byId = new Map(sales.map(sale => [sale.id, sale]))
    for (const { id, rail, person, amount, currency } of known.booked.values())
      expect(byId.get(id), `${id} is booked as it was paid`).toMatchObject({ rail, person, amount, currency })
    await agreeInAccess(this, sales)
    await agreeInNews(this, sales)
    known.isCurrent = false
    return sales
  }

  /** Everything is told, everything owed is done: now the shop and its providers must agree in all. */
  async reconcile(): Promise<void> {
    await this.#run()
    // What the first has brought to light may have moved something itself.
    const runs = await this.#run()
    this.known.isCurrent = true
    const sales = await this.look()
    const { booked, gone } = this.known
    const ids = (some: Iterable<string>) => [...some].toSorted()
    const goneThere = sales.flatMap(({ id, isGone }) => (isGone ? [id] : []))
    expect(ids(booked.keys()), 'every charge is booked').toEqual(ids(sales.map(({ id }) => id)))
    expect(ids(gone.keys()), 'what went back').toEqual(ids(goneThere))
    for (const { unlisted, balances } of runs) {
      expect(unlisted).toEqual({ count: 0, charges: [] })
      expect(balances?.filter(({ drift }) => drift !== 0)).toEqual([])
    }
    await agreeInMoney(this)
    await agreeInRenewals(this, sales)
    const audit = await auditBooks(this.shops.database())
    expect(audit).toEqual({ unbalanced: [], strayed: [], quarantined: 0 })
  }

  /** To the end, whatever dies on the way. */
  async #run(): Promise<Reconciled[]> {
    for (;;) {
      const found: Reconciled[] = []
      const isDone = await this.act(async shop => {
        const run = { progress: () => {}, signal: new AbortController().signal }
        found.push(await reconcileStars(shop, run))
        found.push(await shop.reader.reconcile(run))
      })
      if (isDone) return found
    }
  }

  async close(): Promise<void> {
    await this.shops.close()
    await this.provider.close()
  }
}
