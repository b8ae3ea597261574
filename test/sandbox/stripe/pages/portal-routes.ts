import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { seconds, type World } from '../../world.ts'
import { changeCard } from '../deeds/change-card.ts'
import { cancelSubscription, resumeSubscription } from '../deeds/subscription.ts'
import type { PortalSession, Subscription } from '../state.ts'
import { cardIn } from './checkout-routes.ts'
import { note } from './frame.ts'
import { Gone, noSuchPage } from './gone.ts'
import { leave } from './leave.ts'
import { cancelPage, cardPage, homeOf, portalPage } from './portal.ts'
import { shopName } from './shop.ts'
import { date } from './words.ts'

type Asked = { Params: { id: string; subscription: string } }
type Sent = Asked & { Body: Record<string, string> }

/** How long a link into the portal lives, in seconds; Stripe only says that it is short. */
const lifetime = 3600
const noSuchCard = 'Your card number is not one of the test cards. Nothing else can be paid with here.'

/** `/stripe/portal/<session>`: what a person does about their subscriptions, and the way back. */
export function portalRoutes(app: FastifyInstance, world: World): void {
  const session = ({ params }: { params: { id: string } }) => sessionOf(world, params.id)
  app.get<Asked>('/portal/:id', request => {
    const asked = session(request)
    const cancels = asked.flow?.subscription_cancel?.subscription
    if (asked.flow?.type === 'payment_method_update') return cardPage(world, asked)
    return cancels === undefined
      ? portalPage(world, asked)
      : cancelPage(world, asked, subscriptionOf(world, asked, cancels))
  })
  app.get<Asked>('/portal/:id/home', request => portalPage(world, session(request)))
  app.get<Asked>('/portal/:id/cancel/:subscription', request => {
    const asked = session(request)
    return cancelPage(world, asked, subscriptionOf(world, asked, request.params.subscription))
  })
  app.post<Asked>('/portal/:id/cancel/:subscription', (request, reply) => {
    const asked = session(request)
    const { id, items } = subscriptionOf(world, asked, request.params.subscription)
    cancelSubscription(world, id, isAtOnce(world, asked) ? 'now' : 'period_end')
    const end = Math.max(...items.data.map(item => item.current_period_end))
    const said = ['Your subscription is canceled', `It stays yours until ${date(end)}.`] as const
    return done(world, asked, { request, reply }, said)
  })
  app.post<Asked>('/portal/:id/resume/:subscription', (request, reply) => {
    const asked = session(request)
    resumeSubscription(world, subscriptionOf(world, asked, request.params.subscription).id)
    return reply.redirect(homeOf(asked), 303)
  })
  app.get<Asked>('/portal/:id/card', request => cardPage(world, session(request)))
  app.post<Sent>('/portal/:id/card', (request, reply) => {
    const asked = session(request)
    const card = cardIn(request.body)
    if (card === null)
      return reply.code(402).send(cardPage(world, asked, { ...request.body, problem: noSuchCard }))
    changeCard(world, asked.customer, card)
    return done(world, asked, { request, reply }, [
      'Your card is saved',
      'What you subscribe to is paid with it.',
    ])
  })
  app.get<Asked>('/portal/:id/leave', (request, reply) => {
    // Leaving is possible for as long as there is somewhere to go.
    const { return_url } = known(world, request.params.id)
    if (return_url === null) throw noSuchPage()
    return leave(request, reply, return_url)
  })
}

/** Where a deed leads: back to the portal, or where the flow that the link was made for ends. */
function done(
  world: World,
  session: PortalSession,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  [title, text]: readonly [string, string],
): FastifyReply {
  const after = session.flow?.after_completion
  if (after?.type === 'redirect' && after.redirect) return leave(request, reply, after.redirect.return_url)
  if (after?.type !== 'hosted_confirmation') return reply.redirect(homeOf(session), 303)
  const own = after.hosted_confirmation?.custom_message
  return reply.send(note(title, own ?? text, wayBack(world, session), 'tick'))
}

function known({ state }: World, id: string): PortalSession {
  const session = state.stripe.portalSessions.get(id)
  if (!session) throw noSuchPage()
  return session
}

function sessionOf(world: World, id: string): PortalSession {
  const session = known(world, id)
  if (seconds(world.now()) > session.created + lifetime)
    throw new Gone(
      'This link has expired',
      'Open it again from where you came.',
      410,
      wayBack(world, session),
    )
  return session
}

function subscriptionOf({ state }: World, { customer }: PortalSession, id: string): Subscription {
  const subscription = state.stripe.subscriptions.get(id)
  if (subscription?.customer !== customer) throw noSuchPage()
  return subscription
}

/** Whether the merchant has set cancellations to take effect at once. */
function isAtOnce({ state }: World, { configuration }: PortalSession): boolean {
  const { features } = state.stripe.portalConfigurations.get(String(configuration)) ?? {}
  return features?.subscription_cancel.mode === 'immediately'
}

function wayBack(world: World, { id, return_url }: PortalSession) {
  return return_url === null
    ? null
    : { to: `/stripe/portal/${id}/leave`, label: `Return to ${shopName(world)}` }
}
