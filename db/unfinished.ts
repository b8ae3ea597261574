import type { Books } from './books.ts'
import type { Money } from './money.ts'

/**
 * Of these charges of the card rail, the ones whose money, or what the provider kept of it, is not in the books yet;
 * so that reading a long history again costs nothing for what is done. Where no money moved there is nothing to keep, and
 * what the statement has as `other` is nobody's here.
 */
export async function unfinishedCharges(books: Books, chargeIds: string[]): Promise<string[]> {
  const { rows } = await books.pool.query<{ charge_id: string }>(
    `select charge_id from unnest($1::text[]) charge_id where not exists (
       select from payments p where p.rail = 'card' and p.charge_id = charge_id.charge_id and (p.amount = 0 or exists (
         select from movements m where m.payment_id = p.id and m.kind = 'charge')))
     and not exists (select from statement_lines l
       where l.rail = 'card' and l.charge_id = charge_id.charge_id and l.kind = 'other')`,
    [chargeIds],
  )
  return rows.map(({ charge_id }) => charge_id)
}

/** Of these moves of the provider's balance, the ones that are neither booked nor kept as lines of the statement. */
export async function unbookedMoves(
  { pool }: Pick<Books, 'pool'>,
  { account, providerIds }: { account: string; providerIds: string[] },
): Promise<string[]> {
  const { rows } = await pool.query<{ provider_id: string }>(
    `select provider_id from unnest($2::text[]) asked (provider_id)
     where not exists (select from movements m where m.rail = 'card' and m.provider_id = asked.provider_id)
       and not exists (select from statement_lines l
         where l.rail = 'card' and l.account = $1 and l.provider_id = asked.provider_id)`,
    [account, providerIds],
  )
  return rows.map(row => row.provider_id)
}

/** What was paid since then and no line of the statement tells of, per currency. */
export async function paidUntold(
  { pool }: Pick<Books, 'pool'>,
  { account, since }: { account: string; since: Date },
): Promise<Money[]> {
  const { rows } = await pool.query<{ currency: string; amount: string }>(
    `select currency, sum(amount) as amount from payments p
     where rail = 'card' and paid_at >= $2 and not exists (select from statement_lines l
       where l.rail = 'card' and l.account = $1 and l.charge_id = p.charge_id and l.kind = 'payment')
     group by currency`,
    [account, since],
  )
  return rows.map(({ currency, amount }) => ({ currency, amount: Number(amount) }))
}
