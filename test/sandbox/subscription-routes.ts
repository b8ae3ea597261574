import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { actingPerson, sandboxPerson } from './people.ts'
import type { FindBot, Get, Post } from './route.ts'
import { findSubscription, subscriptionsOf } from './star-subscription.ts'
import { cancelByPerson, renewByPerson } from './star-wish.ts'
import type * as face from './subscription-face.ts'
import { tell, type World } from './world.ts'

/** Subscriptions in Stars, as their people see and change them, and what is to go wrong with them. */
export function subscriptionRoutes(app: FastifyInstance, world: World, bot: FindBot): void {
  app.get<Get<{ person?: string }>>('/subscriptions', request => {
    const { person } = request.query
    return subscriptionsOf(bot(request), person === undefined ? undefined : Number(person))
  })
  const id = Type.String()
  const one = Type.Object({ id })
  app.post<Post<face.OfSubscription>>('/cancel-subscription', { schema: { body: one } }, request => {
    const subscription = findSubscription(bot(request), request.body.id)
    actingPerson(world, subscription.person)
    cancelByPerson(world, { bot: bot(request), subscription })
    return seen(bot(request), subscription.id)
  })
  app.post<Post<face.OfSubscription>>('/renew-subscription', { schema: { body: one } }, async request => {
    const subscription = findSubscription(bot(request), request.body.id)
    actingPerson(world, subscription.person)
    await renewByPerson(world, { bot: bot(request), subscription })
    return seen(bot(request), subscription.id)
  })
  const failing = Type.Object({ id, times: Type.Integer({ minimum: 0 }) })
  app.post<Post<face.FailRenewals>>('/fail-renewals', { schema: { body: failing } }, request => {
    const subscription = findSubscription(bot(request), request.body.id)
    subscription.failsNext = request.body.times
    tell(world, subscription.person)
    return seen(bot(request), subscription.id)
  })
  const rules = Type.Object({ asks: Type.Boolean() })
  app.post<Post<face.RenewalRules>>('/renewal-rules', { schema: { body: rules } }, request => {
    world.asksBeforeRenewals = request.body.asks
    return request.body
  })
  const purse = Type.Object({ person: Type.Integer(), stars: Type.Integer({ minimum: 1 }) })
  app.post<Post<face.FillPurse>>('/fill-purse', { schema: { body: purse } }, request => {
    const person = actingPerson(world, request.body.person)
    person.stars += request.body.stars
    tell(world, person.user.id)
    return sandboxPerson(bot(request), person)
  })
}

function seen(bot: ReturnType<FindBot>, id: string): face.SubscriptionView | undefined {
  return subscriptionsOf(bot).find(each => each.id === id)
}
