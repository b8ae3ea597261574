import type { WebhookInfo } from '@grammyjs/types'
import type { Call } from './call.ts'
import { endPoll } from './poll.ts'
import { badRequest } from './refusal.ts'
import { allow, pendingCount } from './updates.ts'

const ports = new Set(['', '443', '80', '88', '8443'])

/** Stores and checks the webhook. Nothing is sent to it yet; while it is set, getUpdates answers 409. */
export function setWebhook(call: Call): true {
  const { world, bot, params } = call
  const url = params.text('url')
  if (url === '') return deleteWebhook(call)
  const secret = params.text('secret_token')
  const ip = params.text('ip_address')
  checkUrl(url)
  if (secret.length > 256) throw badRequest('secret token is too long')
  if (!/^[\w-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters')
  if (params.bool('drop_pending_updates')) bot.queue.pending = []
  allow(bot.queue, params.list('allowed_updates'))
  bot.webhook = {
    url,
    max_connections: params.integer('max_connections', 40, 1, 100),
    has_custom_certificate: params.has('certificate'),
    ...(ip === '' ? {} : { ip_address: ip }),
    ...(secret === '' ? {} : { secret_token: secret }),
  }
  endPoll(world, bot.user.id, 'terminated by setWebhook request')
  return true
}

export function deleteWebhook({ bot, params }: Call): true {
  if (params.bool('drop_pending_updates')) bot.queue.pending = []
  bot.webhook = null
  return true
}

export function getWebhookInfo({ world, bot }: Call): WebhookInfo {
  const { webhook, queue } = bot
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: webhook?.has_custom_certificate ?? false,
    pending_update_count: pendingCount(world, bot),
    ...(webhook
      ? { max_connections: webhook.max_connections, ip_address: webhook.ip_address ?? '<unknown>' }
      : {}),
    ...(queue.allowed ? { allowed_updates: queue.allowed } : {}),
  }
}

function checkUrl(url: string): void {
  if (!URL.canParse(/^[a-z]+:\/\//i.test(url) ? url : `https://${url}`))
    throw badRequest('invalid webhook URL specified')
  const { protocol, port } = new URL(/^[a-z]+:\/\//i.test(url) ? url : `https://${url}`)
  if (protocol !== 'https:') throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
  if (!ports.has(port))
    throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443')
}
