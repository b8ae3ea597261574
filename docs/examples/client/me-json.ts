// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.

export interface Me {
  telegram_id: number
  first_name: string
  last_name: string | null
  username: string | null
  language: string | null
  telegram_language: string | null
  time_zone: string | null
}

export interface MeChange {
  language?: string | null
  time_zone?: string
}

export interface OwnEntitlement {
  key: string
  plan: string
  active: boolean
  starts_at: string
  ends_at: string | null
  source: 'stars' | 'card' | 'manual'
  in_grace: boolean
  grants: {
    plan: string
    plan_title: string
    source: 'stars' | 'card' | 'manual'
    starts_at: string
    ends_at: string | null
  }[]
  plan_title: string
}
