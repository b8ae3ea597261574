import { randomUUID } from 'node:crypto'
import type { StarAmount, StarTransactions } from '@grammyjs/types'
import type { Call } from './call.ts'
import { partner } from './charge.ts'
import { append, privateDialog } from './dialog.ts'
import { badRequest } from './refusal.ts'
import type { Bot, Charge } from './state.ts'
import { messageSeconds, push } from './updates.ts'
import { seconds, tell, type World } from './world.ts'

/** refundStarPayment: the whole charge, once. */
export function refundStarPayment({ world, bot, params }: Call): true {
  const userId = params.userId()
  const charge = bot.charges.get(params.required('telegram_payment_charge_id'))
  if (!charge || charge.person !== userId) throw badRequest('CHARGE_ID_INVALID')
  if (charge.refunded) throw badRequest('CHARGE_ALREADY_REFUNDED')
  if (bot.balance < charge.amount) throw badRequest('BALANCE_TOO_LOW')
  refund(world, bot, charge)
  return true
}

/** Gives a charge back, by whoever's will: the bot hears of it by a service message. May leave the balance negative. */
export function refund(world: World, bot: Bot, charge: Charge): void {
  const person = world.state.people.get(charge.person)
  if (!person) throw new Error(`charge ${charge.id} is of nobody`)
  charge.refunded = true
  person.stars += charge.amount
  bot.balance -= charge.amount
  bot.transactions.push({
    id: charge.id,
    amount: charge.amount,
    date: seconds(world.now()),
    receiver: partner(charge, person),
  })
  const message = append(world, privateDialog(bot, person), {
    from: person.user,
    refunded_payment: {
      currency: 'XTR',
      total_amount: charge.amount,
      invoice_payload: charge.payload,
      telegram_payment_charge_id: charge.id,
    },
  })
  push(world, bot, { message }, messageSeconds)
  tell(world, person.user.id)
}

/** The owner takes Stars out: what is left may be less than a refund needs. */
export function withdraw(world: World, bot: Bot, amount: number): void {
  const date = seconds(world.now())
  const url = 'https://fragment.com/'
  bot.balance -= amount
  bot.transactions.push({
    id: randomUUID(),
    amount,
    date,
    receiver: { type: 'fragment', withdrawal_state: { type: 'succeeded', date, url } },
  })
}

/** Oldest first; `offset` and `limit` are clamped, not refused. */
export function getStarTransactions({ bot, params }: Call): StarTransactions {
  const offset = params.integer('offset', 0, 0)
  const limit = params.integer('limit', 100, 1, 100)
  return { transactions: bot.transactions.slice(offset, offset + limit) }
}

export function getMyStarBalance({ bot }: Call): StarAmount {
  return { amount: bot.balance }
}
