import type { World } from '../../world.ts'
import { readCard } from '../card.ts'
import { emit } from '../emit.ts'
import { attach } from '../engine/attach.ts'
import { cancelIntent } from '../engine/charging.ts'
import { finalize, intentOf } from '../engine/invoicing.ts'
import { collect, methodOnFile, paidUp, subscriptionOf } from '../engine/subscribing.ts'
import { findCustomer } from '../find.ts'
import { moment } from '../life.ts'
import type { Invoice } from '../state.ts'
import { unfit, wished } from './wish.ts'

export type InvoiceOutcome =
  | { kind: 'paid' }
  /** A bank debit is on its way. */
  | { kind: 'processing' }
  /** Their bank wants to hear it from them: again, with `authenticated`. */
  | { kind: 'authenticate' }
  | { kind: 'declined'; code: string; message: string }

/**
 * Pays an open invoice at its page, with a new card or the one on file; a new card that pays is the subscription's
 * from then on. `authenticated`: the person says yes to their bank.
 */
export function payInvoice(
  world: World,
  id: string,
  { card: number, authenticated = false }: { card?: string; authenticated?: boolean },
): InvoiceOutcome {
  const invoice = wished(world.state.stripe.invoices, id)
  if (invoice.status === 'draft') finalize(world, invoice)
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible')
    throw unfit(`${id} is ${invoice.status}`)
  const subscription = subscriptionOf(world, invoice)
  const customer = findCustomer(world, invoice.customer ?? '')
  const payer = { email: customer.email, name: customer.name ?? null }
  const intent = intentOf(world, id)
  if (intent?.status === 'processing') throw unfit(`${id} is being paid`)
  const method =
    number === undefined
      ? (intent?.payment_method ?? methodOnFile(world, subscription))
      : attach(world, customer, readCard(number), payer).id
  const charged = collect(world, invoice, { method, presence: authenticated ? 'authenticated' : 'there' })
  switch (charged.kind) {
    case 'succeeded':
      subscription.default_payment_method = method
      return { kind: 'paid' }
    case 'slow':
      return { kind: 'processing' }
    case 'asks':
      return { kind: 'authenticate' }
    case 'declined':
      return charged
  }
}

export function voidInvoice(world: World, id: string): void {
  const invoice = closing(world, id)
  const status_transitions = { ...invoice.status_transitions, voided_at: moment(world) }
  Object.assign(invoice, { ...closed, status: 'void', amount_remaining: 0, status_transitions })
  const intent = intentOf(world, id)
  if (intent) cancelIntent(world, intent)
  emit(world, 'invoice.voided', invoice)
}

export function markUncollectible(world: World, id: string): void {
  const invoice = closing(world, id)
  const status_transitions = { ...invoice.status_transitions, marked_uncollectible_at: moment(world) }
  Object.assign(invoice, { ...closed, status: 'uncollectible', status_transitions })
  emit(world, 'invoice.marked_uncollectible', invoice)
  if (subscriptionOf(world, invoice).status === 'paused') paidUp(world, invoice)
}

const closed = { auto_advance: false, next_payment_attempt: null }

function closing(world: World, id: string): Invoice {
  const invoice = wished(world.state.stripe.invoices, id)
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible')
    throw unfit(`${id} is ${invoice.status}`)
  return invoice
}
