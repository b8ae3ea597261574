import type { Books } from './books.ts'

/**
 * Of these charges of the card rail, the ones whose money, or what the provider kept of it, is not in the books yet;
 * so that reading a long history again costs nothing for what is done. Where no money moved there is nothing to keep.
 */
export async function unfinishedCharges(books: Books, chargeIds: string[]): Promise<string[]> {
  const { rows } = await books.pool.query<{ charge_id: string }>(
    `select charge_id from unnest($1::text[]) charge_id where not exists (
       select from payments p where p.rail = 'card' and p.charge_id = charge_id.charge_id and (p.amount = 0 or exists (
         select from movements m where m.payment_id = p.id and m.kind = 'charge')))`,
    [chargeIds],
  )
  return rows.map(({ charge_id }) => charge_id)
}
