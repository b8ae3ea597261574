import type { World } from '../world.ts'
import { StripeRefusal } from './refusal.ts'

/** What goes wrong with this request, if anything; refusals are thrown. Each fault strikes once. */
export function strike(
  { stripe: { faults } }: World,
  method: string,
  path: string,
): 'cut' | 'dropped' | null {
  const at = faults.findIndex(fault => fault.method === method && path.startsWith(fault.path))
  const [fault] = at < 0 ? [] : faults.splice(at, 1)
  switch (fault?.kind) {
    case undefined:
      return null
    case 'too_many':
      throw new StripeRefusal(429, 'Too many requests hit the API too quickly.', { code: 'rate_limit' })
    case 'internal':
      throw new StripeRefusal(500, 'An unknown error occurred', { type: 'api_error' })
    case 'cut':
    case 'dropped':
      return fault?.kind ?? null
  }
}
