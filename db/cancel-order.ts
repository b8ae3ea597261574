import type { Books } from './books.ts'
import { OrderCancellationEntity, OrderEntity } from './order.ts'
import { orderIdOf } from './settle-context.ts'

/** The buyer does not want it after all. Saying so twice is fine; saying so of another's order changes nothing. */
export async function cancelOrder(
  books: Books,
  { personId, orderId }: { personId: number; orderId: string },
): Promise<{ kind: 'canceled' } | { kind: 'not_theirs' }> {
  const id = orderIdOf(orderId)
  if (!id) return { kind: 'not_theirs' }
  return await books.orm.em.fork().transactional(async em => {
    const order = await em.findOne(OrderEntity, { id, person: personId })
    if (!order) return { kind: 'not_theirs' }
    await em.upsert(
      OrderCancellationEntity,
      { order: id, canceledAt: books.now() },
      { onConflictFields: ['order'], onConflictAction: 'ignore' },
    )
    return { kind: 'canceled' }
  })
}
