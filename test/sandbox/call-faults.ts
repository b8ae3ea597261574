import { queryOwner } from './callback.ts'
import { count, delayMs, draw, type FaultKind } from './faults.ts'
import type { Parameters } from './parameters.ts'
import { Refusal, tooMany } from './refusal.ts'
import type { Bot } from './state.ts'
import type { World } from './world.ts'

/** What goes wrong with one call: it never arrives, is refused before it does anything, or its answer is lost or late. */
export type CallFault =
  | { kind: 'cut' }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'done'; dropped: boolean; delayMs: number }

export function callFault(world: World, bot: Bot, method: string, params: Parameters): CallFault {
  const { faults } = world
  const subject = `call ${bot.user.id} ${method} ${subjectOf(bot, method, params)}`
  const strikes = (kind: FaultKind) => draw(faults, kind, subject)
  // Every kind has its occasion, whatever strikes first, so that each stands alone in its stream.
  const drawn = {
    cut: strikes('cut'),
    too_many: strikes('too_many'),
    internal: strikes('internal'),
    dropped: strikes('dropped'),
    delay: strikes('delay'),
  }
  const early = (['cut', 'too_many', 'internal'] as const).find(kind => drawn[kind])
  if (early) count(faults, early)
  if (early === 'cut') return { kind: 'cut' }
  if (early) return { kind: 'refused', refusal: early === 'too_many' ? tooMany(1) : internal() }
  if (drawn.dropped) count(faults, 'dropped')
  if (drawn.delay) count(faults, 'delay')
  return {
    kind: 'done',
    dropped: drawn.dropped !== null,
    delayMs: drawn.delay ? delayMs(faults, drawn.delay) : 0,
  }
}

const internal = () => new Refusal(500, 'Internal Server Error')

/** Who or what the call is about, in words that are the same in every run: a random charge id is its payer's n-th. */
function subjectOf(bot: Bot, method: string, params: Parameters): string {
  switch (method) {
    case 'answerprecheckoutquery':
      return queryOwner(params.text('pre_checkout_query_id'))
    case 'answercallbackquery':
      return queryOwner(params.text('callback_query_id'))
    case 'refundstarpayment':
    case 'edituserstarsubscription': {
      const charge = bot.charges.get(params.text('telegram_payment_charge_id'))
      return charge ? `${charge.person} ${charge.number}` : 'unknown'
    }
    default:
      return params.text('chat_id') || params.text('user_id')
  }
}
