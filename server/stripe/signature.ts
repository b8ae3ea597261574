import { Stripe } from 'stripe'

/** How far its time may be from ours, before or behind, in seconds: what was captured is of no use for longer. */
const WINDOW_SECONDS = 300

/** What came, and what it is judged by. */
export interface Sealed {
  /** The bytes as they came: written anew, they are others (case 62). */
  raw: Buffer
  header: string | undefined
  /** Every secret in rotation (case 64). */
  secrets: string[]
  now: Date
}

export type Unsealed =
  | { kind: 'event'; event: Stripe.Event }
  /** Nobody who knows a secret signed these bytes. */
  | { kind: 'forged' }
  /** Signed, but at another time than now: replayed, or one of the clocks is wrong (cases 57, 63). */
  | { kind: 'stale' }
  /** Signed, and no event with an object in it. */
  | { kind: 'unfit' }

/** Opens a webhook's body, if Stripe sealed it, and now. */
export function unseal(sealed: Sealed): Unsealed {
  const kinds = sealed.secrets.map(secret => unsealWith(secret, sealed))
  return kinds.find(({ kind }) => kind !== 'forged') ?? { kind: 'forged' }
}

/** Stripe's own check; what it accepts must also not be of the future, which it does not look at. */
function unsealWith(secret: string, { raw, header, now }: Sealed): Unsealed {
  const signedAt = timeIn(header)
  if (header === undefined || signedAt === null) return { kind: 'forged' }
  try {
    const event = Stripe.webhooks.constructEvent(raw, header, secret, WINDOW_SECONDS, undefined, +now)
    if (signedAt - +now / 1000 > WINDOW_SECONDS) return { kind: 'stale' }
    return isEvent(event) ? { kind: 'event', event } : { kind: 'unfit' }
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) return { kind: 'unfit' }
    return isSigned(secret, { raw, header }) ? { kind: 'stale' } : { kind: 'forged' }
  }
}

/** The one time the header names. With two, what is signed might be the one and what is judged the other. */
function timeIn(header: string | undefined): number | null {
  const times = (header ?? '').split(',').filter(part => part.startsWith('t='))
  const [time] = times
  return times.length === 1 && time && /^t=\d{1,12}$/.test(time) ? Number(time.slice(2)) : null
}

/** Whether the secret's owner signed it at all, whenever. */
function isSigned(secret: string, { raw, header }: { raw: Buffer; header: string }): boolean {
  try {
    Stripe.webhooks.constructEvent(raw, header, secret, 0)
    return true
  } catch (error) {
    return !(error instanceof Stripe.errors.StripeSignatureVerificationError)
  }
}

function isEvent(value: unknown): value is Stripe.Event {
  const { id, type, livemode, data } = (value ?? {}) as Partial<Stripe.Event>
  return (
    typeof id === 'string' &&
    typeof type === 'string' &&
    typeof livemode === 'boolean' &&
    typeof data?.object === 'object' &&
    data.object !== null
  )
}
