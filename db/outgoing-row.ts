import { defineEntity, p } from '@mikro-orm/core'
import type { Source } from './grant.ts'
import type { OutgoingFacts, OutgoingType, ToldAccess } from './outgoing.ts'
import { PersonEntity } from './person.ts'

/** Where other services listen. It is told what happens from `since` until it is retired. */
export const WebhookEndpointEntity = defineEntity({
  name: 'WebhookEndpoint',
  tableName: 'webhook_endpoints',
  uniques: [{ name: 'webhook_endpoints_living_url', properties: ['url'], where: 'retired_at is null' }],
  properties: {
    id: p.uuid().primary(),
    url: p.text(),
    since: p.datetime(),
    retiredAt: p.datetime().nullable(),
  },
})

/** Whose access other services are told of, and what they were told last. The database marks who moved (migration 0014). */
export const AccessWatchEntity = defineEntity({
  name: 'AccessWatch',
  tableName: 'access_watches',
  indexes: [
    { name: 'access_watches_look_at_index', properties: ['lookAt'], where: 'look_at is not null' },
    { properties: ['lookedUntil'] },
  ],
  properties: {
    person: () => p.oneToOne(PersonEntity).primary().deleteRule('no action').updateRule('no action'),
    /** What is told, by key; beside what counts as told (`HeldBefore`). */
    told: p.json<Record<string, ToldAccess>>(),
    /** Up to when all of it was looked at; null: nobody has looked yet. In the future: the clock was set back since. */
    lookedUntil: p.datetime().nullable(),
    /** When to look next; null: nothing comes. */
    lookAt: p.datetime().nullable(),
  },
})

/**
 * What was open, or to come, when the first endpoint was set: it counts as told until somebody looks at its person. A copy
 * that is made while everybody waits, so it has no more to it than it must: no foreign key.
 */
export const HeldBeforeEntity = defineEntity({
  name: 'HeldBefore',
  tableName: 'held_before',
  properties: {
    grantId: p.uuid().primary(),
    personId: p.bigint('number').index(),
    planCode: p.text(),
    source: p.text().$type<Source>(),
    keys: p.array<string>().columnType('text[]'),
    startsAt: p.datetime(),
    endsAt: p.datetime().nullable(),
    graceUntil: p.datetime().nullable(),
    /** When the endpoint was set. */
    asOf: p.datetime(),
  },
})

/** A payment, a refund that ended, or one that came back, of which nobody has looked yet whether it is to be told. */
export const UntoldMoneyEntity = defineEntity({
  name: 'UntoldMoney',
  tableName: 'untold_money',
  properties: {
    /** As in `OutgoingEvent`. */
    cause: p.text().primary(),
    person: () => p.manyToOne(PersonEntity).index(),
  },
})

/** Something to tell. Its id is what the receiver knows it by. */
export const OutgoingEventEntity = defineEntity({
  name: 'OutgoingEvent',
  tableName: 'outgoing_events',
  triggers: [
    {
      // What was told does not change; when it is of no more use, it goes (`prune-outgoing.ts`).
      name: 'outgoing_events_unchanged',
      timing: 'before',
      events: ['update', 'truncate'],
      forEach: 'statement',
      expression:
        'create trigger outgoing_events_unchanged before update or truncate on outgoing_events for each statement execute function refuse_change()',
    },
  ],
  indexes: [{ properties: ['person', 'position'] }, { properties: ['madeAt'] }],
  properties: {
    id: p.uuid().primary(),
    /** Of one person, the order in which they are told. */
    position: p.bigint('number').autoincrement(),
    person: () => p.manyToOne(PersonEntity),
    type: p.text().$type<OutgoingType>(),
    facts: p.json<OutgoingFacts>(),
    /** What it is told of, so that it is told once; null for access, which is told by what was told before. */
    cause: p.text().nullable().unique(),
    happenedAt: p.datetime(),
    madeAt: p.datetime(),
  },
})

/** One event on its way to one endpoint. */
export const OutgoingDeliveryEntity = defineEntity({
  name: 'OutgoingDelivery',
  tableName: 'outgoing_deliveries',
  uniques: [{ properties: ['event', 'endpoint'] }],
  indexes: [
    { properties: ['endpoint', 'deliveredAt'] },
    {
      name: 'outgoing_deliveries_undelivered_index',
      properties: ['endpoint', 'event'],
      where: 'delivered_at is null',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    event: () => p.manyToOne(OutgoingEventEntity),
    endpoint: () => p.manyToOne(WebhookEndpointEntity),
    tries: p.integer(),
    /** Since when the three days of tries count; a long lull begins them anew. */
    firstTriedAt: p.datetime().nullable(),
    lastTriedAt: p.datetime().nullable(),
    lastAnswer: p.text().nullable(),
    deliveredAt: p.datetime().nullable(),
    givenUpAt: p.datetime().nullable(),
  },
})
