import { defineEntity, p } from '@mikro-orm/core'
import type { Rail } from './money.ts'

/** What a provider told us, whole and as it came (case 93). */
export const ProviderEventEntity = defineEntity({
  name: 'ProviderEvent',
  tableName: 'provider_events',
  uniques: [{ properties: ['rail', 'kind', 'providerId'] }],
  // Everything the provider told of one customer, or of what has an id of its own and no customer.
  indexes: [
    {
      name: 'provider_events_whose_index',
      expression: `create index "provider_events_whose_index" on "provider_events" ((coalesce(payload #>> '{data,object,customer}', payload #>> '{data,object,id}'))) where rail = 'card'`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    rail: p.text().$type<Rail>(),
    kind: p.text(),
    /** The provider's id of it: a charge id, an event id. */
    providerId: p.text(),
    payload: p.json<unknown>(),
    receivedAt: p.datetime(),
  },
})
