import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { shutDown } from '../../db/embedded-postmaster.ts'
import { isAlive } from '../../db/embedded-process.ts'

const MEMORY = '/dev/shm'
const IN_MEMORY = join(MEMORY, `starpass-test-${process.getuid?.()}`)
const ON_DISK = join(import.meta.dirname, '../../.data/test')
const ENOUGH_BYTES = 4e9

/**
 * Where to make a folder for what nobody needs once this process is gone; `what` says what it is. In memory where there
 * is plenty of it: on a disk the hundreds of files of each database cost the processor ten times as much.
 */
export function scratch(what: string): string {
  return join(hasRoom() ? IN_MEMORY : ON_DISK, `${what}-${process.pid}`)
}

function hasRoom(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK)
    const { bavail, bsize } = statfsSync(MEMORY)
    return Math.min(bavail * bsize, process.availableMemory()) > ENOUGH_BYTES
  } catch {
    // Not on Linux, or not for us.
    return false
  }
}

/** A process that was killed left its folders behind, and maybe a Postgres running in one. */
export async function clearKilled(): Promise<void> {
  for (const home of [IN_MEMORY, ON_DISK].filter(existsSync)) {
    for (const name of await readdir(home)) {
      const [, pid] = /^(?:postgres|embedded|demo|packing)-(\d+)/.exec(name) ?? []
      if (pid === undefined || isAlive(Number(pid))) continue
      const folder = join(home, name)
      for (const dataDir of [folder, join(folder, 'postgres')]) await shutDown(dataDir)
      await rm(folder, { recursive: true, force: true })
    }
  }
}
