import { setTimeout } from 'node:timers/promises'
import { auditBooks } from './db/audit.ts'
import { STARS } from './db/billing.ts'
import { type Database, schemaIsCurrent } from './db/orm.ts'
import { endpointsOf } from './db/outgoing-standing.ts'
import { heldOn, overdue, reconciledAt, toldByCard } from './db/overdue.ts'
import { unbookedMoves } from './db/unfinished.ts'
import { examineTold } from './doctor-told.ts'
import { untold } from './server/outgoing/examine.ts'
import type { Finding } from './server/stripe/examine.ts'

/** Runs begin every five minutes; after three of them something is amiss. */
const RECENT_MINUTES = 15

/** What is in flight has arrived by then. */
const SETTLES_MS = 1000

interface Patient {
  database: Database
  /** How many Stars Telegram says it holds; null: it does not say. */
  starsHeld: () => Promise<number | null>
  /** Whose statement Stripe's is, and what it says moved since; null: no cards are taken. */
  byCard: { account: string; movesSince: (since: Date) => Promise<string[] | null> } | null
  /** Where other services listen, by the settings. */
  webhookUrls: string[]
  now: Date
}

/** What the database says: schema, money, access, both sides of each rail, and what waits for too long. */
export async function examineBooks(patient: Patient): Promise<Finding[]> {
  const { database, now } = patient
  if (!(await schemaIsCurrent(database)))
    return [bad('Database: its schema is behind this code. Run npm run migrate.')]
  return [
    ok('Database: answers, and its schema is current.'),
    ...(await audited(database)),
    ...(await balanced(patient)),
    ...(await waiting(database, now)),
    ...(await examineTold(patient)),
  ]
}

async function audited(database: Database): Promise<Finding[]> {
  const { unbalanced, strayed, quarantined } = await auditBooks(database)
  const found = [
    ...unbalanced.map(what => bad(`Books: ${what}`)),
    ...strayed.map(what => bad(`Access: ${what}`)),
  ]
  if (found.length === 0) found.push(ok('Books: they add up, and access follows from the grants.'))
  if (quarantined > 0)
    found.push(note(`Books: charges in quarantine: ${quarantined}. See /why, give back with /refund.`))
  return found
}

async function balanced(patient: Patient): Promise<Finding[]> {
  const { database, byCard, now } = patient
  const last = await reconciledAt(database)
  const found: Finding[] = []
  for (const rail of ['stars', 'card'] as const) {
    if (rail === 'card' && !byCard) continue
    const name = rail === 'stars' ? 'Stars' : 'Cards'
    const at = last.get(rail)
    if (!at) {
      found.push(note(`${name}: never held against the provider. npm start does it, and every five minutes.`))
      continue
    }
    const minutes = Math.round((+now - +at) / 60_000)
    if (minutes > RECENT_MINUTES) {
      const remedy = 'It is every five minutes while npm start runs; see its log, or send /reconcile.'
      found.push(note(`${name}: last held against the provider ${minutes} minutes ago. ${remedy}`))
    }
    found.push(...(rail === 'stars' ? await stars(patient) : await cards(patient, at)))
  }
  return found
}

async function stars({ database, starsHeld }: Patient): Promise<Finding[]> {
  const drift = async () => {
    const held = await starsHeld()
    const booked = (await heldOn(database, 'stars')).get(STARS) ?? 0
    return held === null ? null : { held, booked }
  }
  let found = await drift()
  if (found && found.held !== found.booked) {
    await setTimeout(SETTLES_MS)
    found = await drift()
  }
  if (!found) return [note('Stars: not compared, for Telegram did not say what it holds.')]
  const { held, booked } = found
  if (held === booked) return [ok(`Stars: the books hold what Telegram does, ${held}.`)]
  return [bad(`Stars: the books hold ${booked}, Telegram ${held}. ${LOOK}`)]
}

const LOOK =
  'Send /reconcile: it brings in what no update told of, and names what the provider does not know.'

/** Both sides as far as Stripe's statement was read, and whether it goes on behind that. */
async function cards({ database, byCard, now }: Patient, readAt: Date): Promise<Finding[]> {
  const [booked, told] = [await heldOn(database, 'card'), await toldByCard(database, now)]
  const off = [...new Set([...booked.keys(), ...told.keys()])].filter(
    currency => (booked.get(currency) ?? 0) !== (told.get(currency) ?? 0),
  )
  const found = off.map(currency => {
    const [ours, theirs] = [booked.get(currency) ?? 0, told.get(currency) ?? 0]
    return bad(`Cards: the books hold ${ours} ${currency}, Stripe’s statement comes to ${theirs}. ${LOOK}`)
  })
  if (found.length === 0) found.push(ok('Cards: the books hold what Stripe’s statement comes to.'))
  const since = new Date(+readAt - CLOCKS_DIFFER_MS)
  const providerIds = byCard && (await byCard.movesSince(since))
  if (!providerIds) return [...found, note('Cards: Stripe did not say what moved since.')]
  const unread = await unbookedMoves(database, { account: byCard.account, providerIds })
  if (unread.length > 0)
    found.push(note(`Cards: of what moved at Stripe since, not in the books yet: ${unread.length}. ${LOOK}`))
  return found
}

const CLOCKS_DIFFER_MS = 5 * 60 * 1000

async function waiting(database: Database, now: Date): Promise<Finding[]> {
  const { jobs, renewals, forgettings } = await overdue(database, now)
  const found = untold(await endpointsOf(database), now)
  for (const { kind, count, error } of jobs) {
    // Said above, of each endpoint.
    if (kind === 'webhooks') continue
    const why = error ? ` The last of them met: ${error}` : ''
    const line = `Jobs: ${kind} that wait for more than an hour: ${count}. See the log of npm start, which must run.${why}`
    // What is to be said can wait; money, what is to be read of it, and what renews cannot.
    found.push(kind === 'messages' ? note(line) : bad(line))
  }
  if (renewals > 0) {
    const remedy = 'Until the provider answers, they may be charged: see the log of npm start.'
    found.push(bad(`Renewals: wishes not answered for more than an hour: ${renewals}. ${remedy}`))
  }
  if (forgettings > 0) {
    const remedy = 'What renews for them must be stopped first: see the log of npm start.'
    found.push(
      note(`Privacy: people who asked a day ago to be forgotten, and are not: ${forgettings}. ${remedy}`),
    )
  }
  return found.length > 0 ? found : [ok('Jobs: nothing waits for longer than it should.')]
}

function ok(line: string): Finding {
  return { level: 'ok', line }
}

function note(line: string): Finding {
  return { level: 'warn', line }
}

function bad(line: string): Finding {
  return { level: 'bad', line }
}
