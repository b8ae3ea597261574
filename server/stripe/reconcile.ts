import { Counter, type Registry } from 'prom-client'
import type { Reconciled } from '../../db/billing.ts'
import { requireOurAccount } from './account.ts'
import { catchUp } from './catch-up.ts'
import { inTurn, type Run } from './in-turn.ts'
import type { Counted } from './payment-count.ts'
import { readStatement } from './read-statement.ts'
import type { Desk } from './reading.ts'
import { isStripe, report } from './trouble.ts'
import { unless } from './unless.ts'

const HOUR_MS = 60 * 60 * 1000

/** Where capture is asynchronous, Stripe moves its balance up to an hour after the money was taken. */
const MOVES_WITHIN_MS = 2 * HOUR_MS

/**
 * Brings the books to all that Stripe did and holds both against each other: what moved on its balance and is not
 * booked is read again, as is whatever an event tells of that never came; what is ours and Stripe's statement does not
 * have is told, not touched; then sum against sum. In one process one run at a time; beside other processes it is safe,
 * since everything is booked once. Rejects where Stripe or the database does not answer, or the signal is raised.
 */
export function createReconcile(desk: Desk, registry: Registry): (run: Run) => Promise<Reconciled> {
  const repairedOne = countRepairs(registry)
  return inTurn(run => reconcile(desk, run, repairedOne))
}

async function reconcile(
  desk: Desk,
  { progress, signal, leaveYoungerMs = 0, lookBackMs }: Run,
  repairedOne: () => void,
): Promise<Reconciled> {
  const { billing, livemode, now } = desk
  const so = { rail: 'card' as const, read: 0, repaired: 0 }
  function onRead(count: number): void {
    so.read += count
    progress({ ...so })
  }
  function counted(what: Counted): void {
    desk.counted(what)
    if (what === 'repeated' || what === 'nothing') return
    so.repaired += 1
    repairedOne()
  }
  const account = livemode ? 'live' : 'test'
  const startedAt = now()
  await unless(signal, requireOurAccount(desk))
  // The money first, so that what is missing is booked, and counted, here; events are worked when their turn comes.
  const ripeBy = leaveYoungerMs > 0 ? new Date(+now() - leaveYoungerMs) : EVERYTHING
  const isRead = await tryToRead({ ...desk, counted }, { account, signal, ripeBy, onRead })
  await catchUp(desk, signal, onRead)
  const unlisted = isRead ? await unlistedIn(desk, { account, lookBackMs }) : { count: 0, charges: [] }
  const balances = isRead ? await compare(desk, account) : null
  await billing.statement.finished({ rail: 'card', at: startedAt })
  if (so.repaired > 0) desk.logger.warn(so, 'money that no event told of is in the books now')
  return { ...so, unlisted, balances }
}

/** Whatever the clocks say, theirs and ours. */
const EVERYTHING = new Date(8.64e15)

/** A key need not be allowed to read the balance: then events alone are caught up with. */
async function tryToRead(desk: Desk, run: Parameters<typeof readStatement>[1]): Promise<boolean> {
  try {
    await readStatement(desk, run)
    return true
  } catch (error) {
    if (!isStripe(error) || error.statusCode !== 403) throw error
    report(desk.logger, error, 'its balance transactions are not held against the books')
    return false
  }
}

async function unlistedIn({ billing, now }: Desk, of: { account: string; lookBackMs: number | undefined }) {
  const before = new Date(+now() - MOVES_WITHIN_MS)
  const unlisted = await billing.statement.unlisted({ rail: 'card', before, ...of })
  if (unlisted.count > 0) await billing.statement.tellOfUnlisted({ rail: 'card', unlisted })
  return unlisted
}

type Balance = NonNullable<Reconciled['balances']>[number]

/** Each mode has a statement of its own, and the books hold what was paid in either. */
const ACCOUNTS = ['live', 'test']

/** Per currency of either side; what was paid a moment ago and has not moved the balance yet is no difference. */
async function compare({ billing, now }: Desk, account: string): Promise<Balance[]> {
  const rail = 'card'
  const kept = ACCOUNTS.map(account => billing.statement.sums({ rail, account }))
  const moved = (await Promise.all(kept)).flat()
  const coming = await billing.cards.untold({ account, since: new Date(+now() - MOVES_WITHIN_MS) })
  const booked = (await billing.balances()).filter(balance => balance.rail === rail)
  const currencies = new Set([...moved, ...booked].map(({ currency }) => currency))
  const balances: Balance[] = []
  for (const currency of [...currencies].sort()) {
    const amount = [...moved, ...coming]
      .filter(each => each.currency === currency)
      .reduce((sum, each) => sum + each.amount, 0)
    balances.push({ currency, ...(await billing.compareBalance({ rail, currency, amount })) })
  }
  return balances
}

const NAME = 'billing_reconcile_repaired_total'

/** The rails share the metric; whoever comes first makes it. */
function countRepairs(registry: Registry): () => void {
  const known = registry.getSingleMetric(NAME)
  const repairs =
    known instanceof Counter
      ? known
      : new Counter({
          name: NAME,
          help: 'Payments and refunds that were missing from the books and that reconciliation brought in',
          labelNames: ['rail'],
          registers: [registry],
        })
  repairs.inc({ rail: 'card' }, 0)
  return () => repairs.inc({ rail: 'card' })
}
