import { defineEntity, p } from '@mikro-orm/core'
import type { Books } from './books.ts'
import { PersonEntity } from './person.ts'

/** Who somebody is at the provider of cards. At most one of theirs lives there, in each mode. */
export const CustomerEntity = defineEntity({
  name: 'Customer',
  tableName: 'customers',
  uniques: [{ name: 'customers_one_each', properties: ['person', 'livemode'], where: 'deleted_at is null' }],
  properties: {
    /** The provider's id. */
    customerId: p.text().primary(),
    person: () => p.manyToOne(PersonEntity).index(),
    livemode: p.boolean(),
    createdAt: p.datetime(),
    /** When the provider said that it is deleted there; its history stays. */
    deletedAt: p.datetime().nullable(),
  },
})

interface Who {
  personId: number
  livemode: boolean
}

/** The provider's customer who is this person now, and how many of theirs were deleted there. */
export async function customerOf(
  { pool }: Pick<Books, 'pool'>,
  { personId, livemode }: Who,
): Promise<{ customerId: string | null; earlier: number }> {
  const { rows } = await pool.query<{ customer_id: string | null; earlier: number }>({
    name: 'customer_of',
    text: `
      select max(customer_id) filter (where deleted_at is null) as customer_id,
        count(deleted_at)::int as earlier
      from customers where person_id = $1 and livemode = $2`,
    values: [personId, livemode],
  })
  const [row] = rows
  return { customerId: row?.customer_id ?? null, earlier: row?.earlier ?? 0 }
}

/** From now on this customer is this person. Of several at once the first stays, and is what all of them get. */
export async function keepCustomer(books: Books, customer: Who & { customerId: string }): Promise<string> {
  const { personId, livemode, customerId } = customer
  await books.pool.query(
    `insert into customers (customer_id, person_id, livemode, created_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [customerId, personId, livemode, books.now()],
  )
  const kept = (await customerOf(books, { personId, livemode })).customerId
  // They were deleted at the provider in this very moment: whoever asks again makes another.
  if (kept === null) throw new Error(`the customer ${customerId} of ${personId} was deleted at the provider`)
  return kept
}

/** They were deleted at the provider: the next purchase makes another (case 77). */
export async function forgetCustomer(books: Books, customerId: string): Promise<void> {
  await books.pool.query(
    'update customers set deleted_at = $2 where customer_id = $1 and deleted_at is null',
    [customerId, books.now()],
  )
}

/** Whose customer this is or was; null: nobody's we know. */
export async function payerOf({ pool }: Pick<Books, 'pool'>, customerId: string): Promise<number | null> {
  const { rows } = await pool.query<{ person_id: string }>(
    'select person_id from customers where customer_id = $1',
    [customerId],
  )
  return rows[0] ? Number(rows[0].person_id) : null
}
