import type { FastifyInstance } from 'fastify'
import { appRoutes } from './app-routes.ts'
import { clockRoutes } from './clock-routes.ts'
import { faultRoutes } from './fault-routes.ts'
import { moneyRoutes } from './money-routes.ts'
import { deedRoutes, peopleRoutes } from './people-routes.ts'
import { ControlRefusal } from './refusal.ts'
import type { FindBot } from './route.ts'
import { serviceRoutes } from './service/routes.ts'
import type { Bot } from './state.ts'
import { statementRoutes } from './statement-routes.ts'
import { stripeControl } from './stripe/control.ts'
import { subscriptionRoutes } from './subscription-routes.ts'
import { updateRoutes } from './update-routes.ts'
import type { World } from './world.ts'

/** What people do and see, under `/control`. README.md lists every route. */
export function control(app: FastifyInstance, world: World): void {
  const bot: FindBot = request => findBot(world, request.query.bot)
  app.addHook('onSend', async (_request, _reply, payload) => {
    await world.save()
    return payload
  })
  peopleRoutes(app, world, bot)
  deedRoutes(app, world, bot)
  appRoutes(app, world, bot)
  moneyRoutes(app, world, bot)
  subscriptionRoutes(app, world, bot)
  statementRoutes(app, world, bot)
  updateRoutes(app, world, bot)
  faultRoutes(app, world, bot)
  clockRoutes(app, world)
  serviceRoutes(app, world)
  app.register(async scope => stripeControl(scope, world), { prefix: '/stripe' })
}

function findBot({ state }: World, id: string | undefined): Bot {
  const bot = id === undefined ? state.bots.values().next().value : state.bots.get(Number(id))
  if (!bot) throw new ControlRefusal(404, `there is no bot ${id}`)
  return bot
}
