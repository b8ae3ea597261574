import type { NewPrice } from './deeds/catalog.ts'
import type { DisputeWish } from './deeds/dispute.ts'
import type { InvoiceOutcome } from './deeds/invoice.ts'
import type { CheckoutOutcome } from './deeds/pay-checkout.ts'
import type { RefundWish } from './deeds/refund.ts'
import type * as face from './face.ts'
import type { StripeFault } from './life.ts'
import type * as state from './state.ts'

interface Calls {
  get: <T>(route: string, query?: Record<string, string | undefined>) => Promise<T>
  post: <T>(route: string, body: object) => Promise<T>
}

type Fields = Record<string, string>
type Done = { done: true }

/** Stripe's part of the control face as typed calls. Lists are narrowed by fields: `{ customer: 'cus_…' }`. */
export function stripeClient({ get, post }: Calls) {
  const list =
    <T>(name: string) =>
    (fields: Fields = {}) =>
      get<T[]>(`/stripe/${name}`, fields)
  const deed =
    <Wish extends object, Answer = Done>(name: string) =>
    (wish: Wish) =>
      post<Answer>(`/stripe/${name}`, wish)

  return {
    customers: list<state.Customer | state.DeletedCustomer>('customers'),
    prices: list<state.Price>('prices'),
    sessions: list<state.CheckoutSession>('sessions'),
    paymentIntents: list<state.PaymentIntent>('payment-intents'),
    charges: list<state.Charge>('charges'),
    refunds: list<state.Refund>('refunds'),
    disputes: list<state.Dispute>('disputes'),
    balanceTransactions: list<state.BalanceTransaction>('balance-transactions'),
    subscriptions: list<state.Subscription>('subscriptions'),
    invoices: list<state.Invoice>('invoices'),
    portalSessions: list<state.PortalSession>('portal-sessions'),
    events: list<state.StripeEvent>('events'),
    balance: () => get<face.BalanceView>('/stripe/balance'),

    addPrice: deed<NewPrice, state.Price>('add-price'),
    archivePrice: (price: string) => post<Done>('/stripe/archive-price', { price }),
    addCoupon: deed<face.NewCoupon, state.Coupon>('add-coupon'),
    settleIn: deed<face.Settlement>('settle-in'),

    payCheckout: deed<face.PayCheckout, CheckoutOutcome>('pay-checkout'),
    confirm3ds: deed<face.Confirm3ds, CheckoutOutcome>('confirm-3ds'),
    expireSession: (session: string) => post<Done>('/stripe/expire-session', { session }),
    settleDebit: deed<face.SettleDebit>('settle-debit'),
    payInvoice: deed<face.PayInvoice, InvoiceOutcome>('pay-invoice'),
    changeCard: deed<face.ChangeCard, state.PaymentMethod>('change-card'),
    cancelSubscription: deed<face.CancelSubscription>('cancel-subscription'),
    resumeSubscription: (subscription: string) => post<Done>('/stripe/resume-subscription', { subscription }),
    pauseSubscription: (subscription: string) => post<Done>('/stripe/pause-subscription', { subscription }),

    refund: deed<RefundWish, state.Refund>('refund'),
    endRefund: deed<face.EndRefund>('end-refund'),
    openDispute: deed<DisputeWish, state.Dispute>('open-dispute'),
    closeDispute: deed<face.CloseDispute>('close-dispute'),
    voidInvoice: (invoice: string) => post<Done>('/stripe/void-invoice', { invoice }),
    markUncollectible: (invoice: string) => post<Done>('/stripe/mark-uncollectible', { invoice }),
    deleteCustomer: (customer: string) => post<Done>('/stripe/delete-customer', { customer }),

    endpoints: () => get<face.EndpointView[]>('/stripe/endpoints'),
    setEndpoint: (endpoint: face.NewEndpoint) => post<face.EndpointView>('/stripe/endpoints', endpoint),
    /** Rules of the wire from now on, `{}` for none; or what of the held goes. */
    deliver: (wish: face.WireWish) => post<face.DeliveriesView>('/stripe/deliveries', wish),
    deliveries: (which: face.DeliveriesQuery = {}) =>
      get<face.DeliveriesView>('/stripe/deliveries', { event: which.event, type: which.type }),
    redeliver: (event: string) => post<state.StripeEvent>('/stripe/redeliver', { event }),
    /** What goes wrong with the next requests to the API, the first that fits first; `[]` ends it. */
    failRequests: (faults: StripeFault[]) => post<Done>('/stripe/faults', { faults }),
  }
}
