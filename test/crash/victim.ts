import { type Act, perform } from './acts.ts'
import type { CrashPoint } from './crash-hook.ts'
import { openShop, type ShopOptions } from './shop.ts'

/** What a victim is told, as its one argument. */
export interface Task {
  shop: ShopOptions
  /** The instant at which all of it happens, ISO 8601. */
  at: string
  acts: Act[]
}

/** What it says: of each act, when it is done and Telegram may forget it; of its duties; of the points it passed. */
export type Report = 'done' | 'working' | string[]

declare const crashPoint: CrashPoint

// Opens the shop, does its acts, then carries out what the books owe until it is killed.

const { shop, at, acts }: Task = JSON.parse(process.argv[2] as string)
const say = (report: Report) => process.send?.(report)
process.once('message', () => say(crashPoint.passed))
const { billing, till, duties } = await openShop(shop, () => new Date(at))
for (const act of acts) {
  await perform(act, { billing, till })
  say('done')
}
await billing.work(duties)
say('working')
