import { defineEntity, p } from '@mikro-orm/core'
import type { Rail } from './money.ts'

/** Up to when the books have all of one kind that a provider remembers. */
export const ProviderCursorEntity = defineEntity({
  name: 'ProviderCursor',
  tableName: 'provider_cursors',
  properties: {
    rail: p.text().$type<Rail>().primary(),
    /** What it counts, as `event test`: what the key of one mode is told says nothing of the other. */
    kind: p.text().primary(),
    reachedAt: p.datetime(),
    /** Where the provider counts by numbers: how many. */
    position: p.bigint('number').nullable(),
  },
})
