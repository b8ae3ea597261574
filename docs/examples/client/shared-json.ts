// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.

export interface Problem {
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
}

export interface Entitlement {
  key: string
  plan: string
  active: boolean
  starts_at: string
  ends_at: string | null
  source: 'stars' | 'card' | 'manual'
  in_grace: boolean
  grants: {
    plan: string
    source: 'stars' | 'card' | 'manual'
    starts_at: string
    ends_at: string | null
  }[]
}

export interface ToldEntitlement {
  key: string
  plan: string
  active: boolean
  starts_at: string
  ends_at: string | null
  source: 'stars' | 'card' | 'manual'
  in_grace: boolean
}

export interface AccessEvent {
  type: 'access.granted' | 'access.extended' | 'access.shortened' | 'access.ended'
  timestamp: string
  data: {
    telegram_id: number
    sequence: number
    entitlement: ToldEntitlement
  }
}

export interface ToldPayment {
  id: string
  rail: 'stars' | 'card'
  charge_id: string
  order_id: string | null
  plan: string | null
  amount: number
  currency: string
  paid_at: string
}

export interface PaymentEvent {
  type: 'payment.settled'
  timestamp: string
  data: {
    telegram_id: number
    sequence: number
    payment: ToldPayment
  }
}

export interface RefundEvent {
  type: 'payment.refunded' | 'payment.refund_failed'
  timestamp: string
  data: {
    telegram_id: number
    sequence: number
    payment: ToldPayment
    refund: {
      id: string
      amount: number
      currency: string
    }
    amount_refunded: number
  }
}
