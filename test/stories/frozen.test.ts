import { expect, onTestFinished, test } from 'vitest'
import { createBilling } from '../../db/billing.ts'
import { openDatabase } from '../../db/orm.ts'
import { ADMIN, SHOP } from '../support/books.ts'
import { openWire } from '../support/wire.ts'
import type { Mode } from './process.ts'
import { openStage, type Stage } from './stage.ts'

/** The stage's bot again, with a way to its books that can break. */
async function startOnWire(stage: Stage) {
  await stage.stop()
  const wire = await openWire(stage.books.url)
  const database = await openDatabase(wire.url)
  const { now } = stage.books.clock
  const log = { info() {}, warn() {}, error() {} }
  const billing = await createBilling({ database, plans: SHOP, adminIds: [ADMIN], log, now })
  onTestFinished(async () => {
    await billing.stop()
    await database.close()
    await wire.close()
  })
  await stage.start({ billing })
  return wire
}

// case 8 and promise 3
test.each<[Mode, 'freeze' | 'cut']>([
  ['polling', 'freeze'],
  ['webhook', 'freeze'],
  ['polling', 'cut'],
  ['webhook', 'cut'],
])(
  'by %s, a database that is gone (%s) is no reason to leave a payer without an answer',
  async (mode, how) => {
    const stage = await openStage({ mode, precheckoutTimeoutMs: 8_000 })
    const wire = await startOnWire(stage)
    const ann = await stage.meet('Ann')
    const bill = await ann.invoice('month')
    wire[how]()
    expect(await ann.pay(bill)).toMatchObject({
      reason: 'refused',
      error_message: expect.stringContaining('try again in a few minutes'),
    })
    wire.mend()
    await expect.poll(() => ann.pay(bill), { timeout: 10_000 }).toMatchObject({ status: 'paid' })
    await ann.reads('Thank you')
    await stage.close()
  },
)
