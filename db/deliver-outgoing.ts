import type { EntityManager } from '@mikro-orm/postgresql'
import { attempt } from './attempt.ts'
import type { Books } from './books.ts'
import type { Crew, Job, JobOutcome } from './jobs.ts'
import type { OutgoingAnswer, OutgoingDue } from './outgoing.ts'
import { againJob, LANES, type Line, lineKey, nextJob, type OutgoingTask } from './outgoing-job.ts'
import { type Found, foundFor, isMore } from './outgoing-line.ts'
import { tellOnce } from './tell.ts'

type Deliver = (due: OutgoingDue) => Promise<OutgoingAnswer>

const HOUR_MS = 60 * 60 * 1000

const PATIENCE_MS = 72 * HOUR_MS

/** However long it has waited behind another, it is tried as often as this. */
const TRIES = 5

/** Tries are four hours apart at most. After so long without one nobody was there to try: the three days begin anew. */
const LULL_MS = 24 * HOUR_MS

/** Delivers what is due, in the order of each person at each endpoint; what is not taken is tried again for three days. */
export async function workOutgoing(books: Books, deliver: Deliver): Promise<void> {
  await books.jobs.work('webhooks', await crewFor(books), jobs =>
    Promise.all(jobs.map(job => workOn(books, deliver, job))),
  )
}

/** One at a time each, and one more than all lanes there are: endpoints that hang leave room, however many they are. */
async function crewFor({ pool }: Books): Promise<Crew> {
  const { rows } = await pool.query<{ count: number }>(
    'select count(*)::int as count from webhook_endpoints where retired_at is null',
  )
  return { workers: LANES * (rows[0]?.count ?? 0) + 1, batchSize: 1, oneOfGroup: true }
}

async function workOn(books: Books, deliver: Deliver, job: Job): Promise<JobOutcome> {
  let isPutBack = false
  const outcome = await attempt(books.log, job, { webhook: job.key ?? job.id }, async () => {
    isPutBack = (await carry(books, deliver, taskOf(job))) === 'put_back'
  })
  return { ...outcome, rest: isPutBack }
}

/** Only `outgoing-job.ts` makes these jobs. */
function taskOf({ data }: Job): OutgoingTask {
  return data as OutgoingTask
}

async function carry(books: Books, deliver: Deliver, task: OutgoingTask): Promise<'done' | 'put_back'> {
  const found = await foundFor(books, task)
  if (!found) return 'done'
  const answer = await answerOf(deliver, found.due)
  const now = books.now()
  const countsFrom = beginning(found, now)
  const isOver =
    answer.kind === 'refused' && found.due.tries + 1 >= TRIES && +now - +countsFrom >= PATIENCE_MS
  const outcome = await books.orm.em.fork().transactional(async em => {
    const isNoted = await note(em, found, answer, { now, countsFrom, isOver })
    if (!isNoted) {
      await putBack(books, em, task, found.line)
      return 'put_back'
    }
    if (isOver && !found.isDelivered) await tellAdmins(books, em, found, answer.detail)
    if (answer.kind === 'taken' || isOver) await goOn(books, em, found.line)
    return 'done'
  })
  if (isOver) books.jobs.wake('messages')
  // No url: secrets stand in some, and this is logged, and kept with the job.
  if (outcome === 'done' && answer.kind === 'refused' && !isOver) {
    const { host } = new URL(found.due.url)
    throw new Error(`endpoint ${found.line.endpointId} at ${host}: ${answer.detail}`)
  }
  return outcome
}

/** Whatever goes wrong on the way is an endpoint that did not take it. */
async function answerOf(deliver: Deliver, due: OutgoingDue): Promise<OutgoingAnswer> {
  try {
    return await deliver(due)
  } catch (error) {
    return { kind: 'refused', detail: error instanceof Error ? error.message : String(error) }
  }
}

/** Since when it has been tried in vain. What waited behind one that was given up has waited since it was made. */
function beginning({ tried, triedBefore, madeAt }: Found, now: Date): Date {
  const last = tried ?? triedBefore
  if (!last || +now - +last.lastAt > LULL_MS) return now
  return tried ? tried.firstAt : new Date(Math.max(+madeAt, +last.firstAt))
}

interface Noting {
  now: Date
  countsFrom: Date
  isOver: boolean
}

/**
 * A yes is one, whatever happened meanwhile; a refusal is noted only of what is still as it was read. False: nothing was
 * noted, for it was replayed, retired or delivered meanwhile, or not tried at all.
 */
async function note(
  em: EntityManager,
  { due, isDelivered, isGivenUp }: Found,
  { kind, detail }: OutgoingAnswer,
  { now, countsFrom, isOver }: Noting,
): Promise<boolean> {
  if (kind === 'not_tried') return false
  const tried = 'tries = tries + 1, first_tried_at = ?, last_tried_at = ?, last_answer = ?'
  const values = [countsFrom, now, detail]
  if (kind === 'taken') {
    const set = `${tried}, delivered_at = ?, given_up_at = null`
    await em.execute(`update outgoing_deliveries set ${set} where id = ?`, [...values, now, due.deliveryId])
    return true
  }
  const givenUpAt = isOver && !isDelivered ? now : null
  const noted: unknown[] = await em.execute(
    `update outgoing_deliveries set ${tried}, given_up_at = coalesce(?, given_up_at)
     where id = ? and tries = ? and (delivered_at is not null) = ? and (given_up_at is not null) = ? returning id`,
    [...values, givenUpAt, due.deliveryId, due.tries, isDelivered, isGivenUp],
  )
  return noted.length > 0
}

/** As it was, for whoever takes it next, and at once. */
async function putBack({ jobs }: Books, em: EntityManager, task: OutgoingTask, line: Line): Promise<void> {
  const job = 'deliveryId' in task ? againJob({ ...line, ...task }) : nextJob(line)
  const waiting = await jobs.hurry('webhooks', [job.key], em)
  if (waiting.size === 0) await jobs.add('webhooks', [job], em)
}

/** The next one is a job of its own: its tries are not counted to this one's. */
async function goOn({ jobs }: Books, em: EntityManager, line: Line): Promise<void> {
  const waiting = await jobs.hurry('webhooks', [lineKey(line)], em)
  if (waiting.size === 0 && (await isMore(em, line))) await jobs.add('webhooks', [nextJob(line)], em)
}

/** Once a day and endpoint: one that is gone for good is not worth a message for every event. */
async function tellAdmins(
  books: Books,
  em: EntityManager,
  { due: { url }, line: { endpointId } }: Found,
  detail: string,
): Promise<void> {
  const news = { kind: 'webhook_given_up' as const, url, endpointId, detail }
  const day = books.now().toISOString().slice(0, 10)
  const told = books.adminIds.map(personId => ({ personId, news }))
  await tellOnce(books, em, `webhook given up ${endpointId} ${day}`, told)
}
