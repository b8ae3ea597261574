import { expect, it } from 'vitest'
import type { Reconciled } from '../../db/billing.ts'
import { inTurn } from '../../server/stripe/in-turn.ts'
import { keepUp } from '../../server/stripe/keep-up.ts'

const NOTHING: Reconciled = {
  rail: 'card',
  read: 0,
  repaired: 0,
  unlisted: { count: 0, charges: [] },
  balances: [],
}

/** Runs that end when they are told to. */
function slowRuns() {
  const begun: { end: (how?: 'fails') => void }[] = []
  const run = inTurn(async ({ progress }) => {
    const over = Promise.withResolvers<void>()
    begun.push({
      end: how => (how === 'fails' ? over.reject(new Error('no answer')) : over.resolve()),
    })
    progress({ rail: 'card', read: begun.length, repaired: 0 })
    await over.promise
    return { ...NOTHING, read: begun.length }
  })
  const heard: number[] = []
  const quiet = { progress: () => {}, signal: new AbortController().signal }
  const listening = { ...quiet, progress: ({ read }: { read: number }) => void heard.push(read) }
  return { begun, run, heard, quiet, listening }
}

it('runs one after the other, also after one that failed, and who waits hears how far it is', async () => {
  const { begun, run, heard, quiet, listening } = slowRuns()
  const first = run(quiet)
  const second = run(listening)
  await expect.poll(() => begun.length).toBe(1)
  begun[0]?.end('fails')
  await expect(first).rejects.toThrow('no answer')
  await expect.poll(() => begun.length).toBe(2)
  begun[1]?.end()
  expect((await second).read).toBe(2)
  expect(heard).toEqual([1, 2])
})

it('does not keep whoever must leave, and goes on with the others', async () => {
  const { begun, run, quiet } = slowRuns()
  const leaving = new AbortController()
  const runs = [run(quiet), run({ ...quiet, signal: leaving.signal }), run(quiet)]
  await expect.poll(() => begun.length).toBe(1)
  leaving.abort()
  await expect(runs[1]).rejects.toThrow()
  begun[0]?.end()
  await expect.poll(() => begun.length).toBe(2)
  begun[1]?.end()
  expect((await runs[2])?.read).toBe(2)
})

it('leaves a round out that another process has done, and does the next when that one is gone', async () => {
  let now = 0
  let finishedAt: Date | null = null
  const done: number[] = []
  const stop = new AbortController()
  const keeper = {
    now: () => new Date(now),
    logger: { warn() {}, error: console.error },
    billing: { statement: { finishedAt: async () => finishedAt } },
    async reconcile() {
      done.push(now)
      finishedAt = new Date(now)
      return NOTHING
    },
  } as unknown as Parameters<typeof keepUp>[0]
  const keeping = keepUp(keeper, stop.signal, { everyMs: 5, retryMs: 1 })
  await expect.poll(() => done.length).toBeGreaterThan(2)
  now = 100
  finishedAt = new Date(99)
  const before = done.length
  await new Promise(resolve => setTimeout(resolve, 50))
  expect(done.length).toBe(before)
  now = 200
  await expect.poll(() => done.length).toBeGreaterThan(before)
  stop.abort()
  await keeping
})
