import { defineEntity, type InferEntity, p } from '@mikro-orm/core'
import type { DisputeState } from './card-money.ts'
import type { Rail } from './money.ts'
import { PaymentEntity } from './payment.ts'

/** A payer's bank wants a payment back: as its provider described it when it was read last. */
export const DisputeEntity = defineEntity({
  name: 'Dispute',
  tableName: 'disputes',
  uniques: [{ properties: ['rail', 'providerId'] }],
  properties: {
    id: p.uuid().primary(),
    rail: p.text().$type<Rail>(),
    providerId: p.text(),
    payment: () => p.manyToOne(PaymentEntity).index(),
    /** The provider's own word, and what it means for access. */
    status: p.text(),
    stand: p.text().$type<DisputeState['stand']>(),
    reason: p.text(),
    amount: p.bigint('number'),
    currency: p.text(),
    /** When the provider was asked: an answer to an earlier question changes nothing. */
    ticket: p.bigint('number'),
    openedAt: p.datetime(),
  },
})

export type Dispute = InferEntity<typeof DisputeEntity>
