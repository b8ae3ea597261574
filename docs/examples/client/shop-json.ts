// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.

export interface Plan {
  code: string
  title: string
  description: string
  features: string[]
  entitlements: string[]
  max_devices: number
  period: string
  grace_days: number
  goods: 'digital' | 'physical' | 'service'
  stars: {
    amount: number
    currency: string
    recurring: boolean
  } | null
  card: {
    amount: number
    currency: string
    recurring: boolean
  } | null
}

export interface Shop {
  bot_url: string | null
  support_contact: string | null
  terms_url: string | null
  privacy_url: string | null
  languages: string[]
}
