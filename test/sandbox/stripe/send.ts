import { seconds } from '../world.ts'
import type { Delivered } from './face.ts'
import { signatureOf } from './sign.ts'
import type { Waiting } from './webhook-state.ts'

const longestAnswer = 2000

/** One attempt to deliver an event, signed at this moment; redirects are not followed. Tells what came of it. */
export async function send(
  { url, secrets }: { url: string; secrets: readonly string[] },
  { event, payload, tries }: Waiting,
  now: Date,
  signal: AbortSignal,
): Promise<Delivered> {
  const signature = signatureOf(payload, secrets, seconds(now))
  const tried = { event: event.id, type: event.type, url, attempt: tries, at: now.toISOString() }
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    'stripe-signature': signature,
  }
  try {
    const answer = await fetch(url, { method: 'POST', headers, body: payload, redirect: 'manual', signal })
    const body = (await answer.text()).slice(0, longestAnswer)
    return { ...tried, status: answer.status, answer: body, payload, signature }
  } catch (error) {
    // Nobody there, a hang-up, silence: all of them are an event that was not taken.
    return { ...tried, status: null, answer: reasonOf(error), payload, signature }
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
