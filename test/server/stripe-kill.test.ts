import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Stripe } from 'stripe'
import { expect, test, vi } from 'vitest'
import { subjectOf } from '../../server/stripe/subject.ts'
import { accessTo, newsFor, rows } from '../support/sale.ts'
import { openDesk } from './stripe-desk.ts'
import { SECRET, WEBHOOK } from './stripe-door.ts'
import { stateOf } from './stripe-end.ts'
import { aBuyer, type Step, shortLife } from './stripe-life.ts'

// cases 83, 85
test('a process killed between keeping an event and working it loses nothing: another works it, once', async () => {
  const desk = await openDesk()
  const { books, record } = desk
  const buyer = await aBuyer(books)
  const steps = shortLife(buyer)
  for (const { written } of steps) record.write(...written)

  const { port, child, took } = await aKeeper(books.url)
  const statuses = []
  for (const [n, step] of steps.entries()) statuses.push(await deliver(port, step, n))
  // Some of it is in hand when it is killed, the rest waits; all of it was confirmed to Stripe.
  await vi.waitFor(() => expect(took()).toBeGreaterThan(0), { timeout: 20_000 })
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(statuses).toEqual(steps.map(() => 200))
  expect(await accessTo(books, buyer.personId)).toBeNull()

  await books.billing.cards.work(({ kind, id }) => desk.bring(kind, id))
  await vi.waitFor(
    async () =>
      expect((await books.billing.pending()).find(({ kind }) => kind === 'readings')?.count).toBe(0),
    { timeout: 40_000, interval: 100 },
  )
  const ended = await stateOf(books, buyer)
  expect(await rows(books, 'select from provider_events')).toHaveLength(steps.length + PAYMENTS)
  expect((await newsFor(books, buyer.personId)).map(({ kind }) => kind).sort()).toEqual([
    'refunded',
    'renewed',
    'renewed',
    'thanks',
  ])
  for (const step of steps) {
    const named = subjectOf({ type: step.type, data: { object: step.about } })
    if (typeof named === 'object') await desk.bring(named.subject.kind, named.subject.id)
  }
  expect(await stateOf(books, buyer)).toEqual(ended)
  await desk.close()
}, 90_000)

/** The books keep each charge's own payload beside the events. */
const PAYMENTS = 3

async function aKeeper(url: string): Promise<{ port: number; child: ChildProcess; took(): number }> {
  const child = fork(join(import.meta.dirname, 'stripe-keeper.ts'), [url, SECRET], { execArgv: [] })
  let taken = 0
  const { promise, resolve } = Promise.withResolvers<number>()
  child.on('message', (said: { port?: number; took?: string }) => {
    if (said.took) taken++
    if (said.port) resolve(said.port)
  })
  return { port: await promise, child, took: () => taken }
}

async function deliver(port: number, { type, about }: Step, n: number): Promise<number> {
  const payload = JSON.stringify({
    id: `evt_${n}`,
    object: 'event',
    type,
    livemode: false,
    data: { object: about },
  })
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: SECRET })
  const response = await fetch(`http://127.0.0.1:${port}${WEBHOOK}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': signature },
    body: payload,
  })
  return response.status
}
