import { type Api, GrammyError } from 'grammy'
import type { Logger } from 'pino'
import { UPDATE_TYPES } from './counting.ts'
import type { BotParts } from './dependencies.ts'
import { registerDefaults, registerOwnMenus } from './menus.ts'
import { persist } from './persist.ts'
import { trouble } from './trouble.ts'

/** How updates reach this process. */
export type Updates = { kind: 'polling' } | { kind: 'webhook'; address: string; secret: string }

/** The most Telegram sends at the same time; any number of ours fits into one commit. */
const MAX_CONNECTIONS = 100

/**
 * Tells Telegram where updates go: to `getUpdates`, taking down a webhook that may be left over and keeping what waits
 * in it; or to a webhook, which is then asked about and must be as it was told.
 */
export async function direct(api: Api, updates: Updates, logger: Logger): Promise<void> {
  if (updates.kind === 'polling') await persist(() => api.deleteWebhook(), logger)
  else await setWebhook(api, updates, logger)
}

/** Tells Telegram the menus: everybody's, and those of admins. It may take its time: nothing waits for them. */
export async function registerMenus(
  api: Api,
  parts: Pick<BotParts, 'texts' | 'logger' | 'billing' | 'adminIds' | 'appUrl'>,
  stop: AbortSignal,
): Promise<void> {
  const registration = { ...parts, api, stop }
  try {
    await registerDefaults(registration)
    const admins = await Promise.all(parts.adminIds.map(id => parts.billing.findPeople(String(id))))
    for (const admin of admins.flat()) await registerOwnMenus(registration, admin)
  } catch (error) {
    parts.logger.error(trouble(error), 'menus not registered; the next start will')
  }
}

/** The whole list of updates, always: the last one Telegram was given stays in force, whoever gave it (case 49). */
async function setWebhook(
  api: Api,
  { address, secret }: Extract<Updates, { kind: 'webhook' }>,
  logger: Logger,
): Promise<void> {
  const how = { secret_token: secret, max_connections: MAX_CONNECTIONS, allowed_updates: UPDATE_TYPES }
  await persist(() => api.setWebhook(address, how), logger).catch(error => explain(error, address))
  const { url, allowed_updates: sent } = await persist(() => api.getWebhookInfo(), logger)
  if (url !== address)
    throw new Error(`Telegram sends updates to ${url || 'no webhook'} instead of ${address}. ${MEND}`)
  const missing = missingIn(sent)
  if (missing.length > 0) throw new Error(`Telegram would not send ${missing.join(', ')}. ${MEND}`)
}

function explain(error: unknown, address: string): never {
  // Not its cause: the call that was refused holds the secret.
  if (error instanceof GrammyError && error.error_code === 400)
    throw new Error(`Telegram refuses the webhook ${address}: ${error.description}. Check PUBLIC_URL.`)
  throw error
}

const MEND =
  'Something else sets the webhook of this bot: stop it, or give this shop a bot of its own, and start again.'

/** What we live on and this list of Telegram's leaves out; without a list, all that we want is sent. */
export function missingIn(sent: readonly string[] | undefined): string[] {
  return sent ? UPDATE_TYPES.filter(type => !sent.includes(type)) : []
}
