import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'

const UNFINISHED = 'unfinished-'
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * The folder `name` below `outDir`, which `build` fills where it is not there yet. Any number of processes may ask at
 * once, and be killed at it: a folder is there whole or not at all.
 */
export async function buildOnce(
  outDir: string,
  name: string,
  build: (directory: string) => Promise<void>,
): Promise<string> {
  const files = join(resolve(outDir), name)
  if (existsSync(files)) return files
  const unfinished = join(resolve(outDir), `${UNFINISHED}${randomUUID()}`)
  await mkdir(unfinished, { recursive: true })
  try {
    await build(unfinished)
    await moveInto(files, unfinished)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  await forgetOldOnes(files)
  return files
}

/** Whole or not at all; where another process was faster, its build is as good. */
async function moveInto(files: string, built: string): Promise<void> {
  try {
    await rename(built, files)
  } catch (error) {
    if (!existsSync(files)) throw error
  }
}

/** Builds of older sources but the last, which another process may still serve, and what killed builds left. */
async function forgetOldOnes(current: string): Promise<void> {
  const outDir = join(current, '..')
  const others = (await readdir(outDir)).map(name => join(outDir, name)).filter(path => path !== current)
  const aged = await Promise.all(others.map(async path => ({ path, since: await builtAt(path) })))
  const last = aged
    .filter(({ path }) => !basename(path).startsWith(UNFINISHED))
    .toSorted((a, b) => b.since - a.since)[0]
  for (const { path, since } of aged)
    if (path !== last?.path && Date.now() - since > DAY_MS) await rm(path, { recursive: true, force: true })
}

/** Now, where another process forgets it in this moment. */
async function builtAt(path: string): Promise<number> {
  const found = await stat(path).catch(() => null)
  return found?.mtimeMs ?? Date.now()
}
