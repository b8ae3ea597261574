import { defineEntity, p } from '@mikro-orm/core'
import { PersonEntity } from './person.ts'

/** Somebody is to be forgotten; done once nothing of theirs renews any more. */
export const ForgettingEntity = defineEntity({
  name: 'Forgetting',
  tableName: 'forgettings',
  indexes: [{ name: 'forgettings_undone_index', properties: ['askedAt'], where: 'done_at is null' }],
  properties: {
    id: p.uuid().primary(),
    person: () => p.manyToOne(PersonEntity).index(),
    askedBy: p.bigint('number'),
    request: p.text().unique(),
    askedAt: p.datetime(),
    doneAt: p.datetime().nullable(),
  },
})
