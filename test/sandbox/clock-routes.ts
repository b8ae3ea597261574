import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { turnClock } from './clock.ts'
import type { ClockView, TurnClock } from './clock-face.ts'
import type { World } from './world.ts'

const tenYearsMs = 10 * 366 * 86_400_000

/** The time of Telegram and Stripe alike. */
export function clockRoutes(app: FastifyInstance, world: World): void {
  // One turn at a time: two at once would each move on from where the other has not arrived.
  let last: Promise<void> = Promise.resolve()
  const body = Type.Object({
    advance_ms: Type.Integer({ minimum: 0, maximum: tenYearsMs }),
    pause_ms: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
  })
  app.post<{ Body: TurnClock }>(
    '/clock',
    { schema: { body } },
    async ({ body: { advance_ms, pause_ms } }) => {
      const turn = last.then(() => turnClock(world, advance_ms, pause_ms))
      last = turn.catch(() => undefined)
      await turn
      return clockView(world)
    },
  )
  app.get('/clock', () => clockView(world))
}

function clockView(world: World): ClockView {
  return { now: world.now().toISOString(), offset_ms: world.state.clockOffsetMs }
}
