import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { generate } from '../../docs/examples/client/generate.ts'
import { openStage, type Stage } from '../server/stage.ts'

const FOLDER = join(import.meta.dirname, '../../docs/examples/client')
/** Not written by it. */
const BY_HAND = ['generate.ts', 'operation.ts', 'type-of.ts']

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

it('the client that stands in docs/examples is what the routes say now: `npm run client` writes it anew', async () => {
  const files = generate((await stage.app.inject('/openapi.json')).json())
  // A snapshot that is missing would be written, and pass: only `--update` writes here.
  const isRewritten = expect.getState().snapshotState.snapshotUpdateState === 'all'
  for (const [name, text] of Object.entries(files)) {
    if (isRewritten) await writeFile(join(FOLDER, name), text)
    expect(await readFile(join(FOLDER, name), 'utf8'), name).toBe(text)
  }
  expect(readdirSync(FOLDER).toSorted()).toEqual([...Object.keys(files), ...BY_HAND].toSorted())
})
