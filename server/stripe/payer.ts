import type { Order } from '../../db/billing.ts'
import { type Desk, idOf } from './reading.ts'

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

/** Money that came to this account and is nobody's we know: an operator is told, and nothing is booked. */
export async function reportForeign({ billing }: Desk, id: string, detail: string): Promise<void> {
  await billing.cards.raise({ occasion: `foreign ${id}`, kind: 'foreign_charge', id, detail })
}
