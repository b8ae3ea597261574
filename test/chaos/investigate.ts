import { openDatabase } from '../../db/orm.ts'
import type { Crowd } from './crowd.ts'
import { askDoctor } from './doctor.ts'
import { booksSay, telegramSays } from './evidence.ts'
import type { Fickle } from './fickle.ts'
import { compareMessages, type Messages } from './messages.ts'
import type { Made } from './pour.ts'
import { findSecrets } from './secrets.ts'
import type { Blows } from './strikes.ts'
import type { Telegram } from './telegram.ts'
import { judge, type Verdict } from './verdict.ts'

/** What was found when everything had grown quiet. */
export interface Findings {
  verdict: Verdict
  messages: Messages
  /** Refunds that are settled on both sides. */
  refunded: number
  secrets: string[]
  /** What the doctor complains of. */
  doctor: string[]
  /** Everything that is not as promised, in words; empty: all is well. */
  wrongs: string[]
}

/** Messages that may be in hand when a process is killed: one batch of the job queue. */
const IN_HAND = 100

/** Looks at both sides, the logs and the doctor, and says what is wrong. Nothing may run on these books any more. */
export async function investigate(run: {
  databaseUrl: string
  telegram: Telegram
  settings: { env: Record<string, string>; secrets: Record<string, string> }
  crowd: Crowd
  logs: string[]
  made: Made[]
  fickle: Fickle
  /** Blows, and answers of Telegram's that were lost: each may have come between sending and writing that down. */
  blows: Blows
  dropped: number
  already: string[]
}): Promise<Findings> {
  const { control } = run.telegram
  const { people, regulars } = run.crowd
  const doctor = await askDoctor(run.settings.env)
  const database = await openDatabase(run.databaseUrl)
  try {
    const quiet = people.slice(0, regulars).filter(person => !run.fickle.everyone.includes(person))
    const messages = await compareMessages(database, control, { quiet, gone: run.fickle.gone })
    const telegram = await telegramSays(control)
    const lies = new Set(run.made.filter(({ lie }) => lie).map(({ chargeId }) => chargeId))
    const verdict = judge(telegram, await booksSay(database), lies)
    const secrets = await findSecrets(run.logs, run.settings.secrets)
    const found = { verdict, messages, secrets, doctor, refunded: telegram.refunds.length }
    const mostTwice = (run.blows.kills + run.blows.crashes) * IN_HAND + run.dropped
    return { ...found, wrongs: [...run.already, ...wrongsOf(found, mostTwice), ...doctor] }
  } finally {
    await database.close()
  }
}

function wrongsOf({ verdict, messages, secrets }: Omit<Findings, 'wrongs'>, mostTwice: number): string[] {
  const lists = {
    lost: verdict.lost,
    doubled: verdict.doubled,
    'booked and unknown to Telegram': verdict.invented,
    'booked otherwise than paid': verdict.misjudged,
    'refunds that differ': verdict.refunds,
    'secrets in logs': secrets,
  }
  const counts: [number, string][] = [
    [verdict.strayed, 'entitlements are others when worked out from zero'],
    [verdict.ledgerDifference, 'Stars between the books and Telegram'],
    [messages.unsent, 'messages not sent to people who can be written to'],
    [messages.missing, 'messages that the books say were sent and are in no chat'],
    [Math.max(0, messages.twice - mostTwice), 'messages twice, beyond what kills explain'],
  ]
  return [
    ...Object.entries(lists).flatMap(([what, ids]) => (ids.length > 0 ? [sentence(what, ids)] : [])),
    ...counts.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}.`])),
  ]
}

function sentence(what: string, ids: string[]): string {
  return `${ids.length} ${what}: ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ', …' : ''}`
}
