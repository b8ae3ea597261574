import type { Stripe } from 'stripe'
import { PROMPT } from './client.ts'

/** By this key of its metadata, a configuration is known to be ours; the value changes with what is in it. */
const MARK = { starpass: '1' }

/** What people may do there. To another plan they change by buying it: the books know what they were told it costs. */
const FEATURES = {
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true },
  subscription_cancel: { enabled: true, mode: 'at_period_end' },
  subscription_update: { enabled: false },
} satisfies Stripe.BillingPortal.ConfigurationCreateParams['features']

export interface Configuration {
  /** Rejects while Stripe does not answer, or refuses; the next call tries again. */
  id(): Promise<string>
  /** Stripe does not have it any more. */
  forget(): void
}

/** The portal's configuration: found, or made, once. Without one of its own, Stripe answers 400 to everybody (case 76). */
export function createConfiguration(stripe: Stripe): Configuration {
  let known: Promise<string> | null = null
  const forget = () => {
    known = null
  }
  return {
    forget,
    async id() {
      known ??= find(stripe)
      const found = known
      try {
        return await found
      } catch (error) {
        if (known === found) forget()
        throw error
      }
    },
  }
}

async function find(stripe: Stripe): Promise<string> {
  const ours = await findConfiguration(stripe)
  if (ours) return ours.id
  // Under no key of ours: a refusal would be kept under it for a day, also once its cause is mended. Two processes that
  // start together may make two, which are alike.
  const made = await stripe.billingPortal.configurations.create(
    { features: FEATURES, metadata: MARK, name: 'Starpass' },
    PROMPT,
  )
  return made.id
}

/** Ours, if Stripe has it; for whoever only looks. */
export async function findConfiguration(stripe: Stripe): Promise<Stripe.BillingPortal.Configuration | null> {
  const { data } = await stripe.billingPortal.configurations.list({ active: true, limit: 100 }, PROMPT)
  return data.find(({ metadata }) => metadata?.['starpass'] === MARK.starpass) ?? null
}
