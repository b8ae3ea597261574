// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.

export interface Live {
  status: 'ok'
}

export interface Ready {
  ready: boolean
  database: 'ok' | 'down'
  schema: 'current' | 'behind' | 'unknown'
  providers: {
    [name: string]: 'ok' | 'trouble' | 'unknown'
  }
}

export interface NotReady {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  request_id: string
  ready: boolean
  database: 'ok' | 'down'
  schema: 'current' | 'behind' | 'unknown'
  providers: {
    [name: string]: 'ok' | 'trouble' | 'unknown'
  }
}
