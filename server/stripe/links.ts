import type { Stripe } from 'stripe'
import { isLate, within } from '../within.ts'
import { isStripe, type Warn } from './trouble.ts'

/** An invoice whose links are old: the provider's go stale after some weeks. */
export interface Stale {
  id: string
  providerId: string
}

export interface Links {
  id: string
  hostedUrl: string | null
  pdfUrl: string | null
}

/** Old links mostly still work; a list is not worth a longer wait than this. */
const LIMIT_MS = 1500

/** The links as Stripe tells them now, asked for all at once; what it does not tell in time is left out. */
export async function freshLinks(stripe: Stripe, stale: Stale[], logger: Warn): Promise<Links[]> {
  const read = await Promise.all(stale.map(each => readLinks(stripe, each, logger)))
  return read.filter(links => links !== null)
}

async function readLinks(stripe: Stripe, { id, providerId }: Stale, logger: Warn): Promise<Links | null> {
  const once = { timeout: LIMIT_MS, maxNetworkRetries: 0 }
  try {
    const invoice = await within(LIMIT_MS, stripe.invoices.retrieve(providerId, {}, once))
    return { id, hostedUrl: invoice.hosted_invoice_url ?? null, pdfUrl: invoice.invoice_pdf ?? null }
  } catch (error) {
    if (!isStripe(error) && !isLate(error)) throw error
    logger.warn({ err: error, invoice: providerId }, 'the links of this invoice could not be renewed')
    return null
  }
}
