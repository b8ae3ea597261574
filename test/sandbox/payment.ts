import type { Call } from './call.ts'
import { newQueryId } from './callback.ts'
import { charge } from './charge.ts'
import { privateDialog } from './dialog.ts'
import type { PayOutcome } from './face.ts'
import { badRequest, queryTooOld } from './refusal.ts'
import { begin } from './star-subscription.ts'
import type { Bot, Charge, InvoiceMessage, Person, Terms } from './state.ts'
import { push, querySeconds } from './updates.ts'
import { seconds, type World } from './world.ts'

/** What a person is about to pay. */
export interface Purchase {
  terms: Terms
  /** Of the link that leads to it; '' where there is none. */
  slug: string
  /** The invoice message, where it lies in the payer's own chat: paid once, it is done. */
  invoice?: InvoiceMessage
  withoutPrecheckout: boolean
}

/**
 * The payment sheet, from the tap on Pay to its last word. Whether the invoice is paid already is asked at the
 * tap only, so a rapid double tap charges twice, as it does at Telegram.
 */
export async function pay(world: World, bot: Bot, person: Person, purchase: Purchase): Promise<PayOutcome> {
  const { terms, invoice } = purchase
  const dialog = privateDialog(bot, person)
  if (dialog.blocked) return { status: 'failed', reason: 'blocked' }
  if (invoice && invoice.charges.length > 0) return { status: 'failed', reason: 'already_paid' }
  if (person.stars < terms.total_amount) return { status: 'failed', reason: 'balance_too_low' }
  if (!purchase.withoutPrecheckout) {
    const refused = await precheckout(world, bot, person, terms)
    if (refused) return refused
    if (person.stars < terms.total_amount) return { status: 'failed', reason: 'balance_too_low' }
  }
  // Paying by a link opens the chat with the bot.
  dialog.started = true
  const paid = take(world, bot, person, purchase)
  invoice?.charges.push(paid.id)
  const shows = world.sheets.get(person.user.id)?.says
  return { status: 'paid', charge_id: paid.id, ...(shows === undefined ? {} : { shows }) }
}

/** The Stars change hands. A subscription's first payment says so, and until when it runs. */
function take(world: World, bot: Bot, person: Person, { terms, slug }: Purchase): Charge {
  const at = seconds(world.now())
  if (terms.subscription_period === undefined) return charge(world, bot, person, { ...terms, at })
  const expires = at + terms.subscription_period
  const paid = charge(
    world,
    bot,
    person,
    { ...terms, at },
    { subscription_expiration_date: expires, is_recurring: true, is_first_recurring: true },
  )
  begin(bot, paid, { terms, slug, expires })
  return paid
}

type Failed = Extract<PayOutcome, { status: 'failed' }>

/** Asks the bot whether it wants this payment; what it failed of, or undefined where it does. */
export async function precheckout(
  world: World,
  bot: Bot,
  person: Person,
  terms: Pick<Terms, 'currency' | 'total_amount' | 'payload'>,
): Promise<Failed | undefined> {
  const id = newQueryId(bot, person)
  const answer = new Promise<{ ok: true } | { ok: false; error_message: string } | 'timeout'>(resolve => {
    const timer = setTimeout(() => {
      world.checkouts.delete(id)
      resolve('timeout')
    }, world.precheckoutTimeoutMs)
    timer.unref()
    world.checkouts.set(id, {
      bot: bot.user.id,
      answer: given => {
        clearTimeout(timer)
        world.checkouts.delete(id)
        resolve(given)
      },
    })
  })
  const query = {
    id,
    from: person.user,
    currency: terms.currency,
    total_amount: terms.total_amount,
    invoice_payload: terms.payload,
  }
  push(world, bot, { pre_checkout_query: query }, querySeconds)
  const given = await answer
  if (given === 'timeout') return { status: 'failed', reason: 'timeout' }
  if (!given.ok) return { status: 'failed', reason: 'refused', error_message: given.error_message }
  return undefined
}

export function answerPreCheckoutQuery({ world, bot, params }: Call): true {
  const ok = params.bool('ok')
  const error_message = ok ? '' : params.required('error_message')
  const checkout = world.checkouts.get(params.text('pre_checkout_query_id'))
  if (checkout?.bot !== bot.user.id) throw queryTooOld()
  if (!ok && error_message.trim() === '') throw badRequest('ERROR_TEXT_EMPTY')
  checkout.answer(ok ? { ok } : { ok, error_message })
  return true
}
