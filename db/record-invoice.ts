import type { Books } from './books.ts'
import type { InvoiceState } from './cards.ts'
import { newId } from './id.ts'
import { enrol } from './meet.ts'

/**
 * Writes down what the provider says of an invoice. An answer to an earlier question than the last one changes nothing,
 * so neither does the order in which answers come. Of somebody forgotten no link is kept.
 */
export async function recordInvoice(books: Books, state: InvoiceState): Promise<void> {
  await enrol(books, [state.personId])
  const now = books.now()
  await books.pool.query({
    name: 'record_invoice',
    text: `
      insert into invoices (id, rail, provider_id, person_id, subscription_id, plan_version_id, status, amount_due,
        amount_paid, currency, due_at, created_at, hosted_url, pdf_url, links_read_at, ticket)
      select $1, $2, $3, who.id, s.id, s.plan_version_id, $6, $7, $8, $9, $10, $11,
        case when who.forgotten_at is null then $12 end, case when who.forgotten_at is null then $13 end, $14, $15
      from (select id, forgotten_at from people where id = $4 for share) who left join subscriptions s on s.rail = $2 and s.provider_id = $5
      on conflict (rail, provider_id) do update set
        subscription_id = coalesce(excluded.subscription_id, invoices.subscription_id),
        plan_version_id = coalesce(excluded.plan_version_id, invoices.plan_version_id),
        status = excluded.status, amount_due = excluded.amount_due, amount_paid = excluded.amount_paid,
        currency = excluded.currency, due_at = excluded.due_at, hosted_url = excluded.hosted_url,
        pdf_url = excluded.pdf_url, links_read_at = excluded.links_read_at, ticket = excluded.ticket
      where invoices.ticket <= excluded.ticket`,
    values: [
      newId(),
      state.rail,
      state.providerId,
      state.personId,
      state.subscription,
      state.status,
      state.amountDue,
      state.amountPaid,
      state.currency,
      state.dueAt,
      state.createdAt,
      state.hostedUrl,
      state.pdfUrl,
      now,
      state.ticket,
    ],
  })
}
