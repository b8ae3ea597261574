import type { World } from '../../world.ts'
import { behaviour } from '../card.ts'
import { change, emit } from '../emit.ts'
import { find } from '../find.ts'
import { moment } from '../life.ts'
import { newBalanceTransaction, processingFee } from '../objects/balance-transaction.ts'
import { newCharge } from '../objects/charge.ts'
import type { Charge, PaymentIntent, PaymentMethod } from '../state.ts'

export type Charged =
  | { kind: 'succeeded' }
  | { kind: 'slow' }
  | { kind: 'asks' }
  | { kind: 'declined'; code: string; message: string }

/** Where the person is: away, at the page, or at the page with their bank's yes. */
export type Presence = 'away' | 'there' | 'authenticated'

/** Tries to take the intent's amount by this payment method. */
export function charge(
  world: World,
  intent: PaymentIntent,
  method: PaymentMethod,
  presence: Presence,
): Charged {
  const { first, later, declineCode, message } = behaviour(method)
  const answer = presence === 'away' ? later : first
  intent.payment_method = method.id
  intent.payment_method_types = [method.type]
  switch (answer) {
    case 'asks':
      if (presence !== 'authenticated') return ask(world, intent)
      return succeed(world, intent, newCharge(world, { intent, method, status: 'succeeded' }))
    case 'accepts':
      return succeed(world, intent, newCharge(world, { intent, method, status: 'succeeded' }))
    case 'slow':
      return wait(world, intent, newCharge(world, { intent, method, status: 'pending' }))
    case 'declines':
      return decline(world, intent, method, { code: declineCode, message })
  }
}

function succeed(world: World, intent: PaymentIntent, charge: Charge): Charged {
  intent.latest_charge = charge.id
  Object.assign(charge, { status: 'succeeded', paid: true, captured: true, amount_captured: charge.amount })
  // Stripe answers before the capture is done; a bank debit that has come through is done.
  if (world.state.stripe.account.asyncCapture && charge.payment_method_details?.card)
    world.state.stripe.captures.set(charge.id, moment(world))
  else charge.balance_transaction = moveIn(world, charge)
  emit(world, 'charge.succeeded', charge)
  Object.assign(intent, {
    amount_received: intent.amount,
    last_payment_error: null,
    next_action: null,
    status: 'succeeded',
  })
  emit(world, 'payment_intent.succeeded', intent)
  return { kind: 'succeeded' }
}

/** The capture of a charge is done: its balance transaction is there. */
export function capture(world: World, id: string): void {
  const { captures, charges } = world.state.stripe
  captures.delete(id)
  const charge = find(charges, 'charge', id)
  change(world, 'charge.updated', charge, { balance_transaction: moveIn(world, charge) })
}

function moveIn(world: World, { id, amount, currency, description, payment_method_details }: Charge): string {
  const type = payment_method_details?.card ? 'charge' : 'payment'
  const fee = processingFee(world, amount, currency)
  return newBalanceTransaction(world, {
    type,
    reporting_category: 'charge',
    amount,
    currency,
    fee,
    source: id,
    description,
  }).id
}

function wait(world: World, intent: PaymentIntent, charge: Charge): Charged {
  Object.assign(intent, {
    latest_charge: charge.id,
    status: 'processing',
    next_action: null,
    last_payment_error: null,
  })
  emit(world, 'charge.pending', charge)
  emit(world, 'payment_intent.processing', intent)
  return { kind: 'slow' }
}

function ask(world: World, intent: PaymentIntent): Charged {
  intent.status = 'requires_action'
  intent.next_action = { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect' } }
  emit(world, 'payment_intent.requires_action', intent)
  return { kind: 'asks' }
}

function decline(
  world: World,
  intent: PaymentIntent,
  method: PaymentMethod,
  { code, message }: { code: string; message: string },
): Charged {
  const failed = newCharge(world, { intent, method, status: 'failed' })
  failBy(world, intent, failed, { code: 'card_declined', decline_code: code, message })
  return { kind: 'declined', code, message }
}

/** The bank debit has come through at last. */
export function comeThrough(world: World, intent: PaymentIntent): void {
  succeed(world, intent, find(world.state.stripe.charges, 'charge', intent.latest_charge ?? ''))
}

/** It was returned. */
export function bounce(world: World, intent: PaymentIntent): void {
  const charge = find(world.state.stripe.charges, 'charge', intent.latest_charge ?? '')
  const message = 'The customer’s account has insufficient funds to cover this payment.'
  failBy(world, intent, charge, { code: 'payment_intent_payment_attempt_failed', message })
}

/** They said no to their bank, or it could not be asked. */
export function failAuthentication(world: World, intent: PaymentIntent): void {
  const message =
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.'
  giveUp(world, intent, { code: 'payment_intent_authentication_failure', message })
}

function failBy(
  world: World,
  intent: PaymentIntent,
  charge: Charge,
  error: { code: string; decline_code?: string; message: string },
): void {
  Object.assign(charge, {
    status: 'failed',
    paid: false,
    failure_code: error.code,
    failure_message: error.message,
  })
  intent.latest_charge = charge.id
  emit(world, 'charge.failed', charge)
  giveUp(world, intent, { ...error, charge: charge.id })
}

function giveUp(
  world: World,
  intent: PaymentIntent,
  error: { code: string; decline_code?: string; message: string; charge?: string },
): void {
  const method = world.state.stripe.paymentMethods.get(intent.payment_method ?? '')
  intent.last_payment_error = {
    type: error.charge ? 'card_error' : 'invalid_request_error',
    code: error.code,
    doc_url: `https://docs.stripe.com/error-codes/${error.code.replaceAll('_', '-')}`,
    message: error.message,
    ...(error.decline_code ? { decline_code: error.decline_code } : {}),
    ...(error.charge ? { charge: error.charge } : {}),
    ...(method ? { payment_method: structuredClone(method) } : {}),
  }
  Object.assign(intent, { status: 'requires_payment_method', payment_method: null, next_action: null })
  emit(world, 'payment_intent.payment_failed', intent)
}

/** Nobody is going to pay it any more. */
export function cancelIntent(world: World, intent: PaymentIntent): void {
  if (intent.status === 'succeeded' || intent.status === 'canceled') return
  Object.assign(intent, {
    status: 'canceled',
    canceled_at: moment(world),
    cancellation_reason: 'void_invoice',
    next_action: null,
  })
  emit(world, 'payment_intent.canceled', intent)
}
