import { defineEntity, p } from '@mikro-orm/core'
import type { Books } from './books.ts'
import { idIn } from './id.ts'
import type { Rail } from './money.ts'
import { PersonEntity } from './person.ts'
import { PlanVersionEntity } from './plan.ts'
import { SubscriptionEntity } from './subscription.ts'

/** What a provider bills somebody, as it described it when it was last read. */
export const InvoiceEntity = defineEntity({
  name: 'Invoice',
  tableName: 'invoices',
  uniques: [{ properties: ['rail', 'providerId'] }],
  indexes: [{ properties: ['person', 'createdAt', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    rail: p.text().$type<Rail>(),
    providerId: p.text(),
    person: () => p.manyToOne(PersonEntity),
    subscription: () => p.manyToOne(SubscriptionEntity).nullable().deleteRule('no action'),
    planVersion: () => p.manyToOne(PlanVersionEntity).nullable().deleteRule('no action'),
    /** The provider's own word. */
    status: p.text(),
    amountDue: p.bigint('number'),
    amountPaid: p.bigint('number'),
    currency: p.text(),
    dueAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    /** The provider's page of it, and the file; they stop working after a while and are asked for anew. */
    hostedUrl: p.text().nullable(),
    pdfUrl: p.text().nullable(),
    linksReadAt: p.datetime(),
    /** As in `SubscriptionEntity`. */
    ticket: p.bigint('number'),
  },
})

/** Whoever was told that links are stale asks for them; another is told so only after this. */
const ASKED_MS = 10 * 60 * 1000

/** Of the receipts with these ids, the invoices whose links were read before `before`. A draft has none to read. */
export async function staleLinks(
  { pool }: Pick<Books, 'pool'>,
  ids: string[],
  before: Date,
): Promise<{ id: string; providerId: string }[]> {
  const { rows } = await pool.query<{ id: string; providerId: string }>(
    `update invoices set links_read_at = $3 where id in (
       select id from invoices where id = any($1::uuid[]) and links_read_at < $2 and status <> 'draft'
       for update skip locked)
     returning id, provider_id as "providerId"`,
    [ids.flatMap(id => idIn(id) ?? []), before, new Date(+before + ASKED_MS)],
  )
  return rows
}

export async function keepLinks(
  books: Books,
  { id, hostedUrl, pdfUrl }: { id: string; hostedUrl: string | null; pdfUrl: string | null },
): Promise<void> {
  await books.pool.query(
    `update invoices i set hosted_url = $2, pdf_url = $3, links_read_at = $4 from people p
     where i.id = $1 and p.id = i.person_id and p.forgotten_at is null`,
    [id, hostedUrl, pdfUrl, books.now()],
  )
}
