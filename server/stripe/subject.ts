import type { Subject } from '../../db/billing.ts'

/** The object an event is about, of which only names are read. */
type Thing = Record<string, unknown>

/** An event as it came, in whatever API version the account has. */
export interface AnyEvent {
  type: string
  data: { object: object }
}

interface Named {
  subject: Subject
  /** Subjects of one key are read one at a time. */
  key: string
}

/**
 * What has to be read again because of an event; 'nothing' where nothing of ours follows, 'unknown' where we do not
 * know its type. Only names are taken from it, so that an event in another version, or a stale one, does no harm.
 *
 * A customer's subjects are read one at a time. A payment is read under its own id: it may have to wait for its fee,
 * and nobody's access waits with it.
 */
export function subjectOf({ type, data }: AnyEvent): Named | 'nothing' | 'unknown' {
  const thing = data.object as Thing
  const name = NAMERS.find(([prefix]) => type === prefix || type.startsWith(`${prefix}.`))?.[1]
  if (!name) return 'unknown'
  const subject = name(thing, type)
  if (!subject) return 'nothing'
  return { subject, key: keyOf(subject, thing) }
}

type Namer = (thing: Thing, type: string) => Subject | null

const nothing: Namer = () => null

/** The first that fits; those before it are exceptions to it. */
const NAMERS: [prefix: string, namer: Namer][] = [
  ['checkout.session', ({ id }) => subject('session', id)],
  ['customer.subscription', ({ id }) => subject('subscription', id)],
  ['customer.deleted', ({ id }) => subject('customer', id)],
  // A draft: nothing is owed yet. It is only acknowledged, and at once (case 80).
  ['invoice.created', nothing],
  // Of what is to come it has no id; of what is gone there is nothing to read.
  ['invoice.upcoming', nothing],
  ['invoice.deleted', nothing],
  [
    'invoice',
    invoice => subject('subscription', subscriptionOf(invoice)) ?? subject('invoice', invoice['id']),
  ],
  ['invoice_payment', ({ invoice }) => subject('invoice', named(invoice))],
  ['payment_intent', ({ id }) => subject('payment', id)],
  ['charge', ({ payment_intent }) => subject('payment', named(payment_intent))],
  ['refund', ({ payment_intent }) => subject('payment', named(payment_intent))],
  ['radar.early_fraud_warning', ({ payment_intent }) => subject('payment', named(payment_intent))],
]

function subject(kind: Subject['kind'], id: unknown): Subject | null {
  return typeof id === 'string' && id !== '' ? { kind, id } : null
}

function keyOf({ kind, id }: Subject, { customer }: Thing): string {
  return kind === 'payment' ? id : (named(customer) ?? id)
}

/** `parent.subscription_details.subscription`: where an invoice says what it bills, since 2025. */
function subscriptionOf({ parent }: Thing): string | null {
  const details = isThing(parent) ? parent['subscription_details'] : null
  return isThing(details) ? named(details['subscription']) : null
}

/** The id of what is given as an id, or whole. */
function named(thing: unknown): string | null {
  const id = isThing(thing) ? thing['id'] : thing
  return typeof id === 'string' ? id : null
}

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null
}
