import type { EntityManager } from '@mikro-orm/postgresql'
import type { Books } from './books.ts'
import type { Movement } from './card-money.ts'
import { DisputeEntity } from './dispute.ts'
import { newId } from './id.ts'
import { type Account, EntryEntity } from './ledger.ts'
import { lockPerson } from './lock.ts'
import { MovementEntity } from './movement.ts'
import { PaymentEntity } from './payment.ts'
import { ProviderRefundEntity } from './refund.ts'

/**
 * Books a move of the provider's balance, once: its fee, what it changed into another currency, and all of a dispute's.
 * With it, cash and fees of a currency come to what the provider's moves in it come to before its fees. Throws while
 * what it belongs to is not in the books: it is asked again.
 */
export async function recordMovement(books: Books, movement: Movement): Promise<'booked' | 'repeated'> {
  return await books.orm.em.fork().transactional(async em => {
    const { rail, providerId, chargeId } = movement
    const payment = await em.findOne(PaymentEntity, { rail, chargeId })
    if (!payment) throw new Error(`movement ${providerId}: its charge ${chargeId} is not booked yet`)
    await lockPerson(em, payment.person.id)
    if (await em.findOne(MovementEntity, { rail, providerId })) return 'repeated'

    const id = newId()
    const bookedAt = books.now()
    const { presented, settled, fee, kind } = movement
    em.create(MovementEntity, {
      ...{ id, rail, providerId, kind, payment, fee, bookedAt },
      ...{ refund: await refundOf(em, movement), dispute: await disputeOf(em, movement) },
      ...{ presented: presented.amount, presentedCurrency: presented.currency },
      ...{ amount: settled.amount, currency: settled.currency },
    })
    for (const entry of entriesOf(movement))
      em.create(EntryEntity, { payment, refund: null, movement: id, rail, bookedAt, ...entry })
    return 'booked'
  })
}

async function refundOf(em: EntityManager, { providerId, refund }: Movement): Promise<string | null> {
  if (refund === null) return null
  const known = await em.findOne(ProviderRefundEntity, { providerId: refund })
  if (!known) throw new Error(`movement ${providerId}: its refund ${refund} is not in the books yet`)
  return known.refund.id
}

async function disputeOf(em: EntityManager, { rail, providerId, dispute }: Movement): Promise<string | null> {
  if (dispute === null) return null
  const known = await em.findOne(DisputeEntity, { rail, providerId: dispute })
  if (!known) throw new Error(`movement ${providerId}: its dispute ${dispute} is not in the books yet`)
  return known.id
}

interface Entry {
  debit: Account
  credit: Account
  amount: number
  currency: string
}

/**
 * A payment or a refund is in cash already, in the currency its payer saw: what the balance got in another takes its
 * place. A dispute is not, and is taken as the balance saw it.
 */
function entriesOf({ kind, presented, settled, fee }: Movement): Entry[] {
  const isSame = presented.currency === settled.currency
  const gross =
    kind === 'dispute'
      ? [toCash(settled.amount, settled.currency, 'disputes')]
      : isSame
        ? [toCash(settled.amount - presented.amount, settled.currency, 'conversion')]
        : [
            toCash(-presented.amount, presented.currency, 'conversion'),
            toCash(settled.amount, settled.currency, 'conversion'),
          ]
  return [...gross, toCash(-fee, settled.currency, 'fees')].filter(({ amount }) => amount > 0)
}

/** So much comes into cash from the other account; a negative amount goes the other way. */
function toCash(amount: number, currency: string, other: Account): Entry {
  return amount < 0
    ? { debit: other, credit: 'cash', amount: -amount, currency }
    : { debit: 'cash', credit: other, amount, currency }
}
