// Written by `npm run client` out of /openapi.json: change the schemas of the routes instead.
import type { Operation } from './operation.ts'
import type { Plan, Shop } from './shop-json.ts'

export interface ShopPaths {
  '/api/v1/catalog': {
    /** What is on sale, in the order of the shop */
    get: Operation<{
      answers: {
        200: {
          'application/json': Plan[]
        }
      }
      problems: 429 | '5XX'
    }>
  }
  '/api/v1/shop': {
    /** Where the shop is found, and its terms */
    get: Operation<{
      answers: {
        200: {
          'application/json': Shop
        }
      }
      problems: 429 | '5XX'
    }>
  }
  '/return/{from}': {
    /** Where Stripe leads back to: a page that leads into Telegram */
    get: Operation<{
      path: {
        from: string
      }
      query?: {
        language?: string
      }
      answers: {
        200: {
          'text/html': string
        }
      }
      problems: 400 | 404 | 414 | 422 | 429 | '5XX'
    }>
  }
}
