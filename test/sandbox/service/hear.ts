import type { IncomingHttpHeaders } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { tell, type World } from '../world.ts'
import type { EventData, HeardEvent } from './face.ts'
import type { ServiceState } from './state.ts'

/** More than anyone looks at. */
const KEPT = 200

/** What a delivery is answered with. What is not signed, or signed long ago, is not read. */
export function hear(
  world: World,
  secret: string,
  delivery: { body: string; headers: IncomingHttpHeaders },
): 204 | 401 | 503 {
  const { service } = world.state
  if (service.away) return 503
  const { body, headers } = delivery
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>, { jsonParse: false })
  } catch {
    service.unsigned++
    return 401
  }
  const { type, timestamp, data } = JSON.parse(body) as Pick<HeardEvent, 'type' | 'timestamp' | 'data'>
  const id = String(headers['webhook-id'])
  const before = service.heard.get(id)
  if (before) before.times++
  else {
    service.heard.set(id, { id, type, timestamp, heard_at: world.now().toISOString(), times: 1, data })
    for (const [oldest] of [...service.heard].slice(0, -KEPT)) service.heard.delete(oldest)
    fold(service, type, data)
  }
  tell(world, data.telegram_id)
  return 204
}

/**
 * What somebody may use is what the newest event says. They come in order, except one that was given up and is sent again
 * by hand: that is older than what was heard since.
 */
function fold({ known }: ServiceState, type: string, data: EventData): void {
  const { telegram_id, sequence, entitlement } = data
  if (!entitlement) return
  const { key, plan, starts_at, ends_at, in_grace } = entitlement
  const name = `${telegram_id} ${key}`
  const before = known.get(name)
  if (before && sequence <= before.sequence) return
  const isOpen = type !== 'access.ended'
  known.set(name, { telegram_id, key, plan, starts_at, ends_at, in_grace, isOpen, sequence })
}
