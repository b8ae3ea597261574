import { setTimeout as sleep } from 'node:timers/promises'
import { Api } from 'grammy'
import type { Update } from 'grammy/types'
import { createStripe } from '../../server/stripe/client.ts'
import { type SandboxClient, sandboxClient } from '../sandbox/client.ts'
import { startSandbox } from '../sandbox/sandbox.ts'
import { PLANS } from './plans.ts'

export const TOKEN = '4200:model-token'
export const SECRET_KEY = 'sk_test_model'

const BEGAN = new Date('2026-11-21T12:00:00Z')
const DAY_MS = 86_400_000

/** Telegram and Stripe, with a clock that moves only when it is turned, and what Telegram wants to tell the shop. */
export interface Provider {
  url: string
  now(): Date
  telegram: SandboxClient
  stripe: ReturnType<typeof createStripe>['stripe']
  /** Takes what Telegram has told since, oldest first; what nobody took within a day is lost, as at Telegram. */
  take(): Promise<Update[]>
  /** Gives back what was taken and not confirmed: it is told again, first. */
  giveBack(updates: Update[]): void
  turn(ms: number): Promise<void>
  close(): Promise<void>
}

interface Told {
  update: Update
  at: number
}

export async function openProvider(): Promise<Provider> {
  const sandbox = await startSandbox({
    bots: [{ token: TOKEN, username: 'model_bot', first_name: 'Model' }],
    now: () => BEGAN,
    local: true,
    stripe: { secretKey: SECRET_KEY, asyncCapture: false, currency: 'eur' },
  })
  const { url, now } = sandbox
  const telegram = sandboxClient(url)
  const { stripe } = createStripe({ secretKey: SECRET_KEY, apiRoot: url })
  for (const { code, card } of PLANS) {
    if (!card) continue
    const price = { id: card.price, name: code, amount: card.amount, currency: 'eur' }
    await telegram.stripe.addPrice({ ...price, ...(code === 'care' && { interval: 'month' }) })
  }

  const inHand: Told[] = []
  const stop = new AbortController()
  const receiving = receive(url, stop.signal, update => inHand.push({ update, at: +now() }))
  /** Answers when all that was to be told is in hand. */
  const settle = () => telegram.turnClock(0)

  return {
    ...{ url, now, telegram, stripe },
    async take() {
      await settle()
      return inHand.splice(0).flatMap(({ update, at }) => (at > +now() - DAY_MS ? [update] : []))
    },
    giveBack: updates => inHand.unshift(...updates.map(update => ({ update, at: +now() }))),
    async turn(ms) {
      await settle()
      await telegram.turnClock(ms)
    },
    async close() {
      stop.abort()
      await receiving
      await sandbox.stop()
    },
  }
}

/** The bot's long polls, so that Telegram's clock stops for each thing it has to tell. */
async function receive(apiRoot: string, signal: AbortSignal, take: (update: Update) => void): Promise<void> {
  const api = new Api(TOKEN, { apiRoot })
  for (let offset = 0; !signal.aborted; ) {
    const ask = { offset, timeout: 30, allowed_updates: ['message', 'subscription'] as const }
    const updates = await api
      .getUpdates(ask, signal as Parameters<Api['getUpdates']>[1])
      .catch(async error => {
        if (!signal.aborted) throw error
        await sleep(0)
        return []
      })
    for (const update of updates) {
      take(update)
      offset = update.update_id + 1
    }
  }
}
