import { seconds, type World } from '../world.ts'

/** What of Stripe's lives only as long as the process. */
export interface StripeLife {
  /** The moment, in seconds, that is being made up for; null: now. */
  moment: number | null
  /** Idempotency keys of requests that are not answered yet. */
  inFlight: Set<string>
  /** What goes wrong with requests to come; the first that fits strikes once. */
  faults: StripeFault[]
  /** The id of the request that is being worked, and its idempotency key; null: nobody asked. */
  request: { id: string; idempotency_key: string | null } | null
}

/** `cut`: never arrives. `dropped`: happens, and is not answered. The others are refused, and nothing happens. */
export interface StripeFault {
  kind: 'cut' | 'dropped' | 'too_many' | 'internal'
  method: string
  /** How the path begins, such as `/v1/refunds`. */
  path: string
}

export function newStripeLife(): StripeLife {
  return { moment: null, inFlight: new Set(), faults: [], request: null }
}

/** The moment it is for Stripe, in seconds: of what was due earlier, the moment it was due. */
export function moment(world: World): number {
  return world.stripe.moment ?? seconds(world.now())
}
