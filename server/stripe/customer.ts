import type { Stripe } from 'stripe'
import type { Billing } from '../../db/billing.ts'
import { PROMPT } from './client.ts'

/** Who a person is at Stripe: one customer each, kept in the books. */
export interface Customers {
  /** Their customer; made where there is none. However often and from wherever at once: one. */
  of(personId: number): Promise<string>
  /** Their customer, if there is one. */
  known(personId: number): Promise<string | null>
  /** Stripe has it no longer (case 77): the next purchase makes another. */
  forget(customerId: string): Promise<void>
}

export function createCustomers(of: { billing: Billing; stripe: Stripe; livemode: boolean }): Customers {
  const { stripe, livemode } = of
  const { cards } = of.billing
  return {
    async of(personId) {
      const { customerId, earlier } = await cards.customerOf({ personId, livemode })
      if (customerId) return customerId
      // Nothing else of the person: what changed meanwhile must not make it another request under the same key.
      const made = await stripe.customers.create(
        { metadata: { person: String(personId) } },
        { ...PROMPT, idempotencyKey: `customer:${personId}:${earlier}` },
      )
      return await cards.keepCustomer({ personId, livemode, customerId: made.id })
    },
    known: async personId => (await cards.customerOf({ personId, livemode })).customerId,
    forget: customerId => cards.forgetCustomer(customerId),
  }
}
