import { Stripe } from 'stripe'
import { type Answering, watchAnswers } from './health.ts'

/** How Stripe is reached. */
export interface StripeAccess {
  secretKey: string
  /** The API server, without a path: Stripe's own, or one that plays it. */
  apiRoot: string
}

/** Work that nobody waits for may take this long; what a person waits for says less (`PROMPT`). */
const TIMEOUT_MS = 20_000

/** For what a person waits for: with one repetition and two such calls, still inside ten seconds. */
export const PROMPT = { timeout: 3500, maxNetworkRetries: 1 }

/**
 * The way to Stripe, and how it answers on it. The API version is the one the SDK is written for, whatever the account
 * has: the shape of what is read never changes under us.
 */
export function createStripe({ secretKey, apiRoot }: StripeAccess): { stripe: Stripe } & Answering {
  const { protocol, hostname, port } = new URL(apiRoot)
  const isHttp = protocol === 'http:'
  const { httpClient, health } = watchAnswers()
  const stripe = new Stripe(secretKey, {
    apiVersion: Stripe.API_VERSION,
    host: hostname,
    port: port || (isHttp ? 80 : 443),
    protocol: isHttp ? 'http' : 'https',
    httpClient,
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 2,
    telemetry: false,
    appInfo: { name: 'Starpass' },
  })
  return { stripe, health }
}

/** Whether money that moves with this key is real. What is told of the other mode is not for us (case 79). */
export function isLive({ secretKey }: StripeAccess): boolean {
  return /^[sr]k_live_/.test(secretKey)
}
