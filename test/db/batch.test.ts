import { expect, test } from 'vitest'
import { inBatches } from '../../db/batch.ts'

/** Work whose lots are seen and finished by hand. */
function workshop(limits: { inFlight: number; size: number }) {
  const lots: { items: number[]; finish: () => void; fail: (error: Error) => void }[] = []
  const give = inBatches((items: number[]) => {
    const { promise, resolve, reject } = Promise.withResolvers<string[]>()
    lots.push({ items, finish: () => resolve(items.map(item => `done ${item}`)), fail: reject })
    return promise
  }, limits)
  const taken = () => lots.map(({ items }) => items)
  return { give, lots, taken }
}

const settled = () => new Promise(resolve => setImmediate(resolve))

test('an idle caller waits for nobody', async () => {
  const { give, lots, taken } = workshop({ inFlight: 1, size: 10 })
  const answer = give(1)
  await settled()
  expect(taken()).toEqual([[1]])
  lots[0]?.finish()
  expect(await answer).toBe('done 1')
})

test('callers that arrive together go together, and each gets the answer to its own', async () => {
  const { give, lots, taken } = workshop({ inFlight: 1, size: 10 })
  const answers = [3, 1, 2].map(give)
  await settled()
  expect(taken()).toEqual([[3, 1, 2]])
  lots[0]?.finish()
  expect(await Promise.all(answers)).toEqual(['done 3', 'done 1', 'done 2'])
})

test('those who arrive while a lot is under way go together into the next, and are not answered before it is done', async () => {
  const { give, lots, taken } = workshop({ inFlight: 1, size: 10 })
  const first = give(1)
  await settled()
  const answered: string[] = []
  const late = [2, 3].map(item => give(item).then(answer => answered.push(answer)))
  await settled()
  expect(taken()).toEqual([[1]])
  lots[0]?.finish()
  await first
  await settled()
  expect(taken()).toEqual([[1], [2, 3]])
  expect(answered).toEqual([])
  lots[1]?.finish()
  await Promise.all(late)
  expect(answered).toEqual(['done 2', 'done 3'])
})

test('a lot is never larger than allowed, and no more are under way than allowed', async () => {
  const { give, lots, taken } = workshop({ inFlight: 2, size: 2 })
  const answers = [1, 2, 3, 4, 5, 6, 7].map(give)
  await settled()
  expect(taken()).toEqual([
    [1, 2],
    [3, 4],
  ])
  lots[1]?.finish()
  await settled()
  expect(taken().slice(2)).toEqual([[5, 6]])
  lots[0]?.finish()
  await settled()
  expect(taken().slice(3)).toEqual([[7]])
  for (const lot of lots) lot.finish()
  expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5, 6, 7].map(item => `done ${item}`))
})

test('a lot that fails is done again one by one, and only the bad item fails its own caller', async () => {
  const seen: number[][] = []
  const give = inBatches(
    async (items: number[]) => {
      seen.push(items)
      if (items.includes(2)) throw new Error('two will not do')
      return items.map(item => item * 10)
    },
    { inFlight: 1, size: 10 },
  )
  const answers = await Promise.allSettled([1, 2, 3].map(give))
  expect(answers).toEqual([
    { status: 'fulfilled', value: 10 },
    { status: 'rejected', reason: new Error('two will not do') },
    { status: 'fulfilled', value: 30 },
  ])
  expect(seen).toEqual([[1, 2, 3], [1], [2], [3]])
})

test('a lot that fails by no item of its own is not done again one by one', async () => {
  const seen: number[][] = []
  const give = inBatches(
    async (items: number[]) => {
      seen.push(items)
      throw new Error('nobody is there')
    },
    { inFlight: 1, size: 10 },
    error => error instanceof Error && error.message === 'nobody is there',
  )
  const answers = await Promise.allSettled([1, 2, 3].map(give))
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(seen).toEqual([[1, 2, 3]])
})

test('work goes on after a failure', async () => {
  const { give, lots, taken } = workshop({ inFlight: 1, size: 1 })
  const bad = give(1)
  const good = give(2)
  await settled()
  lots[0]?.fail(new Error('no'))
  await expect(bad).rejects.toThrow('no')
  await settled()
  expect(taken()).toEqual([[1], [2]])
  lots[1]?.finish()
  expect(await good).toBe('done 2')
})

test('work that throws at once, before it ever waits, fails its caller and nothing else', async () => {
  const give = inBatches(
    (items: number[]) => {
      if (items.includes(2)) throw new Error('at once')
      return Promise.resolve(items)
    },
    { inFlight: 1, size: 1 },
  )
  const [bad, good] = await Promise.allSettled([give(2), give(1)])
  expect(bad).toMatchObject({ status: 'rejected', reason: new Error('at once') })
  expect(good).toEqual({ status: 'fulfilled', value: 1 })
})
