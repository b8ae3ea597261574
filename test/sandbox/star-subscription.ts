import { linkPrefix } from './invoice.ts'
import { ControlRefusal } from './refusal.ts'
import type { Bot, Charge, Person, Terms } from './state.ts'
import type { SubscriptionView } from './subscription-face.ts'
import type { StarSubscription } from './subscription-state.ts'
import { push } from './updates.ts'
import type { World } from './world.ts'

const daySeconds = 86_400
/** How long such an update waits nobody says: as long as a message. */
const keptSeconds = daySeconds

/** A first payment begins a subscription. Any number of them may run side by side, of one link too. */
export function begin(bot: Bot, charge: Charge, sold: { terms: Terms; slug: string; expires: number }): void {
  const { title, currency, subscription_period: period } = sold.terms
  if (period === undefined) throw new Error(`charge ${charge.id} is of no subscription`)
  bot.subscriptions.set(charge.id, {
    id: charge.id,
    person: charge.person,
    title,
    payload: charge.payload,
    currency,
    amount: charge.amount,
    period,
    slug: sold.slug,
    expires: sold.expires,
    canceled: false,
    canceledByBot: false,
    failed: 0,
    failsNext: 0,
    ended: false,
    charges: [charge.id],
  })
}

/** When it will next be tried to renew it, or else to end it; null: never again. */
export function dueAt({ ended, expires, failed, canceled }: StarSubscription): number | null {
  if (ended) return null
  return canceled ? expires : expires + failed * daySeconds
}

/** Tells the bot what became of it: whose, of which payload, and nothing else. */
export function tellState(
  world: World,
  bot: Bot,
  { user }: Person,
  news: { payload: string; state: 'canceled' | 'active' | 'failed'; ageSeconds?: number },
): void {
  const { payload, state, ageSeconds = 0 } = news
  push(world, bot, { subscription: { user, invoice_payload: payload, state } }, keptSeconds - ageSeconds)
}

export function findSubscription(bot: Bot, id: string): StarSubscription {
  const subscription = bot.subscriptions.get(id)
  if (!subscription) throw new ControlRefusal(404, `there is no subscription ${id}`)
  return subscription
}

export function subscriptionsOf(bot: Bot, person?: number): SubscriptionView[] {
  const all = [...bot.subscriptions.values()]
  return all.filter(each => person === undefined || each.person === person).map(view)
}

function view(subscription: StarSubscription): SubscriptionView {
  const { id, person, title, payload, amount, period, slug, expires, canceledByBot, failsNext, charges } =
    subscription
  const state = stateOf(subscription)
  return {
    id,
    person,
    title,
    payload,
    stars: amount,
    period_seconds: period,
    ...(slug === '' ? {} : { invoice_url: linkPrefix + slug }),
    expires,
    state,
    canceled_by_bot: canceledByBot,
    fails_next: failsNext,
    ...(state === 'failing' ? { next_try: dueAt(subscription) ?? expires } : {}),
    charges,
  }
}

function stateOf({ ended, canceled, failed }: StarSubscription): SubscriptionView['state'] {
  if (ended) return 'ended'
  if (canceled) return 'canceled'
  return failed > 0 ? 'failing' : 'active'
}
