import { readFileSync } from 'node:fs'

/** Whether a process with this id runs. A zombie does not: it has ended, and waits for a parent that may never look. */
export function isAlive(pid: number): boolean {
  return signal(pid, 0) && !read(`/proc/${pid}/stat`)?.includes(') Z ')
}

/** Sends `name` to a process; false: there is none. */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch (error) {
    // Any other refusal comes from a process that is there, as somebody else's.
    return codeOf(error) !== 'ESRCH'
  }
}

/** Whether a process was started as Postgres on `dataDir`; undefined where that cannot be seen, as on macOS. */
export function isPostgresOn(dataDir: string, pid: number): boolean | undefined {
  return read(`/proc/${pid}/cmdline`)?.includes(`\0-D\0${dataDir}\0`)
}

/** What is in a file that may go away any moment, as a lock file and all of /proc do; undefined: it is not there. */
export function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (!['ENOENT', 'ESRCH'].includes(codeOf(error))) throw error
    return undefined
  }
}

/** The system's or Postgres's code of an error. */
function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code)
}
