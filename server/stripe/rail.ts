import type { Stripe } from 'stripe'
import type {
  Billing,
  PlanTerms,
  RefundAnswer,
  RefundDue,
  RenewalAnswer,
  RenewalDue,
} from '../../db/billing.ts'
import { changeRenewal } from './change-renewal.ts'
import { createCheckout } from './checkout.ts'
import { createCustomers } from './customer.ts'
import { endRenewal } from './end-renewal.ts'
import { createGiveBack } from './give-back.ts'
import type { Answering } from './health.ts'
import { freshLinks, type Links, type Stale } from './links.ts'
import type { CardOffer, CheckoutRequest } from './offer.ts'
import { createPortal, type PortalOffer, type PortalRequest } from './portal.ts'
import type { Prices } from './prices.ts'
import type { Warn } from './trouble.ts'

export type { PortalOffer } from './portal.ts'

/** What goes out to Stripe. What comes in is read by `bring.ts`; neither decides anything about access. */
export interface CardRail extends Answering {
  /** The page that sells this plan to this person, or why there is none. Grants nothing. */
  checkout(request: CheckoutRequest): Promise<CardOffer>
  /** The page where they manage what they pay by card. */
  portal(request: PortalRequest): Promise<PortalOffer>
  /** The same, where it is to end the renewal of their card subscription. */
  cancel(request: PortalRequest): Promise<PortalOffer>
  /** Carries out a refund that the books owe. Rejects where it is to be asked again; then it is done once all the same. */
  giveBack(due: RefundDue): Promise<RefundAnswer>
  /** Has what this refund took back wholly renew no more, if it was the last that was paid. Asked again, changes nothing. */
  endRenewal(due: RefundDue): Promise<void>
  /** Has a subscription end with its period, or go on after it. Asked again, changes nothing; rejects where it is to be. */
  changeRenewal(due: RenewalDue): Promise<RenewalAnswer>
  /** Whether what is bought by card renews by itself; null while Stripe has not told, and then it is not sold by card. */
  renews(plan: PlanTerms): boolean | null
  /** Whether Stripe knows them as a customer, so that there is something to manage. */
  hasHistory(personId: number): Promise<boolean>
  /** The links of these invoices as they are now; of those that Stripe did not tell in time, none. */
  links(stale: Stale[]): Promise<Links[]>
  /** Makes sure that there is a portal; what stands in the way is logged. Never rejects. */
  ready(): Promise<void>
}

export interface RailDependencies {
  billing: Billing
  stripe: Stripe
  health: Answering['health']
  prices: Prices
  /** Whether money that moves with this key is real. */
  livemode: boolean
  /** Where the world reaches us, without a slash at the end. */
  publicUrl: string
  logger: Warn
  now: () => Date
}

/** The card rail of this process, over one SDK. */
export function createCardRail(dependencies: RailDependencies): CardRail {
  const { stripe, prices, health, logger } = dependencies
  const customers = createCustomers(dependencies)
  const { open, cancel, ready } = createPortal({ ...dependencies, customers })
  return {
    checkout: createCheckout({ ...dependencies, customers }),
    portal: open,
    cancel,
    giveBack: createGiveBack(dependencies),
    endRenewal: ({ chargeId }) => endRenewal(chargeId, dependencies),
    changeRenewal: due => changeRenewal(dependencies, due),
    renews: prices.renews,
    hasHistory: async personId => (await customers.known(personId)) !== null,
    links: stale => freshLinks(stripe, stale, logger),
    ready,
    health,
  }
}
