import { defineEntity, p } from '@mikro-orm/core'
import { appendOnly } from './append-only.ts'
import type { Rail } from './money.ts'
import type { StatementLine } from './statement.ts'

/** A line of the provider's own list of what moved, as it was read. Append-only. */
export const StatementLineEntity = defineEntity({
  name: 'StatementLine',
  tableName: 'statement_lines',
  triggers: appendOnly('statement_lines'),
  uniques: [{ name: 'statement_lines_once', properties: ['rail', 'account', 'providerId', 'direction'] }],
  checks: [{ name: 'statement_lines_amount_not_negative', expression: 'amount >= 0' }],
  properties: {
    id: p.uuid().primary(),
    rail: p.text().$type<Rail>(),
    account: p.text(),
    providerId: p.text(),
    direction: p.text().$type<StatementLine['direction']>(),
    kind: p.text().$type<StatementLine['kind']>(),
    what: p.text(),
    amount: p.bigint('number'),
    currency: p.text(),
    fee: p.bigint('number'),
    chargeId: p.text().nullable().index(),
    happenedAt: p.datetime(),
    keptAt: p.datetime(),
  },
})
