import { Api } from 'grammy'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { onTestFinished } from 'vitest'
import { Intake } from '../../bot/intake.ts'
import { metricsOn } from '../../bot/metrics.ts'
import { createTill } from '../../bot/till.ts'
import { sandboxClient } from '../sandbox/client.ts'
import { startSandbox } from '../sandbox/sandbox.ts'
import type { TestBooks } from '../support/books.ts'
import { type Answer, scripted } from './scripted.ts'

const TOKEN = '4300:intake-token'

/** What the books say of who leads. */
export type Standings = ConstructorParameters<typeof Intake>[0]['lead']
export const LEADING: Standings = { leads: () => true, stillLeads: async () => 'held' }

const CONFLICT_MS = 1_000

/** Intakes with a real till on these books. */
export function intakes(books: () => TestBooks) {
  function intakeAt(apiRoot: string, lead: Standings = LEADING) {
    const logger = pino({ level: 'silent' })
    const metrics = metricsOn(new Registry())
    const till = createTill({ billing: books().billing, metrics, logger, now: books().clock.now })
    const api = new Api(TOKEN, { apiRoot })
    const intake = new Intake({ api, till, metrics, logger, lead, conflictMs: CONFLICT_MS })
    const signal = new AbortController().signal as Parameters<typeof intake.supply>[1]
    return {
      close: (graceMs: number) => intake.close(graceMs),
      rewind: () => intake.rewind(),
      supply: async () => (await intake.supply(1, signal)).map(({ update_id }) => update_id),
    }
  }

  /** An intake at the sandbox, with somebody who writes and pays. */
  async function openIntake() {
    const bots = [{ token: TOKEN, username: 'intake_bot', first_name: 'Intake' }]
    const sandbox = await startSandbox({ bots, now: books().clock.now })
    onTestFinished(() => sandbox.stop())
    const telegram = sandboxClient(sandbox.url)
    const { user } = await telegram.addPerson({ first_name: 'Ann' })
    const latest = async () => (await telegram.updates()).at(-1)?.update_id ?? 0

    async function writes(): Promise<number> {
      await telegram.send({ person: user.id, text: 'hi' })
      return latest()
    }
    async function pays(chargeId: string): Promise<number> {
      const chat = { id: user.id, type: 'private', first_name: 'Ann' } as const
      const payment = {
        currency: 'XTR',
        total_amount: 1,
        invoice_payload: 'x',
        provider_payment_charge_id: '',
      }
      const successful_payment = { ...payment, telegram_payment_charge_id: chargeId }
      await telegram.deliver({
        message: { message_id: 1, date: 1_790_000_000, chat, from: user, successful_payment },
      })
      return latest()
    }
    const offsets = async () =>
      (await telegram.requests('getUpdates')).map(({ payload }) => Number(payload['offset']))
    const isBooked = async (charge: string) => (await books().billing.findPeople(charge)).length === 1
    return { ...intakeAt(sandbox.url), telegram, writes, pays, offsets, isBooked }
  }

  async function atScripted(getUpdates: Answer[], lead = LEADING) {
    const telegram = await scripted({ getUpdates })
    return { ...intakeAt(telegram.url, lead), ...telegram }
  }

  return { openIntake, atScripted }
}
