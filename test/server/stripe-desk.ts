import { Registry } from 'prom-client'
import type { News, Subject } from '../../db/billing.ts'
import { createLogger } from '../../server/log.ts'
import { createReader } from '../../server/stripe/bring.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import { newsFor, rows } from '../support/sale.ts'
import { CARD_SHOP } from './stripe-life.ts'
import { openRecord, type Record } from './stripe-record.ts'

/** Real books, a Stripe that says what is written in its record, and the reader between them. */
export interface Desk {
  books: TestBooks
  record: Record
  bring(kind: Subject['kind'], id: string): Promise<void>
  catchUp(): Promise<void>
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
  const reader = createReader({
    stripe: record.stripe,
    billing: books.billing,
    logger,
    registry,
    now: books.clock.now,
  })
  return {
    books,
    record,
    bring: (kind, id) => reader.bring({ kind, id }),
    catchUp: reader.catchUp,
    async counted() {
      const { values } = (await registry.getSingleMetric('billing_payments_total')?.get()) ?? { values: [] }
      return Object.fromEntries(values.map(({ labels, value }) => [labels['status'], value]))
    },
    waiting: () =>
      rows(
        books,
        `select singleton_key as key, data from pgboss.job where name = 'readings' order by created_on, id`,
      ),
    toldAdmin: async kind => (await newsFor(books, ADMIN)).filter(news => news.kind === kind),
    async close() {
      await record.close()
      await books.close()
    },
  }
}
