import type { Books } from './books.ts'
import { idIn } from './id.ts'
import { type CancelOrderResult, OrderCancellationEntity, OrderEntity } from './order.ts'
import { PaymentEntity } from './payment.ts'

/** The buyer does not want it after all. Saying so twice is fine; of a paid order, or another's, it changes nothing. */
export async function cancelOrder(
  books: Books,
  { personId, orderId }: { personId: number; orderId: string },
): Promise<CancelOrderResult> {
  const id = idIn(orderId)
  if (!id) return { kind: 'not_theirs' }
  return await books.orm.em.fork().transactional(async em => {
    const order = await em.findOne(OrderEntity, { id, person: personId })
    if (!order) return { kind: 'not_theirs' }
    if ((await em.count(PaymentEntity, { order: id })) > 0) return { kind: 'paid' }
    await em.upsert(
      OrderCancellationEntity,
      { order: id, canceledAt: books.now() },
      { onConflictFields: ['order'], onConflictAction: 'ignore' },
    )
    return { kind: 'canceled' }
  })
}
