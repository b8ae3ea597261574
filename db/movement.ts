import { defineEntity, p } from '@mikro-orm/core'
import { appendOnly } from './append-only.ts'
import type { Movement } from './card-money.ts'
import { DisputeEntity } from './dispute.ts'
import type { Rail } from './money.ts'
import { PaymentEntity } from './payment.ts'
import { RefundEntity } from './refund.ts'

/** One move of the provider's balance, as `Movement` says; the entries that book it refer to it. Append-only. */
export const MovementEntity = defineEntity({
  name: 'Movement',
  tableName: 'movements',
  triggers: appendOnly('movements'),
  uniques: [{ properties: ['rail', 'providerId'] }],
  properties: {
    id: p.uuid().primary(),
    rail: p.text().$type<Rail>(),
    providerId: p.text(),
    kind: p.text().$type<Movement['kind']>(),
    payment: () => p.manyToOne(PaymentEntity).index(),
    refund: () => p.manyToOne(RefundEntity).nullable().deleteRule('no action'),
    dispute: () => p.manyToOne(DisputeEntity).nullable().deleteRule('no action'),
    /** In the payment's own currency, signed from our side. */
    presented: p.bigint('number'),
    presentedCurrency: p.text(),
    /** What the provider's balance saw of it, before its fee. */
    amount: p.bigint('number'),
    currency: p.text(),
    fee: p.bigint('number'),
    bookedAt: p.datetime(),
  },
})
