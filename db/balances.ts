import type { Books } from './books.ts'
import type { Balance } from './ledger.ts'

/** What every account holds: debits less credits, per rail and currency. All accounts of one currency sum to zero. */
export async function balancesOf(books: Pick<Books, 'pool'>): Promise<Balance[]> {
  const { rows } = await books.pool.query<Omit<Balance, 'balance'> & { balance: string }>(`
    select rail, currency, account, sum(amount) as balance
    from (
      select rail, currency, debit as account, amount from entries
      union all
      select rail, currency, credit, -amount from entries
    ) legs
    group by rail, currency, account
    order by rail, currency, account`)
  return rows.map(row => ({ ...row, balance: Number(row.balance) }))
}
