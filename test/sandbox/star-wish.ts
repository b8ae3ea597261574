import { findPerson } from './people.ts'
import { ControlRefusal } from './refusal.ts'
import { renew } from './star-renewal.ts'
import { tellState } from './star-subscription.ts'
import type { Bot } from './state.ts'
import type { StarSubscription } from './subscription-state.ts'
import { seconds, tell, type World } from './world.ts'

interface Wish {
  bot: Bot
  subscription: StarSubscription
}

/** The person does not want it renewed any more: it runs to the end of what is paid for. */
export function cancelByPerson(world: World, { bot, subscription }: Wish): void {
  refuseEnded(subscription)
  if (subscription.canceled) throw new ControlRefusal(409, 'the subscription is canceled already')
  subscription.canceled = true
  const { person, payload } = subscription
  tellState(world, bot, findPerson(world, person), { payload, state: 'canceled' })
  tell(world, person)
}

/** The person wants it renewed after all; or pays at once what is overdue. */
export async function renewByPerson(world: World, { bot, subscription }: Wish): Promise<void> {
  refuseEnded(subscription)
  if (subscription.canceled) turnOn(world, { bot, subscription })
  else if (subscription.failed > 0) await payNow(world, { bot, subscription })
  else throw new ControlRefusal(409, 'the subscription renews anyway')
  tell(world, subscription.person)
}

function turnOn(world: World, { bot, subscription }: Wish): void {
  if (subscription.canceledByBot) throw new ControlRefusal(409, 'the bot has canceled the subscription')
  subscription.canceled = false
  const { person, payload } = subscription
  tellState(world, bot, findPerson(world, person), { payload, state: 'active' })
}

async function payNow(world: World, { bot, subscription }: Wish): Promise<void> {
  const { person, amount, failsNext } = subscription
  if (failsNext > 0) throw new ControlRefusal(409, 'the payment fails, as was arranged')
  if (findPerson(world, person).stars < amount)
    throw new ControlRefusal(409, 'there are not enough Stars in the purse')
  world.renewing.add(subscription)
  try {
    await renew(world, { at: seconds(world.now()), bot, subscription })
  } finally {
    world.renewing.delete(subscription)
  }
}

/** Telegram begins it anew, by its link and with a first payment, once it has ended. */
function refuseEnded({ ended }: StarSubscription): void {
  if (ended) throw new ControlRefusal(409, 'the subscription has ended: pay its link to begin another')
}
