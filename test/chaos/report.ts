import type { Outcome } from './run.ts'
import type { Storm } from './storm.ts'
import type { Progress } from './watch.ts'

/** How to have exactly this run again. */
export function replay({ mode, payments, kills, crashes, processes, seed }: Storm): string {
  return (
    `npm run chaos -- --mode ${mode} --payments ${payments} --kills ${kills} --postgres ${crashes} ` +
    `--processes ${processes} --seed ${seed}`
  )
}

/** One line that says how far a run is. */
export function lineOf(storm: Storm, { made, booked, kills, crashes, queue, owed }: Progress): string {
  const parts = [
    `paid ${made}/${storm.payments}`,
    `booked ${booked}`,
    `kills ${kills}/${storm.kills}`,
    `crashes ${crashes}/${storm.crashes}`,
    `queue ${queue}`,
    `owed ${owed}`,
  ]
  return `${storm.mode}: ${parts.join('  ')}`
}

/** The figures of the runs, a column each. */
export function table(outcomes: Outcome[]): string {
  const rows: [string, (outcome: Outcome) => string | number][] = [
    ['', ({ storm }) => storm.mode],
    ['charges made', ({ tally }) => tally.made.length],
    ['given back', ({ findings }) => findings.refunded],
    ['attempts that moved nothing', ({ tally }) => sum(tally.failed)],
    ['processes', ({ storm }) => storm.processes],
    ['kills', ({ blows }) => blows.kills],
    ['  of them at work', ({ blows }) => blows.killsAtWork],
    ['  starts that failed', ({ ownExits }) => ownExits.starting],
    ['  ended by itself at work', ({ ownExits }) => ownExits.atWork],
    ['Postgres crashes', ({ blows }) => blows.crashes],
    ['faults at Telegram', ({ faults }) => sum(faults)],
    ...FAULTS.map((kind): (typeof rows)[number] => [`  ${kind}`, ({ faults }) => faults[kind]]),
    ['lost', ({ findings }) => findings.verdict.lost.length],
    ['doubled', ({ findings }) => findings.verdict.doubled.length],
    ['ledger difference (Stars)', ({ findings }) => findings.verdict.ledgerDifference],
    ['refunds that differ', ({ findings }) => findings.verdict.refunds.length],
    ['access that strayed', ({ findings }) => findings.verdict.strayed],
    ['messages sent', ({ findings }) => findings.messages.sent],
    ['  never sent', ({ findings }) => findings.messages.unsent],
    ['  twice at Telegram', ({ findings }) => findings.messages.twice],
    ['secrets in logs', ({ findings }) => findings.secrets.length || 'none'],
    ['doctor', ({ findings }) => (findings.doctor.length === 0 ? 'content' : 'BAD')],
    ['time (s)', ({ seconds }) => Math.round(seconds)],
    ['payments/s', ({ tally, seconds }) => (tally.made.length / seconds).toFixed(1)],
    ['seed', ({ storm }) => storm.seed],
  ]
  return rows.map(([name, read]) => line(name, outcomes.map(read))).join('\n')
}

const FAULTS = ['duplicate', 'reorder', 'delay', 'too_many', 'internal', 'dropped', 'cut'] as const

function line(name: string, values: (string | number)[]): string {
  return `${name.padEnd(30)}${values.map(value => String(value).padStart(12)).join('')}`
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0)
}
