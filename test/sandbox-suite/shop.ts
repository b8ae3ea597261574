import { Bot } from 'grammy'
import { onTestFinished } from 'vitest'
import type { SandboxOptions } from '../sandbox/sandbox.ts'
import { stage, xtr } from './stage.ts'

/** A shop whose bot, polling for real, answers every pre-checkout as told. */
export async function shop(options: Partial<SandboxOptions> & { refuse?: string } = {}) {
  const { refuse, ...rest } = options
  const staged = await stage(rest)
  const bot = new Bot(staged.api.token, { client: { apiRoot: staged.url } })
  const seen: { precheckouts: object[]; payments: object[] } = { precheckouts: [], payments: [] }
  bot.on('pre_checkout_query', async context => {
    seen.precheckouts.push(context.preCheckoutQuery)
    await (refuse === undefined
      ? context.answerPreCheckoutQuery(true)
      : context.answerPreCheckoutQuery(false, refuse))
  })
  bot.on('message:successful_payment', context => void seen.payments.push(context.message))
  const person = await staged.newcomer({ stars: 120 })
  void bot.start({ timeout: 50 })
  onTestFinished(() => bot.stop())
  const sell = async (extra: object = {}) =>
    (await staged.api.sendInvoice(person, 'Pro', 'A month', 'order-1', 'XTR', xtr(50), extra)).message_id
  return { ...staged, bot, seen, person, sell }
}
