import { type Billing, type Charge, createBilling } from '../../db/billing.ts'
import { openDatabase } from '../../db/orm.ts'
import type { CardFact, Outcome, Report, Request } from './another-process.ts'

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
    case 'record': {
      await Promise.all(request.facts.map(record))
      say({ say: 'recorded' })
      break
    }
    case 'work': {
      await billing.work({
        tell: ({ noticeId }) => {
          say({ say: 'telling', noticeId })
          return new Promise(() => {})
        },
        giveBack: () => new Promise(() => {}),
        endRenewal: () => new Promise(() => {}),
        changeRenewal: () => new Promise(() => {}),
      })
      await billing.cards.work(() => new Promise<void>(() => {}))
      await billing.outgoing.work(() => new Promise(() => {}))
    }
  }
})

async function open({
  url,
  plans,
  adminIds,
  webhookUrls,
  at,
}: Extract<Request, { ask: 'open' }>): Promise<Billing> {
  const began = Date.now()
  const log = { info() {}, warn: console.warn, error: console.error }
  return await createBilling({
    database: await openDatabase(url),
    plans,
    adminIds,
    webhookUrls,
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

/** As the job that brings it does: what the books cannot take yet is told again. */
async function record(fact: CardFact): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await tell(fact)
    } catch (error) {
      if (tries === 100) throw error
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  }
}

async function tell({ about, fact }: CardFact): Promise<void> {
  const { cards } = billing
  if (about === 'charge') await billing.settle(fact)
  else if (about === 'refund') await cards.recordRefund(fact)
  else if (about === 'dispute') await cards.recordDispute(fact)
  else await cards.recordMovement(fact)
}

async function settle(charge: Charge): Promise<Outcome> {
  try {
    return await billing.settle(charge)
  } catch (error) {
    return { kind: 'thrown', message: String(error) }
  }
}
