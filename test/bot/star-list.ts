import type { StarTransaction } from '@grammyjs/types'
import { Api } from 'grammy'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { metricsOn } from '../../bot/metrics.ts'
import { reconcileStars } from '../../bot/reconcile.ts'
import { createTill } from '../../bot/till.ts'
import type { Order } from '../../db/billing.ts'
import type { TestBooks } from '../support/books.ts'

/** A Telegram of which there is only its list of Stars transactions, and a till and a reconciliation beside it. */
export function starList(books: TestBooks, botId = 4400) {
  const list: StarTransaction[] = []
  const offsets: number[] = []
  const log: string[] = []
  /** Errors that are answered before the list is. */
  const weather: { error_code: number; description: string; parameters?: { retry_after: number } }[] = []
  /** What `getWebhookInfo` says waits for us, call by call; then nothing does. */
  const waiting: number[] = []
  const api = new Api(`${botId}:token`)
  api.config.use(async (_, method, payload) => {
    const trouble = weather.shift()
    if (trouble) return { ok: false, ...trouble }
    if (method === 'getMyStarBalance') return { ok: true, result: { amount: balanceOf(list) } as never }
    if (method === 'getWebhookInfo')
      return { ok: true, result: { pending_update_count: waiting.shift() ?? 0 } as never }
    const { offset = 0, limit = 100 } = payload as { offset?: number; limit?: number }
    offsets.push(offset)
    return { ok: true, result: { transactions: list.slice(offset, offset + limit) } as never }
  })
  const registry = new Registry()
  const parts = {
    api,
    billing: books.billing,
    metrics: metricsOn(registry),
    logger: pino({}, { write: (line: string) => log.push(line) }),
    now: books.clock.now,
  }
  const { book } = createTill(parts)
  const seconds = () => Math.floor(+books.clock.now() / 1000)

  return {
    ...{ api, list, offsets, log, parts, waiting, weather },
    /** Somebody paid, and no update of it has come. */
    paid(chargeId: string, order: Order, more: { amount?: number; subscription_period?: number } = {}) {
      const { amount = order.price.amount, ...partner } = more
      list.push({ id: chargeId, amount, date: seconds(), source: payer(order, partner) })
    },
    /** It went back, and no update of it has come. */
    wentBack(chargeId: string, order: Order) {
      list.push({ id: chargeId, amount: order.price.amount, date: seconds(), receiver: payer(order) })
    },
    /** What is no sale. */
    moved(id: string, amount: number, who: Pick<StarTransaction, 'source' | 'receiver'>) {
      list.push({ id, amount, date: seconds(), ...who })
    },
    /** The update of this payment, at last. */
    told: (chargeId: string, order: Order) => book(updateOf(chargeId, order, seconds()) as never),
    run: (run: Partial<Parameters<typeof reconcileStars>[1]> = {}) =>
      reconcileStars(parts, { progress: () => {}, signal: new AbortController().signal, ...run }),
    metric: async (series: string) => {
      const lines = (await registry.metrics()).split('\n')
      return Number(lines.find(line => line.startsWith(`${series} `))?.split(' ')[1])
    },
  }
}

/** The owner took Stars out. */
export const FRAGMENT = { type: 'fragment' } as const

function payer(order: Order, more: object = {}) {
  return {
    type: 'user',
    transaction_type: 'invoice_payment',
    user: { id: order.personId, is_bot: false, first_name: 'Ann', last_name: 'Secret' },
    invoice_payload: order.id,
    ...more,
  } as const
}

function balanceOf(list: StarTransaction[]): number {
  return list.reduce((sum, { amount, receiver }) => sum + (receiver ? -amount : amount), 0)
}

let lastUpdate = 0

function updateOf(chargeId: string, order: Order, date: number) {
  const id = order.personId
  return {
    update_id: ++lastUpdate,
    message: {
      message_id: lastUpdate,
      date,
      chat: { id, type: 'private', first_name: 'Ann' },
      from: { id, is_bot: false, first_name: 'Ann' },
      successful_payment: {
        currency: order.price.currency,
        total_amount: order.price.amount,
        invoice_payload: order.id,
        telegram_payment_charge_id: chargeId,
        provider_payment_charge_id: '',
      },
    },
  }
}
