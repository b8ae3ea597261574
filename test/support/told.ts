import { vi } from 'vitest'
import type { OutgoingAnswer, OutgoingDue } from '../../db/billing.ts'
import type { TestBooks } from './books.ts'
import { buy, someone } from './sale.ts'

/** Another service as the books see it: it keeps what it takes, and answers as `how` says; by default, well. */
export function anotherService(how: (due: OutgoingDue) => OutgoingAnswer | Promise<OutgoingAnswer> = yes) {
  const asked: OutgoingDue[] = []
  const taken: OutgoingDue[] = []
  return {
    asked,
    taken,
    async deliver(due: OutgoingDue): Promise<OutgoingAnswer> {
      asked.push(due)
      const answer = await how(due)
      if (answer.kind === 'taken') taken.push(due)
      return answer
    },
  }
}

export function yes(): OutgoingAnswer {
  return { kind: 'taken', detail: '204' }
}

export function no(): OutgoingAnswer {
  return { kind: 'refused', detail: '503' }
}

/** What waits for its next try is tried now. */
export async function hurry({ database: { pool } }: Pick<TestBooks, 'database'>): Promise<void> {
  await pool.query(`update pgboss.job set start_after = now() where name = 'webhooks' and state < 'active'`)
}

/** Somebody who has bought a month, which is written down. */
export async function buyer(books: TestBooks): Promise<number> {
  const person = await someone(books)
  await buy(books, person)
  await announceAll(books)
  return person
}

/** How the endpoint at `url` stands. */
export async function standingOf({ billing }: Pick<TestBooks, 'billing'>, url: string) {
  const found = (await billing.outgoing.endpoints()).find(endpoint => endpoint.url === url)
  if (!found) throw new Error(`no endpoint ${url}`)
  return found
}

/** Looks at all that is due. */
export async function announceAll({ billing }: Pick<TestBooks, 'billing'>): Promise<void> {
  while ((await billing.outgoing.announce()) > 0);
}

/** What was told of one person, as `type when`, in order. */
export function toldOf(dues: OutgoingDue[], personId: number): string[] {
  return dues.filter(due => due.personId === personId).map(({ facts }) => facts.type)
}

/** Resolves when all that there is to tell was delivered, without the pauses between one try and the next. */
export async function allDelivered({
  billing,
  database: { pool },
}: Pick<TestBooks, 'billing' | 'database'>): Promise<void> {
  await announceAll({ billing })
  await vi.waitFor(
    async () => {
      const { rowCount } = await pool.query(
        `update pgboss.job set start_after = now() where name = 'webhooks' and state < 'completed'`,
      )
      if (rowCount !== 0) throw new Error('something still waits to be delivered')
    },
    { timeout: 15_000, interval: 20 },
  )
}
