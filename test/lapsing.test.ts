import { expect, it, onTestFinished } from 'vitest'
import { keepLapsing } from '../lapsing.ts'
import { createLogger } from '../server/log.ts'

/** A sweep that finds so much each time, and a clock that stands until it is turned. */
function open(finds: (number | Error)[]) {
  let now = 0
  let swept = 0
  const stop = new AbortController()
  const billing = {
    async lapse() {
      const found = finds[swept++] ?? 0
      if (found instanceof Error) throw found
      return found
    },
  }
  const watch = { billing, logger: createLogger('silent'), now: () => new Date(now) }
  const done = keepLapsing(watch, stop.signal, { everyMs: 10_000, lookMs: 1 })
  onTestFinished(() => stop.abort())
  return {
    turn: (ms: number) => {
      now += ms
    },
    swept: () => swept,
    async stop() {
      stop.abort()
      await done
    },
  }
}

it('looks at once, again while there is more, and then when its own clock says so, whatever went wrong', async () => {
  const sweeps = open([100, 3, 0, new Error('no database'), 0])
  await expect.poll(sweeps.swept).toBe(3)
  sweeps.turn(9_999)
  await new Promise(resolve => setTimeout(resolve, 20))
  expect(sweeps.swept()).toBe(3)
  sweeps.turn(1)
  await expect.poll(sweeps.swept).toBe(4)
  sweeps.turn(30 * 24 * 3600 * 1000)
  await expect.poll(sweeps.swept).toBe(5)
  sweeps.turn(-60_000)
  await expect.poll(sweeps.swept).toBe(6)
  await sweeps.stop()
})
