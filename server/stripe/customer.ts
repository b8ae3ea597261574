import { randomUUID } from 'node:crypto'
import type { Stripe } from 'stripe'
import type { Billing } from '../../db/billing.ts'
import { PROMPT } from './client.ts'
import { isReplayed, isStripe, OTHER_ACCOUNT, type Warn } from './trouble.ts'

/** Who a person is at Stripe: one customer each, kept in the books. */
export interface Customers {
  /** Their customer; made where there is none. However often and from wherever at once: one. */
  of(personId: number): Promise<string>
  /** Their customer, if there is one. */
  known(personId: number): Promise<string | null>
  /**
   * Stripe said that it has none of this id. If they were deleted there they are forgotten, and the next purchase makes
   * another (case 77). If not, an operator is told: forgetting everybody is no remedy for the wrong key.
   */
  wasDeleted(customerId: string): Promise<boolean>
}

export function createCustomers(of: {
  billing: Billing
  stripe: Stripe
  livemode: boolean
  logger: Warn
}): Customers {
  const { stripe, livemode, logger } = of
  const { cards } = of.billing
  return {
    async of(personId) {
      const { customerId, earlier } = await cards.customerOf({ personId, livemode })
      if (customerId) return customerId
      const key = `customer:${personId}:${earlier}`
      const made = await make(stripe, personId, key).catch(async error => {
        if (!isStripe(error) || !isReplayed(error)) throw error
        // A second one, if that trouble did make one, is nobody's: nothing is ever sold to it.
        return await make(stripe, personId, `${key}:${randomUUID()}`)
      })
      return await cards.keepCustomer({ personId, livemode, customerId: made.id })
    },
    known: async personId => (await cards.customerOf({ personId, livemode })).customerId,
    async wasDeleted(customerId) {
      if (await isDeleted(stripe, customerId)) {
        await cards.forgetCustomer(customerId)
        return true
      }
      logger.error({ customer: customerId }, `Stripe does not know a customer of ours. ${OTHER_ACCOUNT}`)
      return false
    },
  }
}

/** With nothing else of the person: what changed meanwhile must not make it another request under the same key. */
async function make(stripe: Stripe, personId: number, idempotencyKey: string): Promise<Stripe.Customer> {
  return await stripe.customers.create(
    { metadata: { person: String(personId) } },
    { ...PROMPT, idempotencyKey },
  )
}

/** Whoever was deleted stays as a stub that says so; where there is nothing at all, there never was anybody. */
async function isDeleted(stripe: Stripe, customerId: string): Promise<boolean> {
  try {
    return (await stripe.customers.retrieve(customerId, {}, PROMPT)).deleted === true
  } catch (error) {
    if (isStripe(error) && error.code === 'resource_missing') return false
    throw error
  }
}
