import './crash-hook.ts'
import { flushCompileCache } from 'node:module'
import { type Act, perform } from './acts.ts'
import type { CrashPoint, Runs } from './crash-hook.ts'
import { openShop, type ShopOptions } from './shop.ts'

/** What a victim is told, as its one argument. */
export interface Task {
  shop: ShopOptions
  /** The instant at which all of it happens. */
  at: Date
  acts: Act[]
}

/** What it says: of each act, when it is done and Telegram may forget it; of its duties; of the points it passed. */
export type Report = 'done' | 'working' | Runs

declare const crashPoint: CrashPoint

// Opens the shop, does its acts, then carries out what the books owe until it is killed.

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const { shop, at, acts }: Task = JSON.parse(process.argv[2] as string, revive)
const say = (report: Report) => process.send?.(report)
process.once('message', () => {
  // For those who come after; whoever is killed keeps nothing.
  flushCompileCache()
  say(crashPoint.runs)
})
const { billing, duties, ...door } = await openShop(shop, () => at)
for (const act of acts) {
  await perform(act, { billing, ...door })
  say('done')
  crashPoint.heard()
}
await billing.work(duties)
say('working')

/** On the way here instants have become text. */
function revive(_: string, value: unknown): unknown {
  return typeof value === 'string' && INSTANT.test(value) ? new Date(value) : value
}
