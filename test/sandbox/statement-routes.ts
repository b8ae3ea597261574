import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type * as face from './face.ts'
import { findPerson } from './people.ts'
import { ControlRefusal } from './refusal.ts'
import type { FindBot, Get, Post } from './route.ts'
import { withdraw } from './stars.ts'
import type { Bot } from './state.ts'
import { addMany, addOther } from './statement.ts'
import type { ManyTransactions, OtherTransaction } from './statement-face.ts'
import type { World } from './world.ts'

const kinds = ['paid_media', 'affiliate', 'chat', 'fragment', 'other', 'ads', 'api', 'gift', 'premium']

/** The bot's Stars, and what moves them besides payments. */
export function statementRoutes(app: FastifyInstance, world: World, bot: FindBot): void {
  const amount = Type.Object({ stars: Type.Integer({ minimum: 1 }) })
  app.post<Post<face.Withdraw>>('/withdraw', { schema: { body: amount } }, request => {
    withdraw(world, bot(request), request.body.stars)
    return balanceView(bot(request))
  })
  app.get<Get>('/balance', request => balanceView(bot(request)))
  const stars = Type.Integer({ minimum: 1 })
  const other = Type.Object({ kind: Type.Enum(kinds), stars, person: Type.Optional(Type.Integer()) })
  app.post<Post<OtherTransaction>>('/transaction', { schema: { body: other } }, request => {
    const id = request.body.person ?? world.state.people.keys().next().value
    if (id === undefined) throw new ControlRefusal(409, 'there is nobody yet')
    addOther(world, bot(request), findPerson(world, id).user, request.body)
    return balanceView(bot(request))
  })
  const many = Type.Object({
    count: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    person: Type.Integer(),
    stars,
    id: Type.String({ minLength: 1 }),
    payload: Type.String(),
    every_seconds: Type.Optional(Type.Integer({ minimum: 0 })),
    refunded: Type.Optional(Type.Boolean()),
  })
  app.post<Post<ManyTransactions>>('/many-transactions', { schema: { body: many } }, request => {
    addMany(world, bot(request), findPerson(world, request.body.person).user, request.body)
    const { balance, transactions } = bot(request)
    return { stars: balance, count: transactions.length }
  })
}

function balanceView({ balance, transactions }: Bot): face.Balance {
  return { stars: balance, transactions }
}
