import { defineEntity, p } from '@mikro-orm/core'
import { appendOnly } from './append-only.ts'
import type { Rail } from './money.ts'
import { PersonEntity } from './person.ts'
import type { RenewalAnswer, RenewalDue, RenewalWord } from './renewals.ts'
import { SubscriptionEntity } from './subscription.ts'

/** What Telegram said of a subscription in Stars, in the order it came. */
export const RenewalWordEntity = defineEntity({
  name: 'RenewalWord',
  tableName: 'renewal_words',
  uniques: [{ properties: ['rail', 'providerId'] }],
  properties: {
    id: p.uuid().primary(),
    rail: p.text().$type<Rail>(),
    /** The provider's id of the update. */
    providerId: p.text(),
    person: () => p.manyToOne(PersonEntity),
    /** The payload of the invoice. */
    reference: p.text().index(),
    state: p.text().$type<RenewalWord['state']>(),
    payload: p.json<unknown>(),
    toldAt: p.datetime(),
  },
})

/** Somebody wants a renewal stopped, or allowed again. The row exists before the provider is first asked. */
export const RenewalRequestEntity = defineEntity({
  name: 'RenewalRequest',
  tableName: 'renewal_requests',
  triggers: appendOnly('renewal_requests'),
  properties: {
    id: p.uuid().primary(),
    subscription: () => p.manyToOne(SubscriptionEntity).index(),
    wish: p.text().$type<RenewalDue['wish']>(),
    /** The person, or an admin; null: the books themselves, as for a refund. */
    askedBy: p.bigint('number').nullable(),
    reason: p.text(),
    askedAt: p.datetime(),
  },
})

/** What the provider said to it. A refused stop was never one. */
export const RenewalAnswerEntity = defineEntity({
  name: 'RenewalAnswer',
  tableName: 'renewal_answers',
  triggers: appendOnly('renewal_answers'),
  properties: {
    request: () => p.oneToOne(RenewalRequestEntity).primary().deleteRule('no action').updateRule('no action'),
    result: p.text().$type<RenewalAnswer['kind']>(),
    detail: p.text().nullable(),
    answeredAt: p.datetime(),
  },
})
