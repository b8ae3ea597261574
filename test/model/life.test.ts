import fc from 'fast-check'
import { test } from 'vitest'
import { live, lives, liveThrough } from './words.ts'

/** Every failure prints its seed, its path, and the life itself; `docs/reliability.md` says how to have it again. */
const { MODEL_RUNS, MODEL_MOST, MODEL_SEED, MODEL_PATH, MODEL_REPLAY } = process.env
const runs = Number(MODEL_RUNS ?? 2)
const most = Number(MODEL_MOST ?? 16)
const given = {
  ...(MODEL_SEED && { seed: Number(MODEL_SEED) }),
  ...(MODEL_PATH && { path: MODEL_PATH }),
}
/** Looking for a smaller life of the same failure takes as long as hundreds of lives, and is worth some minutes. */
const shrinking = { interruptAfterTimeLimit: 3_000_000, markInterruptAsFailure: false }

// cases 14-16, 21-25, 28-31, 33, 36, 78
test.each([
  { name: 'a seed known to come far', how: { seed: 7 } },
  { name: 'any seed', how: given },
])(
  'whatever happens, the shop and its providers agree once they are reconciled: $name',
  async ({ how }) => {
    const property = fc.asyncProperty(lives(most, MODEL_REPLAY), live)
    await fc.assert(property, { numRuns: runs, ...shrinking, ...how })
  },
  3_600_000,
)

// case 33: found by seed 8
test('a subscription whose payment was never told is stopped by its refund all the same', async () => {
  await liveThrough(
    'buys in Stars {"who":0,"planCode":"club","asked":false}',
    'time goes by {"hours":24}',
    'a provider gives back {"which":0}',
    'updates come {"seed":0,"loses":null,"twice":false}',
  )
})
