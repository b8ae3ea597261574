import { expect, it } from 'vitest'
import { stormOf, underFire } from './under-fire.ts'

const storm = stormOf('webhook')

// cases 1, 13, 31, 83, 84, 85, 94, 106
it(`books every charge once by webhook, killed and crashed in the middle of 500 payments (seed ${storm.seed})`, async () => {
  const { tally, faults, blows, findings } = await underFire(storm)
  expect(tally.made.length).toBe(storm.payments)
  // Or else it was no storm.
  expect(blows.killsAtWork).toBeGreaterThan(0)
  expect(findings.refunded).toBeGreaterThan(0)
  expect(Object.values(faults).filter(count => count === 0)).toEqual([])
}, 360_000)
