import { createBilling } from '../../db/billing.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { openDatabase } from '../../db/orm.ts'
import type { PlanTerms } from '../../db/plan.ts'
import type { Telegram } from './telegram.ts'

/** The people of a run, and the invoice links of their orders. */
export interface Crowd {
  admin: number
  /** Telegram ids: first those with links, then those who come to the chat to buy. */
  people: number[]
  regulars: number
  /** The link of a regular's order of a plan; payable by anyone, any number of times. */
  linkOf(buyer: number, planCode: string): string
}

const LOG = { info() {}, warn: console.warn, error: console.error }
const ADMIN = 900
const FIRST_PERSON = 1_000_000
/** Enough for every plan, any number of times. */
const PURSE = 1_000_000_000
const AT_ONCE = 8

/** So many that each pays about twenty times, and a fifth as many visitors. */
export function sizeOf(payments: number): { regulars: number; visitors: number } {
  const regulars = Math.max(20, Math.ceil(payments / 20))
  return { regulars, visitors: Math.ceil(regulars / 5) }
}

/** Lets everybody in, and opens an order of every plan for each regular in the books, on a schema brought up first. */
export async function gather(
  shop: { databaseUrl: string; plans: PlanTerms[]; telegram: Telegram },
  { regulars, visitors }: { regulars: number; visitors: number },
): Promise<Crowd> {
  const { telegram, plans } = shop
  const { control } = telegram
  const people = Array.from({ length: regulars + visitors }, (_, at) => FIRST_PERSON + at)
  const links = new Map<string, string>()
  const key = (person: number, planCode: string) => `${person} ${planCode}`
  await control.addPerson({ id: ADMIN, first_name: 'Ada', language_code: 'en' })
  await control.send({ person: ADMIN, text: '/start' })

  const database = await openDatabase(shop.databaseUrl)
  await migrateDatabase(database, LOG)
  const billing = await createBilling({ database, plans, adminIds: [ADMIN], log: LOG, now: () => new Date() })
  try {
    await eachOf(people, async person => {
      const firstName = `Person ${person}`
      const language = person % 3 === 0 ? 'ru' : 'en'
      await control.addPerson({ id: person, first_name: firstName, language_code: language, stars: PURSE })
      if (person >= FIRST_PERSON + regulars) return
      await billing.meet({ id: person, firstName, languageCode: language })
      for (const { code } of plans) {
        const opened = await billing.openOrder({ personId: person, planCode: code, rail: 'stars' })
        if (opened.kind !== 'opened') throw new Error(`no order of ${code} for ${person}: ${opened.kind}`)
        links.set(key(person, code), await createLink(telegram, opened.order))
      }
    })
  } finally {
    await billing.stop()
    await database.close()
  }
  return {
    admin: ADMIN,
    people,
    regulars,
    linkOf: (buyer, planCode) => links.get(key(people[buyer] ?? 0, planCode)) ?? '',
  }
}

/** A link that sells this order: payable by anyone, any number of times. */
export async function createLink(
  telegram: Telegram,
  { id, price, plan }: { id: string; price: { amount: number; currency: string }; plan: PlanTerms },
): Promise<string> {
  return await telegram.call<string>('createInvoiceLink', {
    title: plan.code,
    description: plan.code,
    payload: id,
    provider_token: '',
    currency: price.currency,
    prices: [{ label: plan.code, amount: price.amount }],
  })
}

/** Does `work` on each, a few at once. */
export async function eachOf<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values()
  const lane = async () => {
    for (const item of queue) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}
