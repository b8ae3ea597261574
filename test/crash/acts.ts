import type { Update } from 'grammy/types'
import type { Till } from '../../bot/till.ts'
import type { Billing, CardRefund, Charge, DisputeState, SubscriptionState } from '../../db/billing.ts'
import type { StarsList } from './list.ts'
import type { Shop } from './shop.ts'

type Asked<Verb extends 'meet' | 'requestRefund' | 'grant' | 'revoke' | 'forget'> = Parameters<
  Billing[Verb]
>[0]
type AskedOf<Verb extends 'stop' | 'allow'> = Parameters<Billing['renewals'][Verb]>[0]

/** What happens to the books from outside, as plain data: a victim does it, and whoever comes after does it again. */
export type Act =
  /** Updates that Telegram delivers together. */
  | { kind: 'updates'; updates: Update[] }
  | { kind: 'refund'; request: Asked<'requestRefund'> }
  /** Somebody writes to the bot. */
  | { kind: 'message'; from: Asked<'meet'> }
  /** What a provider says, when it is read. */
  | { kind: 'paid'; charge: Charge }
  | { kind: 'given back'; refund: CardRefund }
  | { kind: 'disputed'; state: DisputeState }
  | { kind: 'subscribed'; state: SubscriptionState }
  /** A renewal is stopped, and may go on. */
  | { kind: 'stop'; request: AskedOf<'stop'> }
  | { kind: 'allow'; request: AskedOf<'allow'> }
  /** It is looked for what time has brought. */
  | { kind: 'time' }
  | { kind: 'forget'; request: Asked<'forget'> }
  /** The books are held against what Telegram lists. */
  | { kind: 'reconcile'; list: StarsList }
  /** Access is given by hand, and taken back. */
  | { kind: 'gift'; given: Asked<'grant'>; taken: Omit<Asked<'revoke'>, 'grantId'> }

/** Updates that were not booked Telegram delivers again; so often before it must have come to an end. */
const DELIVERIES = 5

type Acting = Pick<Shop, 'billing' | 'till' | 'reconcile'>

/** Does it, as often as it takes. Safe to repeat. */
export async function perform(act: Act, { billing, till, reconcile }: Acting): Promise<void> {
  switch (act.kind) {
    case 'updates':
      await Promise.all(act.updates.map(update => deliver(till, update)))
      break
    case 'message':
      await billing.meet(act.from)
      break
    case 'refund':
      await billing.requestRefund(act.request)
      break
    case 'paid':
      await billing.settle(act.charge)
      break
    case 'given back':
      await billing.cards.recordRefund(act.refund)
      break
    case 'disputed':
      await billing.cards.recordDispute(act.state)
      break
    case 'subscribed':
      await billing.cards.recordSubscription(act.state)
      break
    case 'stop':
      await billing.renewals.stop(act.request)
      break
    case 'allow':
      await billing.renewals.allow(act.request)
      break
    case 'time':
      await billing.lapse()
      break
    case 'forget':
      await billing.forget(act.request)
      break
    case 'reconcile':
      await reconcile(act.list)
      break
    case 'gift': {
      const gift = await billing.grant(act.given)
      if (gift.kind !== 'granted') throw new Error(`nothing was given: ${gift.kind}`)
      await billing.revoke({ ...act.taken, grantId: gift.grantId })
    }
  }
}

async function deliver(till: Till, update: Update): Promise<void> {
  for (let delivery = 1; ; delivery++) {
    try {
      return await till.book(update)
    } catch (error) {
      if (delivery === DELIVERIES) throw error
    }
  }
}
