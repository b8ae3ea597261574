import type { Books } from './books.ts'
import { idIn } from './id.ts'
import { type Person, PersonEntity } from './person.ts'

/** As many as are of use, and as one message holds. */
const NAMESAKES = 20

/**
 * By Telegram id, by @name, by our id of an order, payment, grant, refund, act, message, subscription, invoice or dispute,
 * or by the provider's of a charge, customer, checkout, subscription, invoice, refund or dispute (case 93). A name leads
 * to all whom we last saw under it, who took it last first: names pass from one person to the next.
 */
export async function findPeople(books: Books, query: string): Promise<Person[]> {
  const em = books.orm.em.fork()
  const text = query.trim()
  const ids = text.startsWith('@') ? [] : await idsOf(books, text)
  if (ids.length > 0) return await em.find(PersonEntity, { id: { $in: ids } })
  return await peopleNamed(books, text)
}

/** All whom we last saw under this @name, who took it last first. */
export async function peopleNamed(books: Books, name: string): Promise<Person[]> {
  const username = name.replace(/^@/, '').replace(/[\\%_]/g, '\\$&')
  return await books.orm.em
    .fork()
    .find(
      PersonEntity,
      { username: { $ilike: username } },
      { orderBy: { usernameSince: 'desc' }, limit: NAMESAKES },
    )
}

async function idsOf(books: Books, text: string): Promise<number[]> {
  const uuid = idIn(text.toLowerCase())
  const telegramId = /^\d{1,16}$/.test(text) ? Number(text) : null
  const { rows } = await books.pool.query<{ id: string }>(QUESTION, [telegramId, text, uuid])
  return rows.map(row => Number(row.id))
}

/** `$1`: a Telegram id; `$2`: whatever a provider may have called it; `$3`: an id of ours. */
const QUESTION = `
select id from people where id = $1
union select person_id from payments where charge_id = $2 or invoice = $2 or id = $3
union select person_id from orders where id = $3
union select person_id from grants where id = $3
union select person_id from notices where id = $3
union select person_id from acts where id = $3
union select person_id from customers where customer_id = $2
union select o.person_id from checkouts c join orders o on o.id = c.order_id where c.session_id = $2
union select person_id from subscriptions where provider_id = $2 or id = $3
union select person_id from invoices where provider_id = $2 or id = $3
union select p.person_id from disputes d join payments p on p.id = d.payment_id where d.provider_id = $2 or d.id = $3
union select p.person_id
from refunds r join payments p on p.id = r.payment_id left join provider_refunds s on s.refund_id = r.id
where r.id = $3 or s.provider_id = $2`
