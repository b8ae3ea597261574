import type { Stripe } from 'stripe'
import type { Billing } from '../../db/billing.ts'
import { isLate, within } from '../within.ts'
import { PROMPT } from './client.ts'
import type { Customers } from './customer.ts'
import { type Configuration, createConfiguration } from './portal-configuration.ts'
import { localeOf, returnUrl } from './session.ts'
import { isMissing, isStripe, report, type Warn } from './trouble.ts'

export interface PortalRequest {
  personId: number
  language: string | null
  /** Ours, of the one whose renewal is to end; absent: the first that renews. */
  subscriptionId?: string
}

export type PortalOffer =
  /** Stripe's page; it lives for minutes. */
  | { kind: 'opened'; url: string }
  /** They have never paid by card, or Stripe has forgotten them (case 77). */
  | { kind: 'no_card_history' }
  /** No subscription of theirs renews by card. */
  | { kind: 'nothing_to_cancel' }
  /** As in a checkout; also when Stripe has no portal for us (case 76). */
  | { kind: 'unavailable' }

interface Needs {
  billing: Billing
  stripe: Stripe
  customers: Customers
  publicUrl: string
  logger: Warn
}

/** A person waits for it. */
const LIMIT_MS = 8000

type Flow = NonNullable<Stripe.BillingPortal.SessionCreateParams['flow_data']>

/** Stripe's own page where people see their invoices, change the card and end or resume a subscription. */
export function createPortal(needs: Needs): {
  open(request: PortalRequest): Promise<PortalOffer>
  cancel(request: PortalRequest): Promise<PortalOffer>
  ready(): Promise<void>
} {
  const configuration = createConfiguration(needs.stripe)
  const known = { ...needs, configuration }
  return {
    open: request => answered(needs, openFor(known, request)),
    cancel: request => answered(needs, cancel(known, request)),
    async ready() {
      try {
        await configuration.id()
      } catch (error) {
        if (!isStripe(error)) throw error
        report(
          needs.logger,
          error,
          'no customer portal: nobody can manage what they pay by card. It is tried again when asked for',
        )
      }
    },
  }
}

interface Known extends Needs {
  configuration: Configuration
}

async function openFor(known: Known, request: PortalRequest): Promise<PortalOffer> {
  const customer = await known.customers.known(request.personId)
  return customer ? await open(known, customer, request) : { kind: 'no_card_history' }
}

async function open(
  known: Known,
  customer: string,
  { language }: PortalRequest,
  flow?: Flow,
): Promise<PortalOffer> {
  const { stripe, customers, configuration, publicUrl } = known
  const sessionBy = (configurationId: string) =>
    stripe.billingPortal.sessions.create(
      {
        customer,
        configuration: configurationId,
        return_url: returnUrl(publicUrl, 'portal', language),
        locale: localeOf(language),
        ...(flow && { flow_data: flow }),
      },
      PROMPT,
    )
  try {
    const { url } = await sessionBy(await configuration.id()).catch(async error => {
      if (!isMissing(error, 'configuration')) throw error
      configuration.forget()
      return await sessionBy(await configuration.id())
    })
    return { kind: 'opened', url }
  } catch (error) {
    if (!isMissing(error, 'customer')) throw error
    return { kind: (await customers.wasDeleted(customer)) ? 'no_card_history' : 'unavailable' }
  }
}

async function cancel(known: Known, request: PortalRequest): Promise<PortalOffer> {
  const subscriptions = await known.billing.cards.subscriptionsOf(request.personId)
  const { subscriptionId: meant } = request
  const renewing = subscriptions.find(
    ({ id, rail, renews, cancelAt }) => rail === 'card' && renews && !cancelAt && id === (meant ?? id),
  )
  if (!renewing) return { kind: 'nothing_to_cancel' }
  const back = returnUrl(known.publicUrl, 'portal', request.language)
  // Its own customer: whoever was deleted and came back is another one since.
  const { customer } = await known.stripe.subscriptions.retrieve(renewing.providerId, {}, PROMPT)
  return await open(known, typeof customer === 'string' ? customer : customer.id, request, {
    type: 'subscription_cancel',
    subscription_cancel: { subscription: renewing.providerId },
    after_completion: { type: 'redirect', redirect: { return_url: back } },
  })
}

async function answered({ logger }: Needs, offer: Promise<PortalOffer>): Promise<PortalOffer> {
  try {
    return await within(LIMIT_MS, offer)
  } catch (error) {
    if (isStripe(error)) report(logger, error, 'no page of the customer portal')
    else if (isLate(error)) logger.warn({ err: error }, 'Stripe took too long to open the customer portal')
    else throw error
    return { kind: 'unavailable' }
  }
}
