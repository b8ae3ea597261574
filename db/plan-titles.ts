import type { Books } from './books.ts'
import type { Text } from './plan.ts'

/** The title in the latest edition of each plan, also of those no longer on sale; a code that never was has none. */
export async function planTitles(
  books: Pick<Books, 'pool'>,
  codes: Iterable<string>,
): Promise<Map<string, Text>> {
  const { rows } = await books.pool.query<{ plan_code: string; title: Text }>({
    name: 'plan_titles',
    text: `
      select distinct on (plan_code) plan_code, terms -> 'title' as title
      from plan_versions where plan_code = any($1) order by plan_code, number desc`,
    values: [[...new Set(codes)]],
  })
  return new Map(rows.map(({ plan_code, title }) => [plan_code, title]))
}
