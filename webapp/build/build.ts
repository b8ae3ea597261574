import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { fingerprint } from './fingerprint.ts'
import { buildOnce } from './once.ts'

/** Where a live start and `npm run build` keep the built app. */
export const BUILT = '.data/app'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The folder below `outDir` in which the Mini App lies, built from the sources as they are; built now where it is not
 * there yet, which writes nowhere else. Any number of processes may ask at once, and be killed at it. Throws what
 * the build says where it fails.
 */
export async function buildApp({ outDir, onProgress, root = ROOT }: BuildApp): Promise<string> {
  return await buildOnce(outDir, await fingerprint(root), async directory => {
    onProgress('Building the Mini App…')
    await bundleInto(directory, root)
  })
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
