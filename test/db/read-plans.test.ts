import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPlans } from '../../db/read-plans.ts'

let folder: string
beforeAll(async () => {
  await mkdir('.data/test', { recursive: true })
  folder = await mkdtemp('.data/test/plans-')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(text: string | null, allowCardForDigital = false) {
  const plansFile = join(folder, 'plans.json')
  await rm(plansFile, { force: true })
  if (text !== null) await writeFile(plansFile, text)
  return { plansFile, found: await readPlans({ plansFile, allowCardForDigital }) }
}

test('the shop in the repository can be sold', async () => {
  const found = await readPlans({ plansFile: 'plans.json', allowCardForDigital: false })
  expect(found.kind).toBe('ok')
})

test('a file that is not there is named, and what to do', async () => {
  const { plansFile, found } = await read(null)
  const problems = [`PLANS_FILE: ${plansFile} cannot be read (ENOENT). Write what you sell there.`]
  expect(found).toEqual({ kind: 'bad', problems })
})

test('each problem is told with its file, line and column', async () => {
  const { plansFile, found } = await read('{\n  "plans": [\n    { "code": "Month" }\n  ]\n}\n')
  if (found.kind === 'ok') throw new Error('it was read')
  expect(found.problems.length).toBeGreaterThan(1)
  for (const problem of found.problems) expect(problem).toMatch(new RegExp(`^${plansFile}:3:\\d+ `))
})
