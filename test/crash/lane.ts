import type { Api } from 'grammy'
import type { SandboxClient } from '../sandbox/client.ts'
import { createDatabase, days, plan, SHOP } from '../support/books.ts'
import { CARD_SHOP } from '../support/card-sale.ts'
import { STARS_SHOP } from '../support/stars-sale.ts'
import { type Act, perform } from './acts.ts'
import { cardProviderIn } from './card-provider.ts'
import type { Runs } from './crash-hook.ts'
import { type Customer, newCustomer } from './customer.ts'
import { faultsIn } from './faults.ts'
import { openShop, type ShopOptions } from './shop.ts'
import { readTables, stateOf } from './state.ts'
import type { Step } from './step.ts'
import { refundsTold, unrecorded } from './told.ts'
import { type Build, type Death, die, live } from './victim-process.ts'
import { bringBack, nothingWaits, putAside, victimsGone } from './waiting.ts'

/** Everything happens at this instant, so that what stands in the books afterwards can be compared as it is. */
export const AT = new Date('2026-11-21T12:00:00Z')

/** One of them has a title that makes Telegram refuse every message about it. */
const PLANS = [
  ...SHOP,
  ...CARD_SHOP.filter(({ card }) => card !== null),
  ...STARS_SHOP.filter(({ stars }) => stars?.recurring),
  plan({ code: 'wordy', title: 'long '.repeat(1000) }),
]

/** The Telegram that everybody shares. */
export interface Telegram {
  client: SandboxClient
  api: Api
  shop: Pick<ShopOptions, 'apiRoot' | 'token'>
}

/** One person's step, done by a process of its own. */
interface Run {
  step: Step
  customer: Customer
  acts: Act[]
  /** Null: it lived. */
  death: Death | null
  /** Messages that Telegram had taken and the books knew nothing of, when the process was dead. */
  unrecorded: string[]
}

/** What has become of a run in the end. */
export interface Outcome extends Run {
  /** All that stands in the books and at Telegram. */
  state: string[]
  /** Messages at Telegram that the books know nothing of. */
  strays: string[]
}

/**
 * Books in which one process after the other lives or dies, each with a person of its own. What the dead leave undone
 * is out of the way of the next, until all are dead.
 */
export interface Lane {
  /** The step undisturbed, and the points that were passed in it. */
  live(step: Step, build: Build): Promise<Runs>
  die(step: Step, build: Build, point: string): Promise<void>
  /** What Telegram, admins and another process of the shop do after the deaths; and what that comes to. */
  recover(): Promise<Outcome[]>
  close(): Promise<void>
}

export async function openLane(telegram: Telegram): Promise<Lane> {
  const shared = { ...telegram.shop, url: await createDatabase(), plans: PLANS }
  let now = AT
  /** Of the shop of this process: the admin of whose person it is at the moment. */
  const adminIds: number[] = []
  const shop = await openShop({ ...shared, adminIds }, () => now)
  const { pool } = shop.database
  await faultsIn(pool)
  await cardProviderIn(pool)
  const runs: Run[] = []

  async function prepare(step: Step): Promise<Pick<Run, 'step' | 'customer' | 'acts'>> {
    now = new Date(+AT - days(10))
    const customer = await newCustomer({ shop, telegram: telegram.client, api: telegram.api, now: AT })
    const acts = await step.prepare(customer)
    now = AT
    return { step, customer, acts }
  }

  const taskOf = ({ step, customer, acts }: Pick<Run, 'step' | 'customer' | 'acts'>) => ({
    shop: { ...shared, adminIds: step.withoutAdmins ? [] : [customer.adminId] },
    at: AT,
    acts,
  })

  return {
    async live(step, build) {
      const run = await prepare(step)
      const passed = await live(taskOf(run), build, () => nothingWaits(pool))
      runs.push({ ...run, death: null, unrecorded: [] })
      // What waits for an answer of Telegram's may be left for time to bring.
      await putAside(pool)
      return passed
    },
    async die(step, build, point) {
      const run = await prepare(step)
      const death = await die(taskOf(run), build, point)
      await victimsGone(pool)
      runs.push({ ...run, death, unrecorded: await unrecorded(pool, telegram.client, run.customer) })
      await putAside(pool)
    },
    async recover() {
      await bringBack(pool)
      for (const { customer, acts, death } of runs) {
        adminIds.splice(0, 1, customer.adminId)
        for (const act of death ? askedAgain(acts, death) : []) await perform(act, shop)
      }
      adminIds.length = 0
      await shop.billing.work(shop.duties)
      await nothingWaits(pool)
      while ((await shop.billing.lapse()) > 0) await nothingWaits(pool)
      for (const { customer } of runs)
        for (const update of await refundsTold(telegram.client, customer)) await shop.till.book(update)
      await nothingWaits(pool)
      const tables = await readTables(pool)
      return await Promise.all(
        runs.map(async run => ({
          ...run,
          state: await stateOf(tables, telegram.client, run.customer),
          strays: await unrecorded(pool, telegram.client, run.customer),
        })),
      )
    },
    close: () => shop.close(),
  }
}

/**
 * What was not confirmed comes again; what was may come again all the same, and does here after every other death. But a
 * person who was told that it is stopped does not ask again: by card that counts only once the provider has said so.
 */
function askedAgain(acts: Act[], { point, done }: Death): Act[] {
  const all = point.startsWith('after')
  return acts.filter(({ kind }, index) => index >= done || (all && kind !== 'stop'))
}
