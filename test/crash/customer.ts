import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { Charge, Profile } from '../../db/billing.ts'
import type { SandboxClient } from '../sandbox/client.ts'
import type { Pay } from '../sandbox/face.ts'
import { anOrder } from '../support/sale.ts'
import { type Act, perform } from './acts.ts'
import { type Fault, faultOnce } from './faults.ts'
import { listOf, type StarsList } from './list.ts'
import { type Member, newMember, renewalWord } from './member.ts'
import type { Shop } from './shop.ts'
import { newSubscriber, type Subscriber } from './subscriber.ts'

/** A person of one run, with an admin of their own, and what can happen to them before a victim comes in. */
export interface Customer {
  personId: number
  adminId: number
  /** When it happens that victims die of. */
  now: Date
  /** All that they have paid or may pay, by charge. */
  charges: string[]
  /** Orders and pays at Telegram, for the first time where it renews; what Telegram tells of it stands in no books yet. */
  pay(planCode: string, claim?: Pay['claim']): Promise<Update>
  /** Telegram gives a charge back by itself, and tells. */
  refunded(chargeId: string): Promise<Update>
  book(update: Update): Promise<void>
  chargeOf(update: Update): string
  /** Orders what is paid month by month, by card. */
  subscribe(planCode?: string): Promise<Subscriber>
  /** Pays a period of a subscription in Stars that began at this moment, of which Telegram here knows nothing. */
  join(planCode: string, paidAt: Date): Promise<Member>
  /** What Telegram says of a subscription that began with an order of theirs, or with one that nobody knows. */
  told(reference: string, state: 'canceled' | 'active' | 'failed'): Update
  /** The one of theirs that renews on this rail. */
  subscriptionOn(rail: 'stars' | 'card'): Promise<string>
  /** What Telegram lists of theirs now, and something else that moved its Stars. */
  listed(unlisted: Charge[]): Promise<StarsList>
  /** They have asked to be forgotten, and whoever took that died. */
  askedToBeForgotten(): Promise<void>
  /** Their admin asks for all of this back; the id of the refund. */
  askBack(chargeId: string): Promise<string>
  /** The books hear of this. */
  hear(...acts: Act[]): Promise<void>
  block(): Promise<void>
  /** The books have noticed that they cannot be reached. */
  lost(): Promise<void>
  /** The first to book this payment will meet this. */
  fault(update: Update, fault: Fault): Promise<void>
  /** All that they are to be told has been refused so often before. */
  triedBefore(times: number): Promise<void>
}

interface World {
  shop: Shop
  telegram: SandboxClient
  api: Api
  now: Date
}

let lastUpdate = 0

/** Somebody new, whom the books know and who has written to the bot. */
export async function newCustomer(world: World): Promise<Customer> {
  const { shop, telegram, api, now } = world
  const { pool } = shop.database
  const personId = await newPerson(world, 'Ann')
  const adminId = await newPerson(world, 'Ada')
  const charges: string[] = []

  /** The message with which Telegram told of a charge, as the update it came in. */
  async function told(kind: 'successful_payment' | 'refunded_payment', chargeId: string): Promise<Update> {
    const { messages } = await telegram.chat(personId)
    const message = messages.find(each => each[kind]?.telegram_payment_charge_id === chargeId)
    if (!message) throw new Error(`Telegram told no ${kind} of ${chargeId}`)
    return { update_id: ++lastUpdate, message } as Update
  }

  return {
    personId,
    adminId,
    now,
    charges,
    chargeOf,
    book: update => shop.till.book(update),
    subscribe: (planCode = 'care') => newSubscriber(shop.billing, { personId, planCode, charges }),
    join: (planCode, paidAt) => newMember(shop.billing, { personId, planCode, paidAt, charges }),
    told: (reference, state) => renewalWord(++lastUpdate, { personId, reference, state }),
    async subscriptionOn(rail) {
      const theirs = 'select id from subscriptions where person_id = $1 and rail = $2 and renews'
      const { rows } = await pool.query<{ id: string }>(theirs, [personId, rail])
      if (!rows[0]) throw new Error(`nothing renews on ${rail}`)
      return rows[0].id
    },
    listed: async unlisted => listOf(personId, await telegram.balance(), { charges, unlisted }),
    async askedToBeForgotten() {
      const wish = `insert into forgettings (id, person_id, asked_by, request, asked_at)
        select gen_random_uuid(), id, id, 'wish ' || id, met_at from people where id = $1`
      await pool.query(wish, [personId])
    },
    async askBack(chargeId) {
      const request = {
        chargeId,
        requestedBy: adminId,
        reason: 'asked for it',
        request: `refund ${chargeId}`,
      }
      const asked = await shop.billing.requestRefund(request)
      if (asked.kind !== 'requested') throw new Error(`not asked back: ${asked.kind}`)
      return asked.refundId
    },
    async hear(...acts) {
      for (const act of acts) await perform(act, shop)
    },
    block: async () => void (await telegram.block({ person: personId, blocked: true })),
    async pay(planCode, claim = {}) {
      const { id, price, plan } = await anOrder(shop, personId, planCode)
      const prices = [{ label: planCode, amount: price.amount }]
      const renews = plan.stars?.recurring ? { subscription_period: 30 * 24 * 60 * 60 } : {}
      const invoice_url = await api.createInvoiceLink(
        planCode,
        planCode,
        id,
        '',
        price.currency,
        prices,
        renews,
      )
      const outcome = await telegram.pay({ person: personId, invoice_url, without_precheckout: true, claim })
      if (outcome.status !== 'paid') throw new Error(`not paid: ${outcome.reason}`)
      charges.push(outcome.charge_id)
      return await told('successful_payment', outcome.charge_id)
    },
    async refunded(chargeId) {
      await telegram.refundElsewhere(chargeId)
      return await told('refunded_payment', chargeId)
    },
    lost: () => shop.billing.lose(personId, 'blocked'),
    fault: (update, fault) => faultOnce(pool, chargeOf(update), fault),
    async triedBefore(times) {
      const ofTheirs = `singleton_key = $1 and state < 'active'`
      await pool.query(`update pgboss.job set retry_count = $2 where ${ofTheirs}`, [String(personId), times])
    },
  }
}

async function newPerson({ shop, telegram }: World, name: string): Promise<number> {
  const { user } = await telegram.addPerson({ first_name: name, language_code: 'en', stars: 50_000 })
  await telegram.send({ person: user.id, text: '/start' })
  await shop.billing.meet(profileOf(user.id, name))
  return user.id
}

export function profileOf(id: number, firstName: string): Profile {
  return { id, firstName, languageCode: 'en' }
}

function chargeOf({ message }: Update): string {
  const money = message?.successful_payment ?? message?.refunded_payment
  if (!money) throw new Error('this update tells of no money')
  return money.telegram_payment_charge_id
}
