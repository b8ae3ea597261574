import type { Stripe } from 'stripe'
import type { Billing } from '../../db/billing.ts'
import { isStripe } from './trouble.ts'

interface Account {
  stripe: Stripe
  billing: Billing
  /** Whether money that moves with this key is real. */
  livemode: boolean
  now: () => Date
}

/**
 * Throws, and has admins told once a day, where the key opens another account than the one our customers are in: there
 * nothing of ours is found, and that says nothing. The last of them is asked for, since Stripe keeps the deleted too,
 * and a restricted key need not be allowed to say whose it is. While there are none, nothing can be amiss.
 */
export async function requireOurAccount({ stripe, billing, livemode, now }: Account): Promise<void> {
  const { latest } = await billing.cards.customerSpan(livemode)
  if (latest === null) return
  try {
    await stripe.customers.retrieve(latest)
  } catch (error) {
    if (!isStripe(error) || error.code !== 'resource_missing') throw error
    const detail = 'the account of STRIPE_SECRET_KEY has no such customer'
    const occasion = `account ${now().toISOString().slice(0, 10)}`
    await billing.cards.raise({ occasion, kind: 'wrong_account', id: latest, detail })
    throw new Error(`${detail}: ${latest}. Check that the key is of the account that this shop sells through`)
  }
}
