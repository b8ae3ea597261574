import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Config } from './config.ts'
import type { Billing } from './db/billing.ts'
import { pause } from './db/pause.ts'
import { createSender } from './server/outgoing/sender.ts'
import type { Started } from './stopping.ts'

/**
 * Tells other services what happens: every process delivers, and one at a time looks for what there is to tell. Nothing
 * where none are set.
 */
export async function tellServices(
  { outgoingWebhooks }: Pick<Config, 'outgoingWebhooks'>,
  common: { billing: Billing; registry: Registry; logger: Logger },
): Promise<Started[]> {
  if (!outgoingWebhooks) return []
  const { billing } = common
  const { deliver, stop } = createSender({ ...outgoingWebhooks, ...common })
  await billing.outgoing.work(deliver)
  const announcing = billing.lead('announcing', lost => keepAnnouncing(common, lost))
  return [
    { what: 'webhooks', stop },
    { what: 'announcing', stop: announcing.stop },
  ]
}

interface Announcing {
  billing: { outgoing: Pick<Billing['outgoing'], 'announce'> }
  logger: Logger
}

/** How often it is looked for what to tell; and when it is tried again after trouble. */
const PACE = { lookMs: 500, afterTroubleMs: 5000 }

/**
 * Looks for what other services are to be told, at once and twice a second, until the signal is raised; the books read
 * the clock each time, so one turned a month ahead is seen at once. Never rejects: trouble is logged, and the next look
 * is another try. For one process at a time.
 */
export async function keepAnnouncing(
  { billing, logger }: Announcing,
  signal: AbortSignal,
  pace = PACE,
): Promise<void> {
  while (!signal.aborted) {
    try {
      // There may be more than it looks at in one go.
      if ((await billing.outgoing.announce()) === 0) await pause(pace.lookMs, signal)
    } catch (error) {
      if (!signal.aborted)
        logger.error({ err: error }, 'looking for what to tell other services: tried again')
      await pause(pace.afterTroubleMs, signal)
    }
  }
}
