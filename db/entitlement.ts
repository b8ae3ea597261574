import { defineEntity, p } from '@mikro-orm/core'
import { GrantEntity, type Source } from './grant.ts'
import { PersonEntity } from './person.ts'
import { watched } from './watched.ts'

/** Where a grant lies on the calendar: what follows from the grants, kept for quick reading, rebuilt at will. */
export const EntitlementEntity = defineEntity({
  name: 'Entitlement',
  tableName: 'entitlements',
  indexes: [{ name: 'entitlements_look_at_index', properties: ['lookAt'], where: 'look_at is not null' }],
  triggers: [
    {
      name: 'entitlements_looked_at',
      timing: 'before',
      events: ['insert', 'update'],
      forEach: 'row',
      expression: `create trigger entitlements_looked_at before insert or update of starts_at, ends_at, grace_until on entitlements for each row execute function look_before_the_end()`,
    },
    watched('entitlements', 'insert', { name: 'entitlements_watched_at_first' }),
    watched('entitlements', 'update'),
  ],
  properties: {
    grant: () => p.oneToOne(GrantEntity).primary().deleteRule('no action').updateRule('no action'),
    person: () => p.manyToOne(PersonEntity).index(),
    planCode: p.text(),
    keys: p.array<string>().columnType('text[]'),
    source: p.text().$type<Source>(),
    startsAt: p.datetime(),
    /** null: for ever. Equal to `startsAt` where nothing of the grant is left. */
    endsAt: p.datetime().nullable(),
    /** Until when a renewal is awaited with access still open; null where nothing renews. */
    graceUntil: p.datetime().nullable(),
    /** When time next brings something to tell of it, as the sweep found (`lapse.ts`); null: nothing more. */
    lookAt: p.datetime().nullable(),
  },
})

/** One stretch of access and the grant it comes from. */
export interface Stretch {
  grantId: string
  plan: string
  source: Source
  startsAt: Date
  endsAt: Date | null
}

/** The one answer to: what may this person use, until when? One per key. */
export interface Entitlement {
  key: string
  /** The plan that covers this moment, or covered it last. */
  plan: string
  active: boolean
  /** The unbroken coverage around now; for a lapsed key, its last one. */
  startsAt: Date
  endsAt: Date | null
  /** Paid time is over and the days of grace are running. */
  inGrace: boolean
  source: Source
  grants: Stretch[]
}
