import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type * as face from './face.ts'
import { pay } from './payment.ts'
import { actingPerson } from './people.ts'
import { findPurchase, invoiceView } from './purchase.ts'
import { ControlRefusal } from './refusal.ts'
import type { FindBot, Get, Post } from './route.ts'
import { setSheet } from './sheet.ts'
import { refund } from './stars.ts'
import type * as wire from './wire.ts'
import type { World } from './world.ts'

const id = Type.Integer()

/** Paying, and what Telegram gives back. */
export function moneyRoutes(app: FastifyInstance, world: World, bot: FindBot): void {
  const claim = Type.Object({
    total_amount: Type.Optional(id),
    currency: Type.Optional(Type.String()),
    invoice_payload: Type.Optional(Type.String()),
  })
  const body = Type.Object({
    person: id,
    message_id: Type.Optional(id),
    owner: Type.Optional(id),
    invoice_url: Type.Optional(Type.String()),
    without_precheckout: Type.Optional(Type.Boolean()),
    claim: Type.Optional(claim),
  })
  app.post<Post<face.Pay>>('/pay', { schema: { body } }, request => {
    const person = actingPerson(world, request.body.person)
    return pay(world, bot(request), person, findPurchase(bot(request), request.body))
  })
  const sheet = Type.Object({
    person: id,
    says: Type.Optional(Type.Union([Type.Literal('pending'), Type.Literal('failed')])),
    holds_update: Type.Optional(Type.Boolean()),
  })
  app.post<Post<wire.Sheet>>('/sheet', { schema: { body: sheet } }, request => {
    setSheet(world, request.body)
    return request.body
  })
  app.get<Get<{ url: string }>>('/invoice', request => invoiceView(bot(request), request.query.url))
  app.post<Post<face.RefundElsewhere>>(
    '/refund',
    { schema: { body: Type.Object({ charge_id: Type.String() }) } },
    request => {
      const charge = bot(request).charges.get(request.body.charge_id)
      if (!charge) throw new ControlRefusal(404, `there is no charge ${request.body.charge_id}`)
      if (charge.refunded) throw new ControlRefusal(409, 'the charge is refunded already')
      refund(world, bot(request), charge)
      return { refunded: true }
    },
  )
}
