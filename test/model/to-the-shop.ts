import fc from 'fast-check'
import type { Update } from 'grammy/types'
import { expect } from 'vitest'
import { subjectOf } from '../../server/stripe/subject.ts'
import { ADMIN } from '../support/books.ts'
import { dice } from '../support/dice.ts'
import { type Kind, kind, pick, which, wish } from './commands.ts'
import type { Life } from './life.ts'
import { salesOf } from './sales.ts'

const HOUR_MS = 3_600_000

interface How {
  /** In which order; 0: as it happened. */
  seed: number
  /** The so-manieth gets lost. */
  loses: number | null
  twice: boolean
}

const how = {
  seed: fc.constantFrom(0, 0, 0, 1, 2),
  loses: fc.option(fc.nat(3), { freq: 1 }),
  twice: fc.boolean(),
}

let requests = 0

/** Shortly before a period ends, and after it, more often than in between. */
const hours = fc.oneof(
  fc.integer({ min: 1, max: 72 }),
  fc.constantFrom(29 * 24, 30 * 24 + 1, 31 * 24 + 2),
  fc.integer({ min: 72, max: 40 * 24 }),
)
/** It dies at this one of its questions to the database, before it or with the answer on the way. */
const question = fc.integer({ min: 1, max: 60 })
const isBehind = fc.boolean()

/** What reaches the shop, and what it does by itself or by its admins. */
export const toTheShop: Kind[] = [
  kind('updates come', 10, how, bringUpdates),
  kind('events come', 8, how, bringEvents),
  kind('time goes by', 6, { hours }, (life, of) => life.provider.turn(of.hours * HOUR_MS)),
  kind('time goes by at work', 6, { hours }, workThrough),
  kind('is reconciled', 3, {}, life => life.reconcile()),
  kind('looks for what has ended', 4, {}, lapse),
  kind('will die', 4, { question, isBehind }, async (life, of) => {
    life.shops.crashAt(of.question, of.isBehind)
  }),
  kind('an admin gives back', 2, { which }, giveBack),
  kind('a provider gives back', 2, { which }, refundElsewhere),
]

/** All that time the shop is there: it is told of everything at once, and looks for what has ended. */
async function workThrough(life: Life, { hours }: { hours: number }): Promise<void> {
  for (let left = hours; left > 0; left -= STRIDE_HOURS) {
    await life.provider.turn(Math.min(left, STRIDE_HOURS) * HOUR_MS)
    await book(life, await life.provider.take())
  }
  await bringEvents(life, { seed: 0, loses: null, twice: false })
  await lapse(life)
}

/** Telegram keeps an update for a day. */
const STRIDE_HOURS = 20

async function bringUpdates(life: Life, way: How): Promise<void> {
  await book(life, arranged(await life.provider.take(), way))
}

/** Updates are confirmed one by one, each when it is booked. */
async function book(life: Life, updates: Update[]): Promise<void> {
  if (updates.length === 0) return
  const done: Update[] = []
  await life.act(async ({ till }) => {
    for (const update of updates) {
      await life.provider.turn(1000)
      await till.book(update)
      done.push(update)
    }
  })
  life.provider.giveBack(updates.slice(done.length))
  for (const { message } of done) {
    const { telegram_payment_charge_id: id } = message?.successful_payment ?? {}
    if (id) expect(life.known.booked.has(id), `${id} was confirmed, so it is booked`).toBe(true)
  }
}

async function bringEvents(life: Life, way: How): Promise<void> {
  const events = await life.provider.telegram.stripe.events()
  const left = arranged(events.slice(life.eventsSeen), way)
  await life.act(async ({ billing }) => {
    for (let [event] = left; event; [event] = left) {
      const named = subjectOf(event)
      const { id, type } = event
      if (typeof named !== 'string') await billing.cards.keepEvent({ id, type, ...named, payload: event })
      left.shift()
    }
  })
  // The rest Stripe tries to tell again when it next tells anything: all of it once more.
  if (left.length === 0) life.eventsSeen = events.length
}

function arranged<Item>(items: Item[], { seed, loses, twice }: How): Item[] {
  const come = loses === null ? items : items.toSpliced(loses, 1)
  const all = twice ? [...come, ...come] : [...come]
  return seed === 0 ? all : dice(seed).shuffled(all)
}

async function giveBack(life: Life, of: { which: number }): Promise<void> {
  const sale = pick(await salesOf(life.provider), of.which)
  const request = `request ${++requests}`
  await life.act(async ({ billing }) => {
    const asked = { requestedBy: ADMIN, reason: 'asked for it', request }
    if (sale) await billing.requestRefund({ ...asked, chargeId: sale.id })
  })
}

async function refundElsewhere({ provider }: Life, of: { which: number }): Promise<void> {
  const { telegram } = provider
  const sale = pick(await salesOf(provider), of.which)
  if (sale?.rail === 'stars') await wish(telegram.refundElsewhere(sale.id))
  if (sale?.rail === 'card') await wish(telegram.stripe.refund({ charge: sale.charge }))
}

async function lapse(life: Life): Promise<void> {
  await life.act(async ({ billing }) => void (await billing.lapse()))
}
