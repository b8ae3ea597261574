import type { Books } from './books.ts'
import type { Log } from './log.ts'
import { pause } from './pause.ts'
import { SessionLock, type Standing } from './session-lock.ts'

/** What only one process may do at a time, of all that share the database. */
export type Role = 'polling' | 'catching up' | 'reconciling' | 'lapsing' | 'announcing'

/** One number for each role; any would do, they only have to stay the same. */
const KEYS: Record<Role, number> = {
  polling: 7_827_278,
  'catching up': 7_827_279,
  reconciling: 7_827_280,
  lapsing: 7_827_281,
  announcing: 7_827_282,
}

export interface Leading {
  /** Ends the work, waits for it, and lets another lead at once. */
  stop(): Promise<void>
  /** Rejects with what `work` threw; never resolves. Losing the lead is no failure. */
  failed: Promise<never>
  /** Whether we lead, for all we know. False as well after a sleep so long that another may have taken over. */
  leads(): boolean
  /** The same, asked of the database now. `unknown`: it does not answer. */
  stillLeads(): Promise<Standing>
}

/** How fast things go; milliseconds. With these another leads 16 s after a leader froze, 1 s after it was killed. */
export interface Pace {
  /** How often those who wait try. */
  tryMs: number
  /** How often the leader shows the database that it lives. */
  beatMs: number
  /** How long one answer of the database is waited for. */
  answerMs: number
  /** After so much silence the database ends the leader's session, and with it the lead. */
  sessionMs: number
}

const PACE: Pace = { tryMs: 1_000, beatMs: 4_000, answerMs: 3_000, sessionMs: 15_000 }

/** While the database is away, tries come at longer and longer intervals up to this. */
const LONGEST_TRY_MS = 5_000

/**
 * Runs `work` in one process at a time, of all that share the database; the others wait and take over. `work` ends
 * soon after its signal is raised: the lead is lost, or `stop` was called. When it ends by itself, another may lead.
 * A leader that cannot reach the database goes on, for while it is away nobody can take over; should it be away for
 * this leader alone, then only whatever they share besides can tell that two are at work, and `stillLeads` who yields.
 */
export function lead(
  { newClient, log }: Pick<Books, 'newClient' | 'log'>,
  role: Role,
  work: (lost: AbortSignal) => Promise<void>,
  pace: Pace = PACE,
): Leading {
  let alarm = new AbortController()
  const lock = new SessionLock({ newClient, key: KEYS[role], onCut: () => alarm.abort(), ...pace })
  const stopping = new AbortController()
  const failed = Promise.withResolvers<never>()
  // Whoever is interested listens; a failure that nobody waits for must not end the process.
  failed.promise.catch(() => {})
  const ended = run().catch(failed.reject)

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        if (await ourTurn(lock, role, { log, pace, stop: stopping.signal })) await serve()
      } finally {
        await lock.release()
      }
      await pause(pace.tryMs, stopping.signal)
    }
  }

  async function serve(): Promise<void> {
    const lost = new AbortController()
    const done = new AbortController()
    const proving = keepProving(lost, done.signal)
    log.info({ role }, `${role} here`)
    try {
      await work(AbortSignal.any([lost.signal, stopping.signal]))
    } finally {
      done.abort()
      await proving
    }
  }

  /** Until the lead is lost or the work is done; soon again after the connection was cut, or could not be made. */
  async function keepProving(lost: AbortController, done: AbortSignal): Promise<void> {
    done.addEventListener('abort', () => alarm.abort())
    for (let standing: Standing = 'held'; !done.aborted; ) {
      alarm = new AbortController()
      await pause(standing === 'held' ? pace.beatMs : pace.tryMs, alarm.signal)
      if (!done.aborted) standing = await lock.prove()
      if (standing !== 'lost') continue
      log.warn({ role }, `another process is ${role} now; this one steps back`)
      return lost.abort()
    }
  }

  return {
    async stop() {
      stopping.abort()
      await ended
    },
    failed: failed.promise,
    leads: () => lock.isHeld(),
    stillLeads: () => lock.prove(),
  }
}

/** Resolves with true as soon as we have the lock, with false when we are stopped before that. */
async function ourTurn(
  lock: SessionLock,
  role: Role,
  { log, pace, stop }: { log: Log; pace: Pace; stop: AbortSignal },
): Promise<boolean> {
  let told = false
  for (let waitMs = pace.tryMs; !stop.aborted; await pause(waitMs, stop)) {
    try {
      if (await lock.take()) return true
      if (!told) log.info({ role }, `another process is ${role}; waiting to take over`)
      told = true
      waitMs = pace.tryMs
    } catch (error) {
      waitMs = Math.min(waitMs * 2, LONGEST_TRY_MS)
      log.warn({ role, error: String(error), retryInMs: waitMs }, `${role} waits for the database`)
    }
  }
  return false
}
