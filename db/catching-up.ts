import type { Books } from './books.ts'

/** What must be known to find what no event told of (case 78). Each mode has a history of its own. */
export interface CatchingUp {
  /** Before this instant every event of the mode is kept; null: nobody has made sure of it yet. */
  eventsReachedBy(livemode: boolean): Promise<Date | null>
  /** From now on it is this instant. An earlier one costs work and loses nothing. */
  reachEvents(reached: { livemode: boolean; at: Date }): Promise<void>
  /** When the first customer was made, deleted or not, and which living one was made last. */
  customerSpan(livemode: boolean): Promise<{ first: Date | null; latest: string | null }>
  /** Living customers in the order of their ids, at most `limit`, those after `after`. */
  customersAfter(page: { livemode: boolean; after: string; limit: number }): Promise<string[]>
}

export function catchingUpIn({ pool }: Pick<Books, 'pool'>): CatchingUp {
  return {
    async eventsReachedBy(livemode) {
      const { rows } = await pool.query<{ reached_at: string }>(
        `select reached_at from provider_cursors where rail = 'card' and kind = $1`,
        [kindOf(livemode)],
      )
      return rows[0] ? new Date(rows[0].reached_at) : null
    },
    async reachEvents({ livemode, at }) {
      await pool.query(
        `insert into provider_cursors (rail, kind, reached_at) values ('card', $1, $2)
         on conflict (rail, kind) do update set reached_at = excluded.reached_at`,
        [kindOf(livemode), at],
      )
    },
    async customerSpan(livemode) {
      const { rows } = await pool.query<{ first: string | null; latest: string | null }>(
        `select (select min(created_at) from customers where livemode = $1) as first,
           (select customer_id from customers where livemode = $1 and deleted_at is null
            order by created_at desc, customer_id limit 1) as latest`,
        [livemode],
      )
      const { first = null, latest = null } = rows[0] ?? {}
      return { first: first === null ? null : new Date(first), latest }
    },
    async customersAfter({ livemode, after, limit }) {
      const { rows } = await pool.query<{ customer_id: string }>(
        `select customer_id from customers where livemode = $1 and deleted_at is null and customer_id > $2
         order by customer_id limit $3`,
        [livemode, after, limit],
      )
      return rows.map(({ customer_id }) => customer_id)
    },
  }
}

function kindOf(livemode: boolean): string {
  return livemode ? 'event live' : 'event test'
}
