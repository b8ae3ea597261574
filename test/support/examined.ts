import type { WebhookInfo } from 'grammy/types'
import { readConfig } from '../../config.ts'
import type { PlanTerms } from '../../db/plan.ts'
import { examine } from '../../doctor.ts'
import { scripted } from '../bot/scripted.ts'
import type { TestBooks } from './books.ts'

/** What the doctor says of a shop of which Telegram tells this. */
export async function examined(
  books: Pick<TestBooks, 'url'>,
  webhook: Partial<WebhookInfo>,
  env: Record<string, string> = {},
  more: { aheadMs?: number; plans?: PlanTerms[]; now?: () => Date; starsHeld?: number } = {},
) {
  const { aheadMs = 0, plans = [], now = () => new Date(Date.now() + aheadMs), starsHeld } = more
  const telegram = await scripted({
    getMe: [{ result: { id: 1, is_bot: true, first_name: 'Shop', username: 'shop_bot' } }],
    getWebhookInfo: [
      { result: { url: '', has_custom_certificate: false, pending_update_count: 0, ...webhook } },
    ],
    getMyStarBalance: [starsHeld === undefined ? 'hang up' : { result: { amount: starsHeld } }],
  })
  const read = readConfig({
    BOT_TOKEN: `123456789:${'A'.repeat(35)}`,
    TELEGRAM_API_ROOT: telegram.url,
    DATABASE_URL: books.url,
    ...env,
  })
  if (read.kind === 'bad') throw new Error(JSON.stringify(read.problems))
  const lines: string[] = []
  const exitCode = await examine({ config: read.config, plans, print: line => lines.push(line), now })
  return { exitCode, said: lines.join('\n') }
}
