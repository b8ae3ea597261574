import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Billing, deviceIdIn } from '../db/billing.ts'
import { addressOf } from './address.ts'
import type { App } from './frame.ts'
import { createLimit } from './limit.ts'
import { problem } from './problem.ts'

/** A device that has proved itself, and whose it is. */
interface Holder {
  deviceId: string
  personId: number
}

/** What asks, for as long as the request lives. */
const HOLDERS = new WeakMap<FastifyRequest, Holder>()

/** Of one device: once a second. */
const ASKS_A_MINUTE = 60
/** From one address, where many may live. */
const FAILURES_A_MINUTE = 300

/**
 * A hook that lets in a device by its own secret, as often as one may ask, names it in the log, and answers 401 to
 * anything else, always in the same words: whether there ever was such a device is nobody's business. It is counted by
 * the id in the secret before the books are asked, and what has not the shape of a secret never gets to them. What fails
 * counts for its address too; however much of it there was, a secret that is right is let in. Routes behind it ask
 * `deviceOf` which it is.
 */
export function requireDevice(app: App, { devices }: Billing) {
  const asks = createLimit(app, {
    ...{ name: 'device', perMinute: ASKS_A_MINUTE },
    by: request => secretIn(request)?.deviceId ?? '',
  })
  const failures = createLimit(app, { name: 'device-unknown', perMinute: FAILURES_A_MINUTE, by: addressOf })
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const secret = secretIn(request)
    if (secret && (await asks.refuses(request, reply))) return
    const holder = secret && (await devices.holder(secret.text))
    if (holder) {
      request.log = request.log.child({ person_id: holder.personId, device_id: holder.deviceId })
      HOLDERS.set(request, holder)
      return
    }
    if (await failures.refuses(request, reply)) return
    reply.header('www-authenticate', 'Bearer realm="starpass"')
    const detail = 'Send the secret of a registered device: Authorization: Bearer <secret>.'
    await reply.send(problem(reply, { status: 401, kind: 'device', detail }))
  }
}

/** What the request brings, where it has the shape of a secret, and the device it speaks for. */
function secretIn({ headers }: FastifyRequest): { text: string; deviceId: string } | null {
  const text = /^bearer +([\w-]{1,100})$/i.exec(headers.authorization ?? '')?.[1] ?? ''
  const deviceId = deviceIdIn(text)
  return deviceId === null ? null : { text, deviceId }
}

/** The device this request came from. Only behind `requireDevice`. */
export function deviceOf(request: FastifyRequest): Holder {
  const holder = HOLDERS.get(request)
  if (!holder) throw new Error(`${request.routeOptions.url} asks for no device`)
  return holder
}
