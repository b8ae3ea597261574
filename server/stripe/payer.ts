import type { Order } from '../../db/billing.ts'
import { type Desk, type Foreign, idOf } from './reading.ts'

/** Whose money it is, and what for. */
export interface Payer {
  personId: number
  /** As its metadata says; empty where they say nothing. It need not be an order of ours. */
  reference: string
  order: Order | null
}

/** What carries our words: `person` and `order`, put there when a checkout is opened. */
interface Marked {
  metadata: Record<string, string> | null
  customer: string | { id: string } | null
}

/** Whose it is: by its own metadata, else by its customer (case 61); null: nothing of ours (it has no mark of ours). */
export async function payerOf({ billing }: Desk, { metadata, customer }: Marked): Promise<Payer | null> {
  const reference = metadata?.['order'] ?? ''
  const order = reference === '' ? null : await billing.cards.orderBy(reference)
  const customerId = idOf(customer)
  const personId =
    personIn(metadata?.['person']) ??
    order?.personId ??
    (customerId === null ? null : await billing.cards.payerOf(customerId))
  return personId === null ? null : { personId, reference, order }
}

function personIn(text: string | undefined): number | null {
  const id = Number(text)
  return Number.isSafeInteger(id) && id > 0 ? id : null
}

/**
 * Money that came to this account and is nobody's we know: an operator is told, and nothing is booked. Not again where it
 * was told among others, and is a line of the statement.
 */
export async function reportForeign(desk: Desk, id: string, detail: string): Promise<void> {
  if (desk.foreign) desk.foreign.push({ id, detail })
  else if ((await desk.billing.cards.unfinished([id])).length > 0) await tellOfForeign(desk, [{ id, detail }])
}

/** One alarm for all of these, however many they are: an account that sold before it was ours may have thousands. */
export async function tellOfForeign({ billing }: Desk, foreign: Foreign[]): Promise<void> {
  const [first, ...others] = new Map(foreign.map(each => [each.id, each])).values()
  if (!first) return
  const { id, detail } = first
  const more = others.length > 0 ? ` (+ ${others.length})` : ''
  await billing.cards.raise({
    ...{ occasion: `foreign ${id}${more}`, kind: 'foreign_charge', id },
    detail: `${detail}${more}`,
  })
}
