import type { World } from '../world.ts'
import { moment } from './life.ts'
import { StripeRefusal } from './refusal.ts'
import type { KeptAnswer } from './state.ts'

const day = 24 * 60 * 60

/** The answer this key has had already; null: none. Used for another request, or by one under way, it is refused. */
export function answered(
  world: World,
  key: string,
  { path, body }: { path: string; body: string },
): KeptAnswer | null {
  if (key.length > 255)
    throw refused(400, `Idempotency keys can be up to 255 characters long; yours has ${key.length}.`)
  if (world.stripe.inFlight.has(key))
    throw refused(
      409,
      `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
      'idempotency_key_in_use',
    )
  const kept = world.state.stripe.answers.get(key)
  if (!kept || kept.keptAt + day <= moment(world)) return null
  if (kept.path !== path)
    throw refused(
      400,
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${path}' does not match the first request's endpoint '${kept.path}'). Try using a key other than '${key}' if you meant to execute a different request.`,
    )
  if (kept.body !== body)
    throw refused(
      400,
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    )
  return kept
}

function refused(status: number, message: string, code?: string): StripeRefusal {
  const details = code === undefined ? {} : { code }
  return new StripeRefusal(status, message, { type: 'idempotency_error', ...details }, false)
}
