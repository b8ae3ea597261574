// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.
import type {
  Checkout,
  CheckoutChoice,
  CheckoutRefused,
  Invoices,
  Link,
  Order,
  PlanChoice,
  PlanRefused,
  RenewalChanged,
  StarsInvoice,
  Subscription,
  SubscriptionChoice,
} from './billing-json.ts'
import type { Operation } from './operation.ts'

export interface BillingPaths {
  '/api/v1/billing/stars-invoice': {
    /** An order, and the link that pays it with Stars */
    post: Operation<{
      body: PlanChoice
      answers: {
        201: {
          'application/json': StarsInvoice
        }
        400: {
          'application/problem+json': PlanRefused
        }
      }
      problems: 401 | 408 | 409 | 413 | 415 | 422 | 429 | '5XX'
    }>
  }
  '/api/v1/billing/orders/{id}': {
    /** What became of an order */
    get: Operation<{
      path: {
        id: string
      }
      answers: {
        200: {
          'application/json': Order
        }
      }
      problems: 400 | 401 | 404 | 414 | 422 | 429 | '5XX'
    }>
  }
  '/api/v1/billing/invoices': {
    /** What they paid or are to pay, newest first */
    get: Operation<{
      query?: {
        cursor?: string
      }
      answers: {
        200: {
          'application/json': Invoices
        }
      }
      problems: 401 | 422 | 429 | '5XX'
    }>
  }
  '/api/v1/billing/subscription': {
    /** What they have now, and what goes on beside it */
    get: Operation<{
      answers: {
        200: {
          'application/json': Subscription
        }
      }
      problems: 401 | 429 | '5XX'
    }>
  }
  '/api/v1/billing/checkout': {
    /** An order, and Stripe’s page that pays it by card */
    post: Operation<{
      body: CheckoutChoice
      answers: {
        201: {
          'application/json': Checkout
        }
        400: {
          'application/problem+json': PlanRefused
        }
        409: {
          'application/problem+json': CheckoutRefused
        }
      }
      problems: 401 | 408 | 413 | 415 | 422 | 429 | '5XX'
    }>
  }
  '/api/v1/billing/portal': {
    /** Stripe’s page to manage what they pay by card */
    post: Operation<{
      answers: {
        201: {
          'application/json': Link
        }
      }
      problems: 400 | 401 | 408 | 409 | 413 | 415 | 429 | '5XX'
    }>
  }
  '/api/v1/billing/subscription/cancel': {
    /** It renews no more; access stays to the end of what is paid */
    post: Operation<{
      body: SubscriptionChoice
      answers: {
        200: {
          'application/json': RenewalChanged
        }
      }
      problems: 400 | 401 | 408 | 409 | 413 | 415 | 422 | 429 | '5XX'
    }>
  }
  '/api/v1/billing/subscription/allow': {
    /** Takes back that a renewal was stopped here */
    post: Operation<{
      body: SubscriptionChoice
      answers: {
        200: {
          'application/json': RenewalChanged
        }
      }
      problems: 400 | 401 | 408 | 409 | 413 | 415 | 422 | 429 | '5XX'
    }>
  }
}
