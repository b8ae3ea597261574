import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ground, openGround } from './ground.ts'
import { type Killed, killEverywhere, type Toll } from './kill-everywhere.ts'
import { openLane } from './lane.ts'
import { sourcesWithCrashPoints } from './sources.ts'
import type { Step } from './step.ts'
import { STEPS } from './steps.ts'

/** Kills there only, such as `CRASH_AT='before db/settle.ts:44' npx vitest run test/crash/crash.test.ts`. */
const ONLY = process.env['CRASH_AT'] ?? ''

/** Where no step comes to, and why not. */
const UNREACHED: Record<string, string> = {
  'bot/migrated.ts followMigrated': 'only groups move, and only persons are told',
  'bot/patience.ts patience': 'those who carry out what is owed have none',
  'bot/persist.ts persist': 'the pause between two tries',
  'db/access.ts accessOf': 'reads',
  'db/access.ts accessUntil': 'reads',
  'db/access.ts heldBy': 'reads',
  'db/again.ts again': 'nothing is in hand while the database is away',
  'db/beside.ts besideOf': 'reads',
  'db/compare-balance.ts compareWithin':
    'a drift that two readings found is told, in one transaction of its own',
  'db/compare-balance.ts lastDrifts': 'reads, for the metrics',
  'db/forget-person.ts tellLast': 'what nobody can be told any more is given up, in the same transaction',
  'db/holdings.ts rebuildEntitlements': 'done by hand, in one transaction of its own',
  'db/jobs.ts isWaiting': 'of readings alone, which change nothing by themselves (stripe-kill.test.ts)',
  'db/jobs.ts migrateJobs': 'before the shop opens',
  'db/jobs.ts pending': 'counts for the metrics',
  'db/lost-commit.ts isCommitted': 'the pause between two questions, while Postgres still commits',
  'db/meet.ts chooseLanguage': 'neither money nor a message',
  'db/old-jobs.ts carryOverOldJobs': 'before the shop opens, in one transaction of its own',
  'db/old-jobs.ts unanswered': 'the same',
  'db/old-jobs.ts untold': 'the same',
  'db/pause.ts pause': 'nothing is in hand',
  'db/raise.ts raise': 'in one transaction of its own, of what a rail finds',
  'db/reach.ts regain': 'what `meet` does, for whoever opens the Mini App, in one transaction',
  'db/statement-in.ts sumsOf': 'reads, and only what a provider of cards lists',
  'db/subscription.ts subscriptionsOf': 'reads, for pages',
  'db/tell-debt.ts tellOfDebt': 'by card: in one transaction of its own, of a reading that is made again',
  'db/tell-debt.ts tellWithin': 'the same',
  'db/time-zone.ts keepTimeZone': 'neither money nor a message',
  'db/waiting-jobs.ts dropJobs': 'of webhooks alone, within the transaction of whoever asks',
  'db/waiting-jobs.ts hurryJobs': 'the same',
  'db/unlisted.ts beganAt': 'reads, where there was another bot before',
}

let ground: Ground
let toll: Toll
beforeAll(async () => {
  ground = await openGround()
  toll = await killEverywhere(ground, ONLY)
}, 900_000)
afterAll(() => ground?.close())

test('some step comes to every await of settling, renewing, refunding, telling and forgetting, but for those with a reason', () => {
  const unreached = new Set(toll.unreached.map(({ file, within }) => `${file} ${within}`))
  expect([...unreached].sort()).toEqual(Object.keys(UNREACHED).sort())
})

// cases 84, 85, 94
test('whatever await a process dies before or after, all is in the end as if it had lived', () => {
  expect(toll.killed.length).toBeGreaterThan(0)
  const troubles = toll.killed.filter(({ death }) => death.trouble).map(({ death }) => death)
  expect(troubles).toEqual([])
  const changed = toll.killed.filter(killed => differences(killed).length > 0)
  expect(
    changed.map(killed => ({
      killed: killed.death.point,
      step: killed.step.name,
      lines: differences(killed),
    })),
  ).toEqual([])
})

test('a message comes twice only where the process died after Telegram took it and before the books knew', () => {
  const inDoubt = toll.killed.filter(({ unrecorded }) => unrecorded.length > 0)
  const twice = toll.killed.filter(({ strays }) => strays.length > 0)
  const pointAnd = (messages: 'unrecorded' | 'strays') => (killed: Killed) => [
    killed.death.point,
    killed[messages],
  ]
  expect(twice.map(pointAnd('strays'))).toEqual(inDoubt.map(pointAnd('unrecorded')))
  // Or else nobody could say that these were looked at.
  if (ONLY === '') expect(twice.length).toBeGreaterThan(0)
})

test.each([
  {
    mistake: 'adds its jobs a little after the commit',
    file: 'db/settle.ts',
    right: 'await books.jobs.add(',
    wrong: 'setTimeout((add, ...job) => add(...job), 5_000, books.jobs.add, ',
    point: 'after db/settle.ts',
  },
  {
    mistake: 'confirms a payment before it is booked',
    file: 'bot/till.ts',
    right: 'await enter(',
    wrong: 'void enter(',
    point: 'before db/settle.ts',
  },
])(
  'a shop that $mistake would be found out',
  async ({ file, right, wrong, point }) => {
    const { sources } = sourcesWithCrashPoints((name, source) => {
      if (name !== file) return source
      expect(source).toContain(right)
      return source.replaceAll(right, wrong)
    })
    // Before it nothing is owed, so that nothing is in the dead one's hands, and recovery need not wait.
    const step = STEPS.find(({ name }) => name === 'a payment fits no order') as Step
    const last = toll.passed
      .get(step)
      ?.flat()
      .findLast(passed => passed.startsWith(point))
    const lane = await openLane(ground.telegram)
    await lane.die(step, await ground.build(sources), last as string)
    const [killed] = (await lane.recover()) as [Killed]
    await lane.close()
    expect(killed.death.trouble).toBeNull()
    expect(differences(killed)).toContainEqual(expect.stringMatching(/^- person was told/))
  },
  60_000,
)

/** What is not as it would be if nobody had died. */
function differences({ step, state }: Killed): string[] {
  const expected = toll.undisturbed.get(step) ?? []
  return [
    ...without(state, expected).map(line => `+ ${line}`),
    ...without(expected, state).map(line => `- ${line}`),
  ]
}

/** The lines that are left when each of `others` has taken one like it away. */
function without(lines: string[], others: string[]): string[] {
  const left = [...lines]
  for (const other of others) {
    const at = left.indexOf(other)
    if (at >= 0) left.splice(at, 1)
  }
  return left
}
