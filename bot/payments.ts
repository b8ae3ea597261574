import { Composer } from 'grammy'
import type { SpeakingContext } from './context.ts'
import { createGate, type GateDependencies } from './gate.ts'
import type { Till } from './till.ts'

/** The part of the stack that handles money: before it waits for anything, and the only part whose errors come out. */
export function payments(dependencies: GateDependencies & { till: Till }): Composer<SpeakingContext> {
  const { till, logger } = dependencies
  const gate = createGate(dependencies)
  const composer = new Composer<SpeakingContext>()
  composer.on(['message:successful_payment', 'message:refunded_payment'], ctx => till.book(ctx.update))
  composer.on('pre_checkout_query', ctx => gate(ctx, ctx.preCheckoutQuery))
  composer.on('subscription', ctx => {
    logger.warn(
      { update: ctx.update.update_id, person: ctx.from?.id },
      'subscription changed, but none is sold here',
    )
  })
  return composer
}
