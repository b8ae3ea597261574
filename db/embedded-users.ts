import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive } from './embedded-process.ts'

/** The uses this process has not ended: a file of ours that is not among them was left by a process with our id. */
const mine = new Set<string>()

/**
 * Notes down that this process uses the Postgres in `dataDir`. `leave` ends that, and says whether nobody uses it
 * any more; whoever is told so stops it. Synchronous, so that no one can join between the answer and the stop.
 */
export function enter(dataDir: string): { leave(): boolean } {
  const folder = join(dataDir, 'starpass.users')
  const name = `${process.pid}-${randomBytes(4).toString('hex')}`
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), '')
  mine.add(name)
  return {
    leave() {
      mine.delete(name)
      rmSync(join(folder, name), { force: true })
      // Somebody may have thrown the data away under it.
      return !existsSync(folder) || readdirSync(folder).every(other => !isPresent(other))
    },
  }
}

function isPresent(name: string): boolean {
  const pid = Number(name.split('-')[0])
  return pid === process.pid ? mine.has(name) : isAlive(pid)
}
