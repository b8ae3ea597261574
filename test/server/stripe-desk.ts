import { Registry } from 'prom-client'
import type { News, Reconciled, Subject } from '../../db/billing.ts'
import { createLogger } from '../../server/log.ts'
import { createReader } from '../../server/stripe/bring.ts'
import { catchUp } from '../../server/stripe/catch-up.ts'
import { keepUp } from '../../server/stripe/keep-up.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import { newsFor, rows } from '../support/sale.ts'
import { CARD_SHOP } from './stripe-life.ts'
import { openRecord, type Record } from './stripe-record.ts'

/** Real books, a Stripe that says what is written in its record, and the reader between them. */
export interface Desk {
  books: TestBooks
  record: Record
  bring(kind: Subject['kind'], id: string): Promise<'done' | 'later'>
  /** Once; rejects where Stripe does not answer. */
  catchUp(): Promise<void>
  /** The same, and the books held against the statement. */
  reconcile(leaveYoungerMs?: number): Promise<Reconciled>
  /** Until the signal is raised, as in life, only faster. */
  keepUp(signal: AbortSignal): Promise<void>
  /** Reads what waits, in its order. */
  work(): Promise<void>
  /** Payments counted so far, by what became of them. */
  counted(): Promise<{ [status: string]: number }>
  /** What waits to be read again. */
  waiting(): Promise<{ key: string; data: Subject }[]>
  /** What admins were told, of these kinds. */
  toldAdmin(kind: News['kind']): Promise<News[]>
  close(): Promise<void>
}

export async function openDesk(): Promise<Desk> {
  const books = await openBooks({ plans: CARD_SHOP })
  books.clock.stand()
  const record = await openRecord()
  const registry = new Registry()
  const logger = createLogger('silent')
  const { billing } = books
  const about = { stripe: record.stripe, billing, logger, livemode: false, now: books.clock.now }
  const reader = createReader({ ...about, registry })
  const own = { ...about, counted: () => {} }
  const waiting = () =>
    rows<{ key: string; data: Subject }>(
      books,
      `select singleton_key as key, data from pgboss.job where name = 'readings' order by created_on, id`,
    )
  return {
    books,
    record,
    bring: (kind, id) => reader.bring({ kind, id }),
    catchUp: () => catchUp(own, new AbortController().signal),
    reconcile: (leaveYoungerMs = 0) =>
      reader.reconcile({ progress: () => {}, signal: new AbortController().signal, leaveYoungerMs }),
    keepUp: signal => keepUp({ ...own, ...reader }, signal, { everyMs: 50, retryMs: 10 }),
    async work() {
      for (const { data } of await waiting()) await reader.bring(data)
    },
    async counted() {
      const { values } = (await registry.getSingleMetric('billing_payments_total')?.get()) ?? { values: [] }
      return Object.fromEntries(values.map(({ labels, value }) => [labels['status'], value]))
    },
    waiting,
    toldAdmin: async kind => (await newsFor(books, ADMIN)).filter(news => news.kind === kind),
    async close() {
      await record.close()
      await books.close()
    },
  }
}
