import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Account, Launch } from './embedded-account.ts'
import { isAlive } from './embedded-process.ts'
import { BARE_ENV, trouble } from './embedded-trouble.ts'

/** The role that owns everything in an embedded Postgres. */
export const ROLE = 'starpass'

const PASSWORD_FILE = 'starpass.password'

/**
 * Makes `dataDir` a Postgres data directory, unless it is one. Made aside and moved into place when whole, so that
 * a kill in the middle leaves nothing half, and of two who do it at once the second finds the first's.
 */
export async function makeData(
  dataDir: string,
  initdb: string,
  launch: Launch,
  account: Account | null,
): Promise<void> {
  const aside = `${dataDir}.new-${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    await mkdir(join(aside, 'data'), { recursive: true, mode: 0o700 })
    const passwordFile = join(aside, PASSWORD_FILE)
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true })
    const made = join(aside, 'data')
    if (account) for (const path of [aside, made, passwordFile]) await chown(path, account.uid, account.gid)
    await runInitdb(initdb, launch, made, passwordFile)
    await rename(passwordFile, join(made, PASSWORD_FILE))
    await moveIntoPlace(made, dataDir)
  } finally {
    await removeAside(aside)
  }
}

/** Whether `dataDir` holds a whole Postgres of ours. Clears what a killed initdb left; refuses what is not ours. */
export async function hasData(dataDir: string): Promise<boolean> {
  await clearAside(dataDir)
  if (existsSync(join(dataDir, PASSWORD_FILE))) return true
  const inside = existsSync(dataDir)
    ? await readdir(dataDir).catch(error =>
        Promise.reject(trouble(`${dataDir} cannot be used`, error.message, error)),
      )
    : []
  if (inside.length === 0) return false
  if (inside.includes('PG_VERSION') && !existsSync(join(dataDir, 'global', 'pg_control'))) {
    // An initdb that was killed: there never was data in it.
    await rm(dataDir, { recursive: true })
    return false
  }
  throw new Error(
    `${dataDir} is not empty, and not a Postgres made by Starpass (no file ${PASSWORD_FILE} in it). ` +
      'Move it away, or set DATABASE_URL to a Postgres of your own.',
  )
}

export async function passwordOf(dataDir: string): Promise<string> {
  return await readFile(join(dataDir, PASSWORD_FILE), 'utf8')
}

/** What killed owners were making when they died. */
async function clearAside(dataDir: string): Promise<void> {
  const prefix = `${basename(dataDir)}.new-`
  for (const name of await readdir(dirname(dataDir))) {
    if (!name.startsWith(prefix)) continue
    const owner = Number(name.slice(prefix.length).split('-')[0])
    if (!isAlive(owner)) await removeAside(join(dirname(dataDir), name))
  }
}

/** Tries again where an initdb, whose owner was killed, still writes there. */
function removeAside(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
}

function runInitdb(initdb: string, launch: Launch, dataDir: string, passwordFile: string): Promise<void> {
  const { command, args, identity } = launch(initdb, [
    `--pgdata=${dataDir}`,
    `--username=${ROLE}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same sorting and letter cases on every machine, whatever locales it has.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ])
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...identity, env: BARE_ENV, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk))
    child.on('error', error => reject(trouble(`Could not run ${command}`, error.message, error)))
    child.on('close', (code, signal) =>
      code === 0
        ? resolve()
        : reject(trouble(`Postgres could not be prepared in ${dataDir} (${code ?? signal})`, output)),
    )
  })
}

async function moveIntoPlace(made: string, dataDir: string): Promise<void> {
  try {
    await rename(made, dataDir)
  } catch (error) {
    // Another owner was quicker: theirs is as good.
    if (!existsSync(join(dataDir, PASSWORD_FILE))) throw error
  }
}
