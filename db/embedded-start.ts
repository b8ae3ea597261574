import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Launch } from './embedded-account.ts'
import { type Postmaster, postmasterIn } from './embedded-postmaster.ts'
import { BARE_ENV, trouble } from './embedded-trouble.ts'

export type Start =
  | { kind: 'started'; postmaster: Postmaster }
  | { kind: 'port_taken' }
  /** Another Postgres has these data, or the children of a dead one have not let go of them yet. */
  | { kind: 'data_in_use' }

/**
 * Starts Postgres on `dataDir`, listening on 127.0.0.1 alone, and waits until it takes connections. It outlives
 * this process, which it neither holds up nor writes to: its words go to postgres.log in `dataDir`.
 */
export async function start(
  dataDir: string,
  port: number,
  flags: string[],
  postgres: string,
  launch: Launch,
): Promise<Start> {
  const log = join(dataDir, `postgres.log.${process.pid}.${port}`)
  const end = await runUntilReady(dataDir, launch(postgres, [...settings(dataDir, port), ...flags]), log)
  if (end.kind === 'started') {
    await rename(log, join(dataDir, 'postgres.log'))
    return end
  }
  const words = await readFile(log, 'utf8')
  await rm(log)
  if (/could not create any TCP\/IP sockets/.test(words)) return { kind: 'port_taken' }
  if (/lock file "postmaster\.pid"|pre-existing shared memory block/.test(words))
    return { kind: 'data_in_use' }
  throw trouble(`Postgres did not start in ${dataDir} (${end.reason})`, words || end.reason)
}

/** `wanted`, or the next port above it that nobody listens on; 0: any. */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 100 && port < 65_536; port++) {
    const server = createServer().unref()
    const listening = await new Promise<boolean>(resolve => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!listening) continue
    const { port: found } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    return found
  }
  throw new Error(
    `No free port for Postgres from ${wanted} to ${wanted + 99}: name another, or set DATABASE_URL.`,
  )
}

function settings(dataDir: string, port: number): string[] {
  const fixed = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    // No socket file: its path may be too long, and /tmp may not be writable.
    unix_socket_directories: '',
    // Refused statements are the business of who sent them, and hold what a log should not.
    log_min_messages: 'log',
    log_checkpoints: 'off',
  }
  return ['-D', dataDir, ...Object.entries(fixed).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

async function runUntilReady(
  dataDir: string,
  { command, args, identity }: ReturnType<Launch>,
  log: string,
): Promise<{ kind: 'started'; postmaster: Postmaster } | { kind: 'ended'; reason: string }> {
  const file = await open(log, 'w', 0o600)
  const child = spawn(command, args, {
    ...identity,
    env: BARE_ENV,
    detached: true,
    stdio: ['ignore', file.fd, file.fd],
  })
  let reason: string | undefined
  child.on('error', error => (reason ??= error.message))
  child.on('exit', (code, name) => (reason ??= `it ended with ${code ?? name}`))
  child.unref()
  await file.close()
  while (reason === undefined) {
    const postmaster = postmasterIn(dataDir)
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready')
      return { kind: 'started', postmaster }
    await pause(20)
  }
  return { kind: 'ended', reason }
}
