import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { Profile } from '../../db/billing.ts'
import type { SandboxClient } from '../sandbox/client.ts'
import type { Pay } from '../sandbox/face.ts'
import { type Act, perform } from './acts.ts'
import { type Fault, faultOnce } from './faults.ts'
import type { Shop } from './shop.ts'
import { newSubscriber, type Subscriber } from './subscriber.ts'

/** A person of one run, with an admin of their own, and what can happen to them before a victim comes in. */
export interface Customer {
  personId: number
  adminId: number
  /** All that they have paid or may pay, by charge. */
  charges: string[]
  /** Orders and pays at Telegram; what Telegram tells of it stands in no books yet. */
  pay(planCode: string, claim?: Pay['claim']): Promise<Update>
  /** Telegram gives a charge back by itself, and tells. */
  refunded(chargeId: string): Promise<Update>
  book(update: Update): Promise<void>
  chargeOf(update: Update): string
  /** Orders what is paid month by month, by card. */
  subscribe(planCode?: string): Promise<Subscriber>
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
}

let lastUpdate = 0

/** Somebody new, whom the books know and who has written to the bot. */
export async function newCustomer(world: World): Promise<Customer> {
  const { shop, telegram, api } = world
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
    charges,
    chargeOf,
    book: update => shop.till.book(update),
    subscribe: (planCode = 'care') => newSubscriber(shop.billing, { personId, planCode, charges }),
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
      const opened = await shop.billing.openOrder({ personId, planCode, rail: 'stars' })
      if (opened.kind !== 'opened') throw new Error(`no order: ${opened.kind}`)
      const { id, price } = opened.order
      const prices = [{ label: planCode, amount: price.amount }]
      const invoice_url = await api.createInvoiceLink(planCode, planCode, id, '', price.currency, prices)
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
