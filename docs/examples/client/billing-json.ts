// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.

export interface PlanChoice {
  plan: string
  anyway?: boolean
}

export interface StarsInvoice {
  order_id: string
  invoice_url: string
  expires_at: string
  stacks_after: string | null
  beside: boolean
  recurring: boolean
  overlaps_until: string | null
}

export interface PlanRefused {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  request_id: string
  errors?: {
    field: string
    message: string
  }[]
  plans?: string[]
}

export interface Order {
  order_id: string
  plan: string
  plan_title: string
  status: 'open' | 'paid' | 'held' | 'canceled' | 'expired' | 'refunded'
  amount: number
  currency: string
  expires_at: string
}

export interface Invoice {
  id: string
  rail: 'stars' | 'card'
  description: string
  plan: string | null
  amount_due: number
  amount_paid: number
  amount_refunded: number
  currency: string
  status: 'paid' | 'past_due' | 'open' | 'draft' | 'canceled' | 'refunded'
  created_at: string
  refunded_at: string | null
  charge_id: string | null
  pdf_url: string | null
  hosted_url: string | null
}

export interface Invoices {
  items: Invoice[]
  next_cursor: string | null
}

export interface Subscription {
  tier: 'free' | 'paid'
  id: string | null
  plan: string | null
  plan_title: string | null
  status: string
  rail: 'stars' | 'card' | 'manual' | null
  current_period_start: string | null
  current_period_end: string | null
  cancel_at_period_end: boolean
  price: {
    amount: number
    currency: string
  } | null
  renews: boolean
  grace_until: string | null
  stopped_here: boolean
  pay_url: string | null
  parallel: {
    id: string | null
    plan: string | null
    plan_title: string | null
    status: string
    rail: 'stars' | 'card' | 'manual' | null
    current_period_start: string | null
    current_period_end: string | null
    cancel_at_period_end: boolean
    price: {
      amount: number
      currency: string
    } | null
    renews: boolean
    grace_until: string | null
    stopped_here: boolean
    pay_url: string | null
  }[]
  portal: boolean
}

export interface CheckoutChoice {
  plan: string
  anyway?: boolean
}

export interface Checkout {
  order_id: string
  session_id: string
  url: string
  expires_at: string
  stacks_after: string | null
  overlaps_until: string | null
}

export interface CheckoutRefused {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  request_id: string
  errors?: {
    field: string
    message: string
  }[]
  order_id?: string
}

export interface Link {
  url: string
}

export type SubscriptionChoice = {
  subscription_id?: string | null
} | null

export interface RenewalChanged {
  url: string | null
}
