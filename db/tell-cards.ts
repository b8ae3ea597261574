import type { EntityManager } from '@mikro-orm/postgresql'
import type { Subscription } from './cards.ts'
import { DisputeEntity } from './dispute.ts'
import { InvoiceEntity } from './invoice.ts'
import type { StoryDispute, StoryInvoice } from './story.ts'
import { SubscriptionEntity, subscriptionsFrom } from './subscription.ts'

/** What of a person's story only cards know, oldest first. */

export async function subscriptionsIn(em: EntityManager, person: number): Promise<Subscription[]> {
  const rows = await em.find(
    SubscriptionEntity,
    { person },
    { populate: ['planVersion'], orderBy: { createdAt: 'asc', id: 'asc' } },
  )
  return await subscriptionsFrom(em, rows)
}

export async function invoicesOf(em: EntityManager, person: number): Promise<StoryInvoice[]> {
  const rows = await em.find(InvoiceEntity, { person }, { orderBy: { createdAt: 'asc', id: 'asc' } })
  return rows.map(({ id, rail, providerId, status, amountDue, amountPaid, currency, createdAt }) => {
    return { invoiceId: id, rail, providerId, status, amountDue, amountPaid, currency, createdAt }
  })
}

/** By the id of the payment. */
export async function disputesOf(em: EntityManager, person: number): Promise<Map<string, StoryDispute[]>> {
  const rows = await em.find(
    DisputeEntity,
    { payment: { person } },
    { orderBy: { openedAt: 'asc', id: 'asc' } },
  )
  const told = rows.map(({ id, providerId, status, stand, reason, amount, currency, openedAt, payment }) => {
    const price = { amount, currency }
    return {
      paymentId: payment.id,
      story: { disputeId: id, providerId, status, stand, reason, price, openedAt },
    }
  })
  return new Map(
    Map.groupBy(told, ({ paymentId }) => paymentId)
      .entries()
      .map(([paymentId, group]) => [paymentId, group.map(({ story }) => story)]),
  )
}
