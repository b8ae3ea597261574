import type Stripe from 'stripe'
import type { Stored } from './stored.ts'

export type Customer = Stored<Stripe.Customer>
export type DeletedCustomer = Stored<Stripe.DeletedCustomer>
export type Product = Stored<Stripe.Product>
export type Price = Stored<Stripe.Price>
export type Coupon = Stored<Stripe.Coupon>
export type PaymentMethod = Stored<Stripe.PaymentMethod>
export type CheckoutSession = Stored<Stripe.Checkout.Session>
export type PaymentIntent = Stored<Stripe.PaymentIntent>
export type Charge = Stored<Stripe.Charge>
export type Refund = Stored<Stripe.Refund>
export type Dispute = Stored<Stripe.Dispute>
export type BalanceTransaction = Stored<Stripe.BalanceTransaction>
export type Subscription = Stored<Stripe.Subscription>
export type Invoice = Stored<Stripe.Invoice>
export type InvoicePayment = Stored<Stripe.InvoicePayment>
export type PortalConfiguration = Stored<Stripe.BillingPortal.Configuration>
export type PortalSession = Stored<Stripe.BillingPortal.Session>
export type WebhookEndpoint = Stored<Stripe.WebhookEndpoint>

/** An event; its object as it was in that moment. */
export type StripeEvent = Omit<Stored<Stripe.EventBase>, 'data'> & {
  data: { object: object; previous_attributes?: object }
}

/** Everything of Stripe's that survives a restart. Plain data and Maps only: it is saved as JSON. */
export interface StripeState {
  account: AccountSettings
  nextId: number
  customers: Map<string, Customer | DeletedCustomer>
  products: Map<string, Product>
  prices: Map<string, Price>
  coupons: Map<string, Coupon>
  /** The coupon of each discount. */
  discounts: Map<string, string>
  paymentMethods: Map<string, PaymentMethod>
  sessions: Map<string, CheckoutSession>
  /** What a checkout session sells, by its id: no field of the session says it. */
  carts: Map<string, Cart>
  paymentIntents: Map<string, PaymentIntent>
  charges: Map<string, Charge>
  refunds: Map<string, Refund>
  disputes: Map<string, Dispute>
  balanceTransactions: Map<string, BalanceTransaction>
  subscriptions: Map<string, Subscription>
  invoices: Map<string, Invoice>
  invoicePayments: Map<string, InvoicePayment>
  portalConfigurations: Map<string, PortalConfiguration>
  portalSessions: Map<string, PortalSession>
  webhookEndpoints: Map<string, WebhookEndpoint>
  events: Map<string, StripeEvent>
  /** Answers kept under their idempotency keys. */
  answers: Map<string, KeptAnswer>
  /** Charges whose balance transaction is still to come, and when it does, in seconds. */
  captures: Map<string, number>
  /** When each subscription was told that its trial will end, in seconds. */
  trialWarnings: Map<string, number>
}

/** How the account is set up, and how its bank and its customers' banks behave. */
interface AccountSettings {
  id: string
  /** The only key that is let in; `sk_live_…` makes everything live. */
  secretKey: string
  country: string
  /** What the balance is kept in; charges in another currency are converted. */
  currency: string
  /** How many of the balance's units one unit of a currency is worth; 1 for those not named. */
  rates: Record<string, number>
  /** As Stripe does since 2024: a charge's balance transaction comes a moment after the charge. */
  asyncCapture: boolean
  /** Seconds from a failed renewal to each further attempt. */
  retries: number[]
  /** What becomes of a subscription whose last attempt has failed. */
  afterRetries: 'cancel' | 'unpaid' | 'past_due'
}

export interface Cart {
  price: string
  quantity: number
  coupon: string | null
  trialDays: number | null
  trialEnd: number | null
  /** For the payment intent or the subscription. */
  metadata: Record<string, string>
  description: string | null
  /** The payment method whose bank is to be asked; null: none. */
  awaits: string | null
  /** The subscription that the first attempt to pay has made; null: none yet. */
  subscription: string | null
}

export interface KeptAnswer {
  path: string
  body: string
  status: number
  answer: object
  requestId: string
  /** In seconds. */
  keptAt: number
}

export type StripeOptions = { secretKey: string } & Partial<Omit<AccountSettings, 'id' | 'secretKey'>>

const day = 24 * 60 * 60

export function newStripeState(options?: StripeOptions): StripeState {
  return {
    account: {
      id: 'acct_1SandboxAccount',
      secretKey: '',
      country: 'US',
      currency: 'usd',
      rates: {},
      asyncCapture: true,
      retries: [3 * day, 5 * day, 7 * day],
      afterRetries: 'cancel',
      ...options,
    },
    nextId: 1,
    customers: new Map(),
    products: new Map(),
    prices: new Map(),
    coupons: new Map(),
    discounts: new Map(),
    paymentMethods: new Map(),
    sessions: new Map(),
    carts: new Map(),
    paymentIntents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    balanceTransactions: new Map(),
    subscriptions: new Map(),
    invoices: new Map(),
    invoicePayments: new Map(),
    portalConfigurations: new Map(),
    portalSessions: new Map(),
    webhookEndpoints: new Map(),
    events: new Map(),
    answers: new Map(),
    captures: new Map(),
    trialWarnings: new Map(),
  }
}
