import type Stripe from 'stripe'
import type { World } from '../world.ts'
import { included, lookUp } from './look-up.ts'
import { invalid } from './refusal.ts'

type References<T> = {
  [Key in keyof T]: [Extract<T[Key], { id: string; object: string }>] extends [never] ? never : Key
}[keyof T]
type Table = { [name: string]: readonly string[] }

/** Which fields of each kind of object are references that can be made objects. */
const references: Table = {
  'checkout.session': [
    'customer',
    'invoice',
    'payment_intent',
    'subscription',
  ] satisfies References<Stripe.Checkout.Session>[],
  payment_intent: [
    'customer',
    'latest_charge',
    'payment_method',
  ] satisfies References<Stripe.PaymentIntent>[],
  charge: ['balance_transaction', 'customer', 'payment_intent'] satisfies References<Stripe.Charge>[],
  refund: [
    'balance_transaction',
    'charge',
    'failure_balance_transaction',
    'payment_intent',
  ] satisfies References<Stripe.Refund>[],
  dispute: ['charge', 'payment_intent'] satisfies References<Stripe.Dispute>[],
  balance_transaction: ['source'] satisfies References<Stripe.BalanceTransaction>[],
  subscription: [
    'customer',
    'default_payment_method',
    'latest_invoice',
  ] satisfies References<Stripe.Subscription>[],
  invoice: ['customer', 'default_payment_method'] satisfies References<Stripe.Invoice>[],
  invoice_payment: ['invoice'] satisfies References<Stripe.InvoicePayment>[],
  'invoice_payment.payment': ['payment_intent', 'charge'],
  'invoice.parent.subscription_details': ['subscription'],
  'customer.invoice_settings': ['default_payment_method'],
  'line_item.pricing.price_details': ['price'],
  line_item: ['subscription'] satisfies References<Stripe.InvoiceLineItem>[],
  price: ['product'] satisfies References<Stripe.Price>[],
  product: ['default_price'] satisfies References<Stripe.Product>[],
  payment_method: ['customer'] satisfies References<Stripe.PaymentMethod>[],
  'billing_portal.session': ['configuration'] satisfies References<Stripe.BillingPortal.Session>[],
}

type Node = Record<string, unknown>

/** The object as sent: a copy, with what is asked for made objects. */
export function expand(world: World, object: object, paths: string[] = []): object {
  const copy: Node = structuredClone(object) as Node
  for (const path of paths) {
    const steps = path.split('.')
    if (steps.length > 4)
      throw invalid(`You cannot expand more than 4 levels of a property. Property: ${path}`, 'expand')
    walk(world, copy, steps, { path, at: String(copy['object']), list: copy['object'] === 'list' })
  }
  return copy
}

interface Walk {
  path: string
  /** The kind of object and the way into it. */
  at: string
  list: boolean
}

function walk(world: World, node: Node, [step = '', ...rest]: string[], way: Walk): void {
  const value = openUp(world, node, step, way)
  if (rest.length === 0 || value === null) return
  const inside = Array.isArray(value) ? value : [value]
  for (const inner of inside)
    if (isNode(inner))
      walk(world, inner, rest, {
        ...way,
        at: typeof inner['object'] === 'string' ? inner['object'] : `${way.at}.${step}`,
      })
}

/** The field as an object, which it becomes where it is a reference. */
function openUp(world: World, node: Node, step: string, way: Walk): unknown {
  const value = node[step] ?? null
  if (references[way.at]?.includes(step)) {
    if (typeof value === 'string') node[step] = structuredClone(lookUp(world, value))
    return node[step] ?? null
  }
  const listed = included(world, way.at, node, step)
  if (listed !== undefined) {
    node[step] = structuredClone(listed)
    return node[step]
  }
  if (typeof value === 'object' && value !== null) return value
  const hint = way.list ? ` You may want to try expanding 'data.${way.path}' instead.` : ''
  throw invalid(`This property cannot be expanded (${way.path}).${hint}`, 'expand')
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null
}
