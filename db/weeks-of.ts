import type { Books } from './books.ts'
import type { Money } from './money.ts'
import type { WeekFigures } from './weeks.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const WEEK_MS = 7 * DAY_MS

/** The last `count` weeks, the running one last: money by when it was booked, people by where their access lies now. */
export async function weeksOf({ pool, now }: Books, count: number): Promise<WeekFigures[]> {
  const at = now()
  const running = mondayOf(at)
  const starts = Array.from({ length: count }, (_, index) => {
    return new Date(+running - (count - 1 - index) * WEEK_MS)
  })
  const { rows: moneys } = await pool.query<MoneyRow>(SALES, [starts, at])
  const { rows: crowds } = await pool.query<CrowdRow>(PEOPLE, [starts, at])
  return starts.map((startsAt, week) => {
    const money = moneys.filter(row => row.week === week)
    const crowd = crowds.find(row => row.week === week)
    return {
      startsAt,
      revenue: inCurrencies(money, ({ revenue }) => revenue),
      refunded: inCurrencies(money, ({ refunded }) => refunded),
      active: crowd?.active ?? 0,
      fresh: crowd?.fresh ?? 0,
      lapsed: crowd?.lapsed ?? 0,
    }
  })
}

function mondayOf(at: Date): Date {
  const midnight = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate())
  return new Date(midnight - ((at.getUTCDay() + 6) % 7) * DAY_MS)
}

interface MoneyRow {
  week: number
  currency: string
  revenue: string
  refunded: string
}

interface CrowdRow {
  week: number
  active: number
  fresh: number
  lapsed: number
}

function inCurrencies(rows: MoneyRow[], figure: (row: MoneyRow) => string): Money[] {
  return rows
    .map(row => ({ amount: Number(figure(row)), currency: row.currency }))
    .filter(({ amount }) => amount !== 0)
}

/** `$1`: the beginnings of the weeks; `$2`: now. `closes_at`: when the figures of a week are taken. */
const WEEKS = `
with weeks as (
  select (n - 1)::int as week, starts_at, starts_at + interval '168 hours' as ends_at,
    least(starts_at + interval '168 hours', $2::timestamptz) as closes_at
  from unnest($1::timestamptz[]) with ordinality as each (starts_at, n)
)`

/** What came back of a refund (case 70) is earned again, then. */
const SALES = `${WEEKS}
select week, currency,
  coalesce(sum(amount) filter (where credit = 'sales'), 0) as revenue,
  coalesce(sum(amount) filter (where debit = 'sales'), 0) as refunded
from weeks join entries on booked_at >= starts_at and booked_at < ends_at
where 'sales' in (debit, credit)
group by week, currency order by week, currency`

/** A stretch counts with its days of grace; one of which nothing is left does not. */
const PEOPLE = `${WEEKS},
stretches as (
  select person_id, starts_at as begins, coalesce(greatest(ends_at, grace_until), 'infinity') as over
  from entitlements where ends_at is null or ends_at > starts_at
),
firsts as (select person_id, min(begins) as begins from stretches group by person_id),
seen as (
  select week, s.person_id, bool_or(s.begins <= closes_at and s.over > closes_at) as stays
  from weeks join stretches s on s.begins <= closes_at and s.over > weeks.starts_at
  group by week, s.person_id
)
select week, count(*) filter (where stays)::int as active,
  count(*) filter (where f.begins >= w.starts_at and f.begins < w.ends_at)::int as fresh,
  count(*) filter (where not stays)::int as lapsed
from seen join weeks w using (week) join firsts f using (person_id)
group by week`
