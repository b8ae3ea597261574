import { setTimeout } from 'node:timers/promises'
import { auditTold } from './db/audit-told.ts'
import type { Database } from './db/orm.ts'
import { endpointsOf } from './db/outgoing-standing.ts'
import { unlookedAt } from './db/overdue.ts'
import { strandedLines } from './db/stranded-lines.ts'
import type { Finding } from './server/stripe/examine.ts'

/** Whoever has just moved has been looked at by then. */
const LOOKED_AT_MS = 1000

interface Patient {
  database: Database
  webhookUrls: string[]
  now: Date
}

/** Whether other services are told what they should be, as far as the books say; nothing where all is well. */
export async function examineTold({ database, webhookUrls, now }: Patient): Promise<Finding[]> {
  return [
    ...(await otherwiseSet(database, webhookUrls)),
    ...(await unlooked(database, now)),
    ...(await toldOtherwise(database, now)),
    ...(await stranded(database)),
  ]
}

async function otherwiseSet(database: Database, urls: string[]): Promise<Finding[]> {
  const living = (await endpointsOf(database)).map(({ url }) => url)
  const hosts = (all: string[]) => [...new Set(all.map(url => new URL(url).host))].join(', ')
  const [missing, extra] = [
    urls.filter(url => !living.includes(url)),
    living.filter(url => !urls.includes(url)),
  ]
  const found: Finding[] = []
  if (missing.length > 0)
    found.push(note(`Webhooks: set here, and not told: ${hosts(missing)}. npm start begins it. ${ALIKE}`))
  if (extra.length > 0)
    found.push(note(`Webhooks: told, and not set here: ${hosts(extra)}. npm start ends it. ${ALIKE}`))
  return found
}

const ALIKE = 'Every process must have the same OUTGOING_WEBHOOK_URLS: the latest to start decides.'

async function unlooked(database: Database, now: Date): Promise<Finding[]> {
  const before = await unlookedAt(database, now)
  if (before.length === 0) return []
  await setTimeout(LOOKED_AT_MS)
  const still = new Set(await unlookedAt(database, now))
  const count = before.filter(id => still.has(id)).length
  if (count === 0) return []
  return [note(`Webhooks: people who moved and whom nobody has looked at to tell it: ${count}. ${RUN}`)]
}

const RUN = 'npm start does, with OUTGOING_WEBHOOK_URLS; see its log.'

async function toldOtherwise({ pool }: Database, now: Date): Promise<Finding[]> {
  const people = await auditTold(pool, now)
  if (people.length === 0) return []
  const some = `${people.slice(0, 10).join(', ')}${people.length > 10 ? ', …' : ''}`
  const line = `Webhooks: what was told of ${people.length} people is not what they may use: ${some}. See /webhooks ${people[0]}.`
  return [{ level: 'bad', line }]
}

async function stranded({ pool }: Database): Promise<Finding[]> {
  const { length } = await strandedLines(pool)
  if (length === 0) return []
  return [
    note(
      `Webhooks: people something waits for without a job: ${length}. npm start gives them one within an hour.`,
    ),
  ]
}

function note(line: string): Finding {
  return { level: 'warn', line }
}
