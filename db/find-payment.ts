import type { InferEntity, Loaded } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { idIn } from './id.ts'
import { PaymentEntity } from './payment.ts'

type Payment = InferEntity<typeof PaymentEntity>

/**
 * A payment by the provider's id of the charge, on whichever rail, or by its own; null: there is none. Throws where two
 * rails use one id, so that nobody's money is taken for another's; each payment's own id still names it.
 */
export async function findPayment(
  em: EntityManager,
  id: string,
): Promise<Loaded<Payment, 'person' | 'order.planVersion'> | null> {
  const own = idIn(id)
  const found = await em.find(
    PaymentEntity,
    own ? { $or: [{ id: own }, { chargeId: id }] } : { chargeId: id },
    { populate: ['person', 'order.planVersion'] },
  )
  const [payment, other] = found
  if (other) throw new Error(`two payments have the charge id ${id}; name it by the payment's own id`)
  return payment ?? null
}
