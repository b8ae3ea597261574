import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import { expect, test } from 'vitest'
import type { Faults } from '../sandbox/face.ts'
import { eventually, hooked, texts } from './hook.ts'
import { stage, xtr } from './stage.ts'

const words = (count: number) => Array.from({ length: count }, (_, index) => `word ${index}`)

/** Polls as a bot does until nothing waits any more, and returns every update of each batch as it came. */
async function pollAll(api: Api): Promise<Update[]> {
  const all: Update[] = []
  let offset = 0
  for (;;) {
    const batch = await api.getUpdates({ offset, limit: 10 })
    for (const [at, update] of batch.entries())
      expect(update.update_id).toBeGreaterThan(batch[at - 1]?.update_id ?? 0)
    all.push(...batch)
    offset = (batch.at(-1)?.update_id ?? offset - 1) + 1
    if (batch.length > 0) continue
    const { pending_update_count } = await api.getWebhookInfo()
    if (pending_update_count === 0) return all
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

/** What a bot that polls gets of these many texts of one person, in its order. */
async function polled(faults: Faults, count: number) {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  await control.faults(faults)
  for (const text of words(count)) await control.send({ person, text })
  const updates = await pollAll(api)
  return { updates, counts: await control.faultCounts() }
}

test('a duplicate comes again after it was confirmed, under its own id or a fresh one', async () => {
  const { updates, counts } = await polled({ seed: 3, duplicate: 0.5 }, 40)
  expect(new Set(texts(updates))).toEqual(new Set(words(40)))
  expect(updates).toHaveLength(40 + counts.duplicate)
  const ids = new Set(updates.map(update => update.update_id)).size
  expect(ids).toBeGreaterThan(40)
  expect(ids).toBeLessThan(updates.length)
})

test('a reordered update has a higher id than some made after it, and none is lost', async () => {
  const { updates, counts } = await polled({ seed: 3, reorder: 0.3 }, 40)
  expect(texts(updates)).not.toEqual(words(40))
  expect(texts(updates).toSorted()).toEqual(words(40).toSorted())
  expect(counts.reorder).toBeGreaterThan(3)
})

test('the last update is not held back for ever', async () => {
  const { updates } = await polled({ seed: 3, reorder: 1 }, 1)
  expect(texts(updates)).toEqual(['word 0'])
})

test('a delayed update comes late, and counts as waiting', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  await control.faults({ seed: 1, delay: 1, delay_ms: 60_000 })
  await control.send({ person, text: 'late' })
  expect((await control.bots())[0]?.pending_update_count).toBe(1)
  await control.faults({ seed: 0 })
  expect(texts(await api.getUpdates())).toEqual(['late'])
})

test('the same seed holds back and repeats as many', async () => {
  const counts = async (seed: number) => {
    const { duplicate, reorder } = (await polled({ seed, reorder: 0.3, duplicate: 0.3 }, 30)).counts
    return { duplicate, reorder }
  }
  expect(await counts(11)).toEqual(await counts(11))
  expect(await counts(11)).not.toEqual(await counts(12))
})

test('whose updates are repeated does not hang on who writes first', async () => {
  const repeated = async (order: number[]) => {
    const { api, control, newcomer } = await stage()
    const people = [await newcomer(), await newcomer()]
    await control.faults({ seed: 21, duplicate: 0.4 })
    const said = new Map<number, number>()
    for (const who of order) {
      const nth = (said.get(who) ?? 0) + 1
      said.set(who, nth)
      await control.send({ person: people[who] ?? 0, text: `${who} says ${nth}` })
    }
    const all = texts(await pollAll(api))
    return all.filter((text, at) => all.indexOf(text) < at).toSorted()
  }
  const inTurn = Array.from({ length: 24 }, (_, index) => index % 2)
  const first = await repeated(inTurn)
  expect(first.length).toBeGreaterThan(4)
  expect(await repeated(inTurn.toSorted())).toEqual(first)
})

test('by webhook a cut update never arrived, and comes by the next attempt', async () => {
  const { control, person, hook } = await hooked()
  await control.faults({ seed: 5, cut: 0.4 })
  for (const text of words(20)) await control.send({ person, text })
  await eventually(() => texts(hook.seen)).toEqual(words(20))
  expect((await control.faultCounts()).cut).toBeGreaterThan(3)
})

test("by webhook the bot's answer may be lost: its reply is not carried out, and the update comes again", async () => {
  const { control, person, hook } = await hooked(() => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method: 'sendMessage', chat_id: person, text: 'answer' }),
  }))
  await control.faults({ seed: 5, dropped: 0.4 })
  for (const text of words(20)) await control.send({ person, text })
  await eventually(() => control.requests('sendMessage')).toHaveLength(20)
  const { dropped } = await control.faultCounts()
  expect(dropped).toBeGreaterThan(3)
  expect(hook.seen).toHaveLength(20 + dropped)
  expect([...new Set(texts(hook.seen))]).toEqual(words(20))
})

test('by webhook updates are repeated and reordered too', async () => {
  const { api, control, person, hook } = await hooked()
  await control.faults({ seed: 5, duplicate: 0.4, reorder: 0.4 })
  for (const text of words(20)) await control.send({ person, text })
  await eventually(() => new Set(texts(hook.seen)).size).toBe(20)
  await eventually(async () => (await api.getWebhookInfo()).pending_update_count).toBe(0)
  const { duplicate } = await control.faultCounts()
  expect(duplicate).toBeGreaterThan(3)
  expect(hook.seen).toHaveLength(20 + duplicate)
  expect([...new Set(texts(hook.seen))]).not.toEqual(words(20))
})

test('with every fault at once each payment is told, and the Stars are all there', async () => {
  const { api, control, person, hook } = await hooked()
  const invoice_url = await api.createInvoiceLink('Pro', 'A month', 'order-1', '', 'XTR', xtr(5))
  await control.faults({
    seed: 9,
    duplicate: 0.2,
    reorder: 0.2,
    delay: 0.2,
    dropped: 0.2,
    cut: 0.2,
    delay_ms: 20,
  })
  const paid = await Promise.all(
    words(40).map(() => control.pay({ person, invoice_url, without_precheckout: true })),
  )
  const charges = paid.map(outcome => (outcome.status === 'paid' ? outcome.charge_id : 'unpaid')).toSorted()
  const told = () =>
    [
      ...new Set(hook.seen.map(update => update.message?.successful_payment?.telegram_payment_charge_id)),
    ].toSorted()
  await eventually(told).toEqual(charges)
  expect(await control.balance()).toMatchObject({ stars: 200 })
  expect((await control.chat(person)).person.stars).toBe(800)
})
