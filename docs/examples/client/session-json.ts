// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.

export interface Token {
  access_token: string
  token_type: 'bearer'
  expires_in: number
}

export interface Session {
  id: string
  begun_at: string
  seen_at: string
  current: boolean
}

export interface Exchange {
  init_data: string
}
