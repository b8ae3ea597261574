import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ControlRefusal } from '../../refusal.ts'
import type { World } from '../../world.ts'
import { readCard } from '../card.ts'
import { type CheckoutOutcome, confirm3ds, payCheckout } from '../deeds/pay-checkout.ts'
import { bankPage } from './bank-page.ts'
import { checkoutPage, type Tried } from './checkout.ts'
import { noSuchPage } from './gone.ts'
import { leave } from './leave.ts'
import { shopName } from './shop.ts'
import { money } from './words.ts'

type Asked = { Params: { id: string } }
type Sent = Asked & { Body: Record<string, string> }

/** `/stripe/checkout/<session>`: paying, the bank's question, and the ways out. */
export function checkoutRoutes(app: FastifyInstance, world: World): void {
  app.get<Asked>('/checkout/:id', ({ params }) => checkoutPage(world, sessionOf(world, params.id)))
  app.post<Sent>('/checkout/:id', (request, reply) => {
    const { id } = request.params
    const session = sessionOf(world, id)
    if (session.status !== 'open') return checkoutPage(world, session)
    const tried = request.body
    const card = cardIn(tried)
    if (card === null) return refuse(world, id, { ...tried, problem: notATestCard }, reply)
    const { email, name } = tried
    const form = { card, ...(email ? { email } : {}), ...(name ? { name } : {}) }
    return end(world, id, payCheckout(world, id, form), tried, { request, reply })
  })
  app.get<Asked>('/checkout/:id/bank', ({ params }) => {
    const session = sessionOf(world, params.id)
    if (session.status !== 'open') return checkoutPage(world, session)
    const amount = money(session.amount_total ?? 0, session.currency ?? 'usd')
    return bankPage(`/stripe/checkout/${session.id}/bank`, shopName(world), amount)
  })
  app.post<Sent>('/checkout/:id/bank', (request, reply) => {
    const session = sessionOf(world, request.params.id)
    if (session.status !== 'open') return checkoutPage(world, session)
    const outcome = confirm3ds(world, session.id, request.body['answer'] === 'yes')
    return end(world, session.id, outcome, {}, { request, reply })
  })
  app.get<Asked>('/checkout/:id/cancel', (request, reply) => {
    const { cancel_url } = sessionOf(world, request.params.id)
    if (cancel_url === null) throw noSuchPage()
    return leave(request, reply, cancel_url)
  })
  app.get<Asked>('/checkout/:id/leave', (request, reply) => {
    const { id, success_url } = sessionOf(world, request.params.id)
    if (success_url === null) throw noSuchPage()
    return leave(request, reply, success_url.replaceAll('{CHECKOUT_SESSION_ID}', id))
  })
}

const notATestCard = 'Your card number is not one of the test cards. Nothing else can be paid with here.'

function end(
  world: World,
  id: string,
  outcome: CheckoutOutcome,
  tried: Tried,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): FastifyReply {
  switch (outcome.kind) {
    case 'complete':
      return leave(request, reply, outcome.return_to)
    case 'authenticate':
      return reply.redirect(`/stripe/checkout/${id}/bank`, 303)
    case 'declined':
      return refuse(world, id, { ...tried, problem: outcome.message }, reply)
  }
}

function refuse(world: World, id: string, tried: Tried, reply: FastifyReply): FastifyReply {
  return reply.code(402).send(checkoutPage(world, sessionOf(world, id), tried))
}

/** The card that a form names; null where it is none that can be played. */
export function cardIn({ method, number }: Record<string, string>): ReturnType<typeof readCard> | null {
  try {
    return readCard(method === 'slow' ? 'slow' : (number ?? ''))
  } catch (error) {
    if (error instanceof ControlRefusal) return null
    throw error
  }
}

function sessionOf({ state }: World, id: string) {
  const session = state.stripe.sessions.get(id)
  if (!session) throw noSuchPage()
  return session
}
