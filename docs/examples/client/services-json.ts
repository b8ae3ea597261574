// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.

export interface Denied {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  request_id: string
  reason: 'none' | 'ended' | 'not_sold'
  upgrade_url: string | null
}

export interface KeySet {
  keys: {
    kid: string
    kty: string
    alg: string
    use: string
    [name: string]: string
  }[]
}
