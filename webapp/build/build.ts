import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { fingerprint } from './fingerprint.ts'

/** Where a live start and `npm run build` keep the built app. */
export const BUILT = '.data/app'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const UNFINISHED = 'unfinished-'
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * The folder below `outDir` in which the Mini App lies, built from the sources as they are; built now where it is not
 * there yet, which writes nowhere else. Any number of processes may ask at once, and be killed at it. Throws what
 * the build says where it fails.
 */
export async function buildApp({ outDir, onProgress, root = ROOT }: BuildApp): Promise<string> {
  const files = join(resolve(outDir), await fingerprint(root))
  if (existsSync(files)) return files
  onProgress('Building the Mini App…')
  const unfinished = join(resolve(outDir), `${UNFINISHED}${randomUUID()}`)
  await mkdir(unfinished, { recursive: true })
  try {
    await bundleInto(unfinished, root)
    await moveInto(files, unfinished)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  await forgetOldOnes(files)
  return files
}

interface BuildApp {
  outDir: string
  /** Told, in a sentence, that the build takes its time. */
  onProgress: (line: string) => void
  /** The clone whose app it is; this one by default. */
  root?: string
}

/** In a process of its own: a shop that runs for months keeps no bundler in its memory. */
async function bundleInto(directory: string, root: string): Promise<void> {
  const bundler = fileURLToPath(new URL('bundle-process.ts', import.meta.url))
  // No setting of this machine finds its way into what people load, or changes it.
  const env = { NODE_ENV: 'production' }
  try {
    await promisify(execFile)(process.execPath, [bundler, root, directory], { env })
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string }
    throw new Error(`The Mini App cannot be built.\n${stderr.trim()}`, { cause: error })
  }
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
