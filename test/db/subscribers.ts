import type { Order, SubscriptionState } from '../../db/billing.ts'
import type { TestBooks } from '../support/books.ts'
import { aSubscriber, monthsAfter, recordState } from '../support/card-sale.ts'
import { someone } from '../support/sale.ts'

/** People who pay by the month, and what their provider says of them. */
export function subscribersIn(books: TestBooks) {
  return {
    record: (order: Order, changes: Partial<SubscriptionState> = {}) => recordState(books, order, changes),
    async subscriber(planCode = 'care', personId?: number) {
      const id = personId ?? (await someone(books))
      const { order } = await aSubscriber(books, id, planCode)
      return { personId: id, order, endsAt: monthsAfter(order.createdAt, 1) }
    },
  }
}
