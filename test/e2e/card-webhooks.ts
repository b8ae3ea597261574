import { STRIPE } from '../demo/stripe.ts'
import { sandboxClient } from '../sandbox/client.ts'
import type { Delivered } from '../sandbox/stripe/face.ts'
import { signatureOf } from '../sandbox/stripe/sign.ts'
import type { CardShop } from './card-shop.ts'

type Sealed = Pick<Delivered, 'payload' | 'signature'>

/** What somebody sends who read along: `first` and `last` of what Stripe brought, and the time, in seconds. */
interface Attempt {
  name: string
  send: (heard: { first: Delivered; last: Delivered; now: number }) => Sealed
  /** The last word of the problem's type; null: it is answered like any event. */
  problem: 'webhook-forged' | 'webhook-stale' | null
  counted: 'billing_webhook_invalid_sig_total' | 'billing_webhook_replay_block_total'
}

const forged = { problem: 'webhook-forged', counted: 'billing_webhook_invalid_sig_total' } as const
const stale = { problem: 'webhook-stale', counted: 'billing_webhook_replay_block_total' } as const

/** The id of an event that Stripe never brought. */
export const UNSEEN = 'evt_never_seen'

export const ATTEMPTS: Attempt[] = [
  {
    name: 'signed by somebody else',
    send: ({ last, now }) => sealed(unseen(last), now, 'whsec_of_somebody_else'),
    ...forged,
  },
  {
    name: 'another under the signature of a real one',
    send: ({ last }) => ({ ...last, payload: unseen(last) }),
    ...forged,
  },
  {
    name: 'the same, written anew',
    send: ({ last }) => ({ ...last, payload: JSON.stringify(JSON.parse(last.payload)) }),
    ...forged,
  },
  { name: 'a real one of a month ago', send: ({ first }) => first, ...stale },
  {
    name: 'one that never came, signed too long ago',
    send: ({ last, now }) => sealed(unseen(last), now - 301),
    ...stale,
  },
  {
    name: 'one that came a moment ago',
    send: ({ last, now }) => sealed(last.payload, now),
    problem: null,
    counted: 'billing_webhook_replay_block_total',
  },
]

/** As Stripe would send it now: signed, and not seen before. */
export const GENUINE: Attempt['send'] = ({ last, now }) => sealed(unseen(last), now)

/** Sends it to the shop; its answer. */
export async function attempt({ url, shop }: CardShop, send: Attempt['send']): Promise<Response> {
  const control = sandboxClient(url)
  const { delivered } = await control.stripe.deliveries()
  const [first, last] = [delivered.at(0), delivered.at(-1)]
  if (!first || !last) throw new Error('Stripe has brought nothing yet')
  const now = Math.floor(Date.parse((await control.clock()).now) / 1000)
  const { payload, signature } = send({ first, last, now })
  return await fetch(`${shop}/api/v1/stripe/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
    body: payload,
  })
}

function unseen({ event, payload }: Delivered): string {
  return payload.replace(event, UNSEEN)
}

function sealed(payload: string, at: number, secret = STRIPE.webhookSecret): Sealed {
  return { payload, signature: signatureOf(payload, [secret], at) }
}
