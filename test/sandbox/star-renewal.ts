import { charge } from './charge.ts'
import { precheckout } from './payment.ts'
import { dueAt, tellState } from './star-subscription.ts'
import type { Bot, Person } from './state.ts'
import type { StarSubscription } from './subscription-state.ts'
import { seconds, tell, type World } from './world.ts'

/** Tried when it is due and so many days after, once a day. */
const triesAgain = 3

interface Due {
  at: number
  bot: Bot
  subscription: StarSubscription
}

/** The next moment, in seconds, at which a subscription in Stars renews or ends by itself; null: none does. */
export function nextRenewal(world: World): number | null {
  return earliest(world)?.at ?? null
}

/** Makes happen, in order and each at its own moment, what is due of all subscriptions up to `to`, in seconds. */
export async function renewUpTo(world: World, to: number): Promise<void> {
  for (let due = earliest(world); due && due.at <= to; due = earliest(world)) {
    const { subscription } = due
    world.renewing.add(subscription)
    try {
      await happen(world, due)
    } finally {
      world.renewing.delete(subscription)
    }
    tell(world, subscription.person)
  }
}

/** One attempt to renew it at the moment `at`; whether it was paid. */
export async function renew(world: World, { at, bot, subscription }: Due): Promise<boolean> {
  const person = payerOf(world, subscription)
  const { payload, currency, amount: total_amount, period } = subscription
  const sale = { payload, currency, total_amount }
  const isPaid =
    subscription.failsNext === 0 &&
    person.stars >= total_amount &&
    (!world.asksBeforeRenewals || !(await precheckout(world, bot, person, sale)))
  if (!isPaid) {
    fail(world, bot, person, { subscription, at })
    return false
  }
  // One that comes late runs its whole period from then on.
  const expires = at + period
  const paid = charge(
    world,
    bot,
    person,
    { ...sale, subscription_period: period, at },
    { subscription_expiration_date: expires, is_recurring: true },
  )
  subscription.charges.push(paid.id)
  Object.assign(subscription, { expires, failed: 0 })
  return true
}

function earliest({ state, renewing }: World): Due | undefined {
  let first: Due | undefined
  for (const bot of state.bots.values())
    for (const subscription of bot.subscriptions.values()) {
      const at = renewing.has(subscription) ? null : dueAt(subscription)
      if (at !== null && (first === undefined || at < first.at)) first = { at, bot, subscription }
    }
  return first
}

async function happen(world: World, due: Due): Promise<void> {
  const { subscription } = due
  if (subscription.canceled || payerOf(world, subscription).deactivated) subscription.ended = true
  else await renew(world, due)
}

function fail(
  world: World,
  bot: Bot,
  person: Person,
  { subscription, at }: { subscription: StarSubscription; at: number },
): void {
  subscription.failsNext = Math.max(0, subscription.failsNext - 1)
  subscription.failed++
  const ageSeconds = seconds(world.now()) - at
  tellState(world, bot, person, { payload: subscription.payload, state: 'failed', ageSeconds })
  if (subscription.failed > triesAgain) subscription.ended = true
}

function payerOf({ state }: World, { id, person: payer }: StarSubscription): Person {
  const person = state.people.get(payer)
  if (!person) throw new Error(`subscription ${id} is of nobody`)
  return person
}
