import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { CardRefund, Charge, DisputeState, Movement, PlanTerms, Settlement } from '../../db/billing.ts'
import type { TestBooks } from './books.ts'

/** What the other process is asked to do, see `other-process.ts`. */
export type Request =
  | { ask: 'open'; url: string; plans: PlanTerms[]; adminIds: number[]; webhookUrls: string[]; at: Date }
  | { ask: 'deliver'; charges: Charge[]; inFlight: number }
  | { ask: 'record'; facts: CardFact[] }
  | { ask: 'work' }

/** What it says. */
export type Report =
  | { say: 'ready' }
  | { say: 'settled'; index: number; outcome: Outcome }
  | { say: 'delivered' }
  | { say: 'recorded' }
  | { say: 'telling'; noticeId: string }

/** What a provider of cards says; told again until the books take it. */
export type CardFact =
  | { about: 'charge'; fact: Charge }
  | { about: 'refund'; fact: CardRefund }
  | { about: 'dispute'; fact: DisputeState }
  | { about: 'movement'; fact: Movement }

/** What became of one charge there: an answer, or the message of what was thrown. */
export type Outcome = Settlement | { kind: 'thrown'; message: string }

export interface OtherProcess {
  /** Settles the charges, so many at once, and tells of each as it is answered; rejects when killed before the last. */
  deliver(
    charges: Charge[],
    options?: { inFlight?: number; onSettled?: (count: number) => void },
  ): Promise<Outcome[]>
  /** Tells the books all of these at once, each until they take it. */
  record(facts: CardFact[]): Promise<void>
  /** Begins to carry out what the books owe; nothing it takes up is ever finished. Resolves at the first message. */
  workForEver(): Promise<string>
  kill(): Promise<void>
}

/** A real process of its own with these books open. */
export async function anotherProcess(
  books: TestBooks,
  { plans, adminIds, webhookUrls = [] }: { plans: PlanTerms[]; adminIds: number[]; webhookUrls?: string[] },
): Promise<OtherProcess> {
  const child = fork(join(import.meta.dirname, 'other-process.ts'), {
    execArgv: [],
    serialization: 'advanced',
  })
  const died = once(child, 'exit').then(() => {
    throw new Error('the other process is gone')
  })
  died.catch(() => {})
  const ask = (request: Request) => child.send(request)

  /** Resolves with what `pick` makes of a report, at the first it makes something of. */
  function report<Result>(pick: (report: Report) => Result | undefined): Promise<Result> {
    const heard = new Promise<Result>(resolve => {
      child.on('message', (message: Report) => {
        const result = pick(message)
        if (result !== undefined) resolve(result)
      })
    })
    return Promise.race([heard, died])
  }

  const ready = report(({ say }) => say === 'ready' || undefined)
  ask({ ask: 'open', url: books.url, plans, adminIds, webhookUrls, at: books.clock.now() })
  await ready
  return {
    async deliver(charges, { inFlight = charges.length, onSettled } = {}) {
      const outcomes: Outcome[] = []
      let count = 0
      const delivered = report(message => {
        if (message.say === 'settled') {
          outcomes[message.index] = message.outcome
          onSettled?.(++count)
        }
        return message.say === 'delivered' ? outcomes : undefined
      })
      ask({ ask: 'deliver', charges, inFlight })
      return await delivered
    },
    async record(facts) {
      const recorded = report(({ say }) => say === 'recorded' || undefined)
      ask({ ask: 'record', facts })
      await recorded
    },
    async workForEver() {
      const telling = report(message => (message.say === 'telling' ? message.noticeId : undefined))
      ask({ ask: 'work' })
      return await telling
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await died.catch(() => {})
    },
  }
}
