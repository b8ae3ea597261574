import { Api } from 'grammy'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import type { BotCard } from '../../bot/dependencies.ts'
import { metricsOn } from '../../bot/metrics.ts'
import { createDuties } from '../../bot/notices.ts'
import { type Answer, scripted } from './scripted.ts'
import { texts } from './speech.ts'

/** The bot's duties, towards a Telegram that answers these lines. */
export async function duties(
  lines: Record<string, Answer[]>,
  { now = () => new Date(), card = null }: { now?: () => Date; card?: BotCard | null } = {},
) {
  const telegram = await scripted(lines)
  const registry = new Registry()
  const api = new Api('1:secret-token', { apiRoot: telegram.url })
  const logger = pino({ level: 'silent' })
  const duty = createDuties({
    api,
    texts,
    metrics: metricsOn(registry),
    logger,
    now,
    appUrl: 'https://shop.example/app/',
    card,
  })
  const refunded = async () =>
    (await registry.getSingleMetricAsString('telegram_payments_total')).match(/"refunded"} (\d)/)?.[1]
  return { ...duty, telegram, refunded }
}
