import { join } from 'node:path'
import { type Main, Member, type Verb } from './member.ts'
import type { Mode } from './storm.ts'

/** The processes of the app, all on one Postgres. */
export interface Fleet {
  size: number
  /**
   * SIGKILL to the one of them that the number picks; it is started again at once. Every tenth number picks among all,
   * the others among those at work. Says whether it was at work, and not just starting.
   */
  kill(draw: number): boolean
  /** Where HTTP sides listen now. */
  addresses(): string[]
  /** How often one ended without having been killed. */
  ownExits(): Member['ownExits']
  logs: string[]
  /** Asks all of them to leave; what of that did not go as it should, in words. */
  leave(): Promise<string[]>
}

/** A stop takes ten seconds at most (`npm start` promises it), and a busy machine a little more. */
const LEAVE_MS = 20_000
const READY_MS = 60_000

/** Starts them, and resolves when each has been ready once. */
export async function startFleet(fleet: {
  mode: Mode
  processes: number
  main: Main
  env: Record<string, string>
  folder: string
}): Promise<Fleet> {
  const members = verbsOf(fleet.mode, fleet.processes).map(
    (verb, at) => new Member({ ...fleet, verb, log: join(fleet.folder, `app-${at}-${verb}.log`) }),
  )
  const drop = () => {
    for (const member of members) member.drop()
  }
  process.on('exit', drop)
  await allReady(members).catch((error: unknown) => {
    drop()
    throw error
  })
  return {
    size: members.length,
    kill: draw => kill(members, draw),
    addresses: () => members.flatMap(({ url }) => (url ? [url] : [])),
    ownExits: () => sumOf(members.map(({ ownExits }) => ownExits)),
    logs: members.map(({ log }) => log),
    async leave() {
      const ends = await Promise.all(members.map(member => member.leave(LEAVE_MS)))
      process.off('exit', drop)
      return ends.flatMap((end, at) =>
        end === 0 ? [] : [`process ${at} (${members[at]?.verb}) was asked to leave and ended with ${end}`],
      )
    },
  }
}

function kill(members: Member[], draw: number): boolean {
  const working = members.filter(({ atWork }) => atWork)
  const among = draw % 10 === 0 || working.length === 0 ? members : working
  const picked = among[Math.floor(draw / 10) % among.length]
  const atWork = picked?.atWork ?? false
  picked?.kill()
  return atWork
}

/** Polling: whoever leads polls, the others wait. Webhook: one does everything, the next only HTTP, the next no HTTP. */
function verbsOf(mode: Mode, count: number): Verb[] {
  const order: Verb[] = mode === 'polling' ? ['start', 'bot'] : ['start', 'server', 'bot']
  return Array.from({ length: count }, (_, at) => order[at % order.length] as Verb)
}

function sumOf(exits: Member['ownExits'][]): Member['ownExits'] {
  const sum = { starting: 0, atWork: 0 }
  for (const { starting, atWork } of exits) {
    sum.starting += starting
    sum.atWork += atWork
  }
  return sum
}

async function allReady(members: Member[]): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () =>
      late.reject(new Error(`a process of the app was not ready in time; see ${members.map(m => m.log)}`)),
    READY_MS,
  )
  try {
    await Promise.race([Promise.all(members.map(({ ready }) => ready)), late.promise])
  } finally {
    clearTimeout(timer)
  }
}
