import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { lead, type Pace } from '../../db/leadership.ts'

/** As in life, only faster. */
export const QUICK: Pace = { tryMs: 50, beatMs: 300, answerMs: 1_000, sessionMs: 2_000 }

/** Who did something when: only a leader may. The order in the table is the truth, whatever processes think. */
export const DEEDS = 'create table deeds (id bigint generated always as identity, who text)'

/** Strives to lead; while it does, a deed of its stands in the database every few milliseconds. */
export function contend(url: string, who: string, { lockUrl = url, log = console }: ContendOptions = {}) {
  const books = new pg.Pool({ connectionString: url, max: 1 })
  books.on('error', () => {})
  const newClient = (more: pg.ClientConfig) => new pg.Client({ connectionString: lockUrl, ...more })
  const leading = lead({ newClient, log }, 'polling', work, QUICK)

  async function work(lost: AbortSignal): Promise<void> {
    while (!lost.aborted) {
      if (leading.leads()) await books.query('insert into deeds (who) values ($1)', [who]).catch(() => {})
      await new Promise(resolve => setTimeout(resolve, 10))
    }
  }
  return {
    ...leading,
    async stop() {
      await leading.stop()
      if (!books.ending) await books.end()
    },
  }
}

interface ContendOptions {
  /** Where the lock is asked for, when not by the same wire as the deeds. */
  lockUrl?: string
  log?: {
    info(fields: object, message: string): void
    warn(fields: object, message: string): void
    error(): void
  }
}

/** The same in a process of its own. */
export function anotherContender(url: string, who: string) {
  const child = fork(fileURLToPath(import.meta.url), [url, who], { execArgv: [] })
  const gone = once(child, 'exit')
  return {
    signal: (name: 'SIGSTOP' | 'SIGCONT') => child.kill(name),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

const [, script, url, who] = process.argv
if (script === fileURLToPath(import.meta.url) && url && who) {
  process.on('disconnect', () => process.exit(0))
  contend(url, who, { log: { info() {}, warn() {}, error() {} } })
}
