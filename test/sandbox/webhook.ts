import type { WebhookInfo } from '@grammyjs/types'
import type { Call } from './call.ts'
import type { Parameters } from './parameters.ts'
import { endPoll } from './poll.ts'
import { webhookUrl } from './post.ts'
import type { Webhook } from './queue-state.ts'
import { badRequest, tooMany } from './refusal.ts'
import type { Bot } from './state.ts'
import { allow, pendingCount } from './updates.ts'
import type { World } from './world.ts'

const ports = new Set(['', '443', '80', '88', '8443'])
const setEveryMs = 1000

/**
 * Sets the webhook, to which updates are delivered from then on; while it is set, getUpdates answers 409. As in the
 * server, an earlier webhook is gone before the new one is looked at, so that a refused one leaves none.
 */
export function setWebhook(call: Call): true {
  const { world, bot, params } = call
  const url = params.text('url')
  if (url === '') return deleteWebhook(call)
  limitRate(world, bot)
  const asked = readWebhook(world, params)
  if (bot.webhook && isSame(bot.webhook, asked) && !params.bool('drop_pending_updates')) {
    allow(bot.queue, params.list('allowed_updates'))
    return true
  }
  endPoll(world, bot.user.id, 'terminated by setWebhook request')
  deleteWebhook(call)
  checkUrl(world, url)
  const { secret_token = '' } = asked
  if (secret_token.length > 256) throw badRequest('secret token is too long')
  if (!/^[\w-]*$/.test(secret_token)) throw badRequest('secret token contains unallowed characters')
  allow(bot.queue, params.list('allowed_updates'))
  bot.webhook = asked
  world.deliver(bot)
  return true
}

export function deleteWebhook({ world, bot, params }: Call): true {
  if (params.bool('drop_pending_updates')) bot.queue.pending = new Set()
  bot.webhook = null
  world.deliver(bot)
  return true
}

export function getWebhookInfo({ world, bot }: Call): WebhookInfo {
  const { webhook, queue } = bot
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: webhook?.has_custom_certificate ?? false,
    pending_update_count: pendingCount(world, bot),
    ...(webhook?.last_error
      ? { last_error_date: webhook.last_error.date, last_error_message: webhook.last_error.message }
      : {}),
    ...(webhook
      ? { max_connections: webhook.max_connections, ip_address: webhook.ip_address ?? '<unknown>' }
      : {}),
    ...(queue.allowed ? { allowed_updates: queue.allowed } : {}),
  }
}

function limitRate({ nextSetWebhook }: World, bot: Bot): void {
  const now = performance.now()
  if (now < (nextSetWebhook.get(bot.user.id) ?? 0)) throw tooMany(1)
  nextSetWebhook.set(bot.user.id, now + setEveryMs)
}

function readWebhook({ local }: World, params: Parameters): Webhook {
  const [ip, secret] = [params.text('ip_address'), params.text('secret_token')]
  return {
    url: params.text('url'),
    max_connections: params.integer('max_connections', 40, 1, local ? 100_000 : 100),
    has_custom_certificate: params.has('certificate'),
    ...(ip === '' ? {} : { ip_address: ip }),
    ...(secret === '' ? {} : { secret_token: secret }),
  }
}

function isSame(one: Webhook, other: Webhook): boolean {
  const keys = ['url', 'max_connections', 'ip_address', 'secret_token'] as const
  return (
    !one.has_custom_certificate && !other.has_custom_certificate && keys.every(key => one[key] === other[key])
  )
}

function checkUrl({ local }: World, address: string): void {
  if (!isWebAddress(address)) throw badRequest('invalid webhook URL specified')
  const { protocol, port } = webhookUrl(address)
  if (local) return
  if (protocol !== 'https:') throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
  if (!ports.has(port))
    throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443')
}

function isWebAddress(address: string): boolean {
  try {
    return /^https?:$/.test(webhookUrl(address).protocol)
  } catch {
    // What is no address at all throws.
    return false
  }
}
