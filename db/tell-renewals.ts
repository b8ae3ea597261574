import type { Books } from './books.ts'
import type { StoryRenewal } from './story.ts'

interface Row {
  kind: StoryRenewal['kind']
  at: string
  provider_id: string | null
  asked_by: string | null
  reason: string | null
  result: 'done' | 'refused' | null
  detail: string | null
  answered_at: string | null
}

/** What was said of a person's renewals, oldest first: by Telegram, which names the order alone, and by us. */
export async function renewalsOf({ pool }: Books, personId: number): Promise<StoryRenewal[]> {
  const { rows } = await pool.query<Row>(SAID, [personId])
  return rows.map(row => ({
    kind: row.kind,
    at: new Date(row.at),
    subscription: row.provider_id,
    askedBy: row.asked_by === null ? null : Number(row.asked_by),
    reason: row.reason,
    result: row.result,
    detail: row.detail,
    answeredAt: row.answered_at === null ? null : new Date(row.answered_at),
  }))
}

const SAID = `
  select w.state as kind, w.told_at as at,
    (
      select s.provider_id from subscriptions s
      where s.person_id = w.person_id and s.order_id::text = w.reference
      order by s.created_at, s.id limit 1
    ) as provider_id,
    null::bigint as asked_by, null as reason, null as result, null as detail, null::timestamptz as answered_at
  from renewal_words w where w.person_id = $1
  union all
  select r.wish, r.asked_at, s.provider_id, r.asked_by, r.reason, a.result, a.detail, a.answered_at
  from subscriptions s
  join renewal_requests r on r.subscription_id = s.id
  left join renewal_answers a on a.request_id = r.id
  where s.person_id = $1
  order by at, kind`
