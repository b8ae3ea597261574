import { type Billing, type Charge, createBilling } from '../../db/billing.ts'
import { openDatabase } from '../../db/orm.ts'
import type { Outcome, Report, Request } from './another-process.ts'

// The other side of `anotherProcess`: opens the same books and does as it is told, until it is killed.

const say = (report: Report) => process.send?.(report)

let billing: Billing

process.on('disconnect', () => process.exit(0))
process.on('message', async (request: Request) => {
  switch (request.ask) {
    case 'open': {
      billing = await open(request)
      say({ say: 'ready' })
      break
    }
    case 'deliver': {
      await deliver(request)
      say({ say: 'delivered' })
      break
    }
    case 'work': {
      await billing.work({
        tell: ({ noticeId }) => {
          say({ say: 'telling', noticeId })
          return new Promise(() => {})
        },
        giveBack: () => new Promise(() => {}),
      })
    }
  }
})

async function open({ url, plans, adminIds, at }: Extract<Request, { ask: 'open' }>): Promise<Billing> {
  const began = Date.now()
  const log = { info() {}, warn: console.warn, error: console.error }
  return await createBilling({
    database: await openDatabase(url),
    plans,
    adminIds,
    log,
    now: () => new Date(+at + Date.now() - began),
  })
}

async function deliver({ charges, inFlight }: Extract<Request, { ask: 'deliver' }>): Promise<void> {
  const queue = charges.entries()
  const worker = async () => {
    for (const [index, charge] of queue) say({ say: 'settled', index, outcome: await settle(charge) })
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
}

async function settle(charge: Charge): Promise<Outcome> {
  try {
    return await billing.settle(charge)
  } catch (error) {
    return { kind: 'thrown', message: String(error) }
  }
}
