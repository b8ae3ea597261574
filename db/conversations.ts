import type { Books } from './books.ts'
import type { Conversations } from './conversation.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** The bot's half-finished conversations. */
export function conversationsIn(books: Books): Conversations {
  const dayAgo = () => new Date(+books.now() - DAY_MS)
  return {
    async read(key) {
      const { rows } = await books.pool.query<{ state: unknown }>(
        'select state from conversations where key = $1 and touched_at >= $2',
        [key, dayAgo()],
      )
      return rows[0]?.state ?? null
    },
    async write(key, state) {
      await books.pool.query(
        `insert into conversations (key, state, touched_at) values ($1, $2, $3)
         on conflict (key) do update set state = excluded.state, touched_at = excluded.touched_at`,
        [key, JSON.stringify(state), books.now()],
      )
      await forgetBefore(books, dayAgo())
    },
    async delete(key) {
      await books.pool.query('delete from conversations where key = $1', [key])
    },
  }
}

/** A few at a time, and none that another process is busy with: nobody waits for the tidying. */
async function forgetBefore({ pool }: Books, time: Date): Promise<void> {
  await pool.query(
    `delete from conversations where key in (
       select key from conversations where touched_at < $1 order by touched_at limit 100 for update skip locked
     )`,
    [time],
  )
}
