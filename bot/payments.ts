import { Composer } from 'grammy'
import type { SpeakingContext } from './context.ts'
import { createGate, type GateDependencies } from './gate.ts'
import type { Till } from './till.ts'

/** The part of the stack that handles money: before it waits for anything, and the only part whose errors come out. */
export function payments(dependencies: GateDependencies & { till: Till }): Composer<SpeakingContext> {
  const { till } = dependencies
  const gate = createGate(dependencies)
  const composer = new Composer<SpeakingContext>()
  const money = ['message:successful_payment', 'message:refunded_payment', 'subscription'] as const
  composer.on([...money], ctx => till.book(ctx.update))
  composer.on('pre_checkout_query', ctx => gate(ctx, ctx.preCheckoutQuery))
  return composer
}
