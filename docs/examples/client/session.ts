// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.
import type { Operation } from './operation.ts'
import type { Exchange, Session, Token } from './session-json.ts'

export interface SessionPaths {
  '/api/v1/miniapp/renew': {
    /** Another token of the same session */
    post: Operation<{
      answers: {
        200: {
          'application/json': Token
        }
      }
      problems: 400 | 401 | 408 | 413 | 415 | 429 | '5XX'
    }>
  }
  '/api/v1/miniapp/logout': {
    /** Ends this session */
    post: Operation<{
      answers: {
        204: never
      }
      problems: 400 | 401 | 408 | 413 | 415 | 429 | '5XX'
    }>
  }
  '/api/v1/miniapp/logout-everywhere': {
    /** Ends all their sessions */
    post: Operation<{
      answers: {
        204: never
      }
      problems: 400 | 401 | 408 | 413 | 415 | 429 | '5XX'
    }>
  }
  '/api/v1/me/sessions': {
    /** Where they are signed in */
    get: Operation<{
      answers: {
        200: {
          'application/json': Session[]
        }
      }
      problems: 401 | 429 | '5XX'
    }>
  }
  '/api/v1/miniapp/exchange-initdata': {
    /** Signs in with what Telegram gave the Mini App */
    post: Operation<{
      body: Exchange
      answers: {
        200: {
          'application/json': Token
        }
      }
      problems: 400 | 401 | 408 | 413 | 415 | 422 | 429 | '5XX'
    }>
  }
}
