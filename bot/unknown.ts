import { Composer } from 'grammy'
import { acknowledge } from './acknowledge.ts'
import { asHtml, type PersonContext } from './context.ts'

/** Whatever no feature took: a hint where to look, and an end to the waiting circle of a button. */
export function unknown(): Composer<PersonContext> {
  const composer = new Composer<PersonContext>()
  composer.on('message:text', ctx => ctx.reply(ctx.t('unknown'), asHtml))
  composer.on('callback_query', ctx => acknowledge(ctx, ctx.plain('button-outdated')))
  return composer
}
