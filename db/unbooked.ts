import type { Books } from './books.ts'
import type { Rail } from './money.ts'
import type { StatementLine } from './statement.ts'

const UNBOOKED = `
select index from unnest($2::text[], $3::text[]) with ordinality as line (kind, charge_id, index)
where kind <> 'other' and not exists (
  select from payments p where p.rail = $1 and p.charge_id = line.charge_id and (
    kind <> 'refund' or exists (select from standing_refunds r where r.payment_id = p.id)))`

/** Of these lines the ones that tell something of a charge which the books do not have, so that only those cost work. */
export async function unbookedOf<Line extends Pick<StatementLine, 'kind' | 'chargeId'>>(
  { pool }: Books,
  { rail, lines }: { rail: Rail; lines: Line[] },
): Promise<Line[]> {
  const { rows } = await pool.query<{ index: string }>({
    name: 'unbooked',
    text: UNBOOKED,
    values: [rail, lines.map(({ kind }) => kind), lines.map(({ chargeId }) => chargeId)],
  })
  const unbooked = new Set(rows.map(({ index }) => Number(index) - 1))
  return lines.filter((_, index) => unbooked.has(index))
}
