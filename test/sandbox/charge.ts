import { randomBytes } from 'node:crypto'
import type { SuccessfulPayment, TransactionPartnerUser } from '@grammyjs/types'
import { append, privateDialog } from './dialog.ts'
import type { Bot, Charge, Person } from './state.ts'
import { messageSeconds, push } from './updates.ts'
import { seconds, type World } from './world.ts'

interface Sale {
  payload: string
  currency: string
  total_amount: number
  subscription_period?: number
}

type Recurring = Pick<
  SuccessfulPayment,
  'subscription_expiration_date' | 'is_recurring' | 'is_first_recurring'
>

/**
 * Takes the Stars of a payment at the moment `at`, in seconds, and tells the bot by a message of the payer. Of a
 * moment long past, the update's time may be over before anyone could fetch it.
 */
export function charge(
  world: World,
  bot: Bot,
  person: Person,
  { at, ...sale }: Sale & { at: number },
  recurring: Recurring = {},
): Charge {
  const taken = credit(bot, person, sale, at)
  const message = append(world, privateDialog(bot, person), {
    from: person.user,
    date: at,
    successful_payment: {
      currency: sale.currency,
      total_amount: sale.total_amount,
      invoice_payload: sale.payload,
      telegram_payment_charge_id: taken.id,
      provider_payment_charge_id: `${person.user.id}_${bot.charges.size}`,
      ...recurring,
    },
  })
  push(world, bot, { message }, messageSeconds - (seconds(world.now()) - at))
  return taken
}

/** Whose a transaction is, and what for. */
export function partner(of: Charge, { user }: Pick<Person, 'user'>): TransactionPartnerUser {
  return {
    type: 'user',
    transaction_type: 'invoice_payment',
    user,
    invoice_payload: of.payload,
    ...(of.subscription_period === undefined ? {} : { subscription_period: of.subscription_period }),
  }
}

/** Moves the Stars from the person's purse to the bot's balance, and records it. */
function credit(bot: Bot, person: Person, sale: Sale, at: number): Charge {
  const taken: Charge = {
    id: newChargeId(),
    person: person.user.id,
    number: ++person.payments,
    amount: sale.total_amount,
    payload: sale.payload,
    ...(sale.subscription_period === undefined ? {} : { subscription_period: sale.subscription_period }),
    refunded: false,
  }
  person.stars -= taken.amount
  bot.balance += taken.amount
  bot.charges.set(taken.id, taken)
  bot.transactions.push({ id: taken.id, amount: taken.amount, date: at, source: partner(taken, person) })
  return taken
}

/** Opaque, unique and safe in a URL, as Telegram's are. */
function newChargeId(): string {
  return `stx${randomBytes(48).toString('base64url')}`
}
