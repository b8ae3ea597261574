import type { Books } from './books.ts'
import { lockPerson } from './lock.ts'
import { OrderCancellationEntity, OrderEntity } from './order.ts'
import { PaymentEntity } from './payment.ts'
import { tellOnce } from './tell.ts'

/**
 * The money of an order did not come after all (case 65). The order is over, so that trying again is another one, and
 * the buyer is told, once. Money that comes for it all the same is honoured, and where it came already nothing failed.
 */
export async function recordFailedCheckout(books: Books, orderId: string): Promise<void> {
  await books.orm.em.fork().transactional(async em => {
    const order = await em.findOneOrFail(OrderEntity, orderId, { populate: ['planVersion'] })
    await lockPerson(em, order.person.id)
    if ((await em.count(PaymentEntity, { order: orderId })) > 0) return
    await em.upsert(
      OrderCancellationEntity,
      { order: orderId, canceledAt: books.now() },
      { onConflictFields: ['order'], onConflictAction: 'ignore' },
    )
    const { amount, currency, planVersion } = order
    const news = {
      kind: 'checkout_failed' as const,
      plan: planVersion.terms.title,
      price: { amount, currency },
    }
    await tellOnce(books, em, `checkout_failed ${orderId}`, [{ personId: order.person.id, news }])
  })
  books.jobs.wake('messages')
}
