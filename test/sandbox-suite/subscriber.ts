import { drain, stage, xtr } from './stage.ts'

export const periodSeconds = 2_592_000
export const dayMs = 86_400_000
export const monthMs = periodSeconds * 1000

/** A person with a running subscription of 100 Stars, begun by a link; what the bot was told so far is taken. */
export async function subscriber({ stars = 1000 } = {}) {
  const staged = await stage()
  const { api, control, newcomer } = staged
  const person = await newcomer({ stars })
  const link = await api.createInvoiceLink('Pro', 'Monthly', 'order-1', '', 'XTR', xtr(100), {
    subscription_period: periodSeconds,
  })
  const paid = await control.pay({ person, invoice_url: link, without_precheckout: true })
  if (paid.status !== 'paid') throw new Error(JSON.stringify(paid))
  await drain(api)
  const first = (await control.clock()).now
  return {
    ...staged,
    person,
    link,
    id: paid.charge_id,
    /** Seconds: when it was begun. */
    begun: Date.parse(first) / 1000,
    seen: async () => (await control.subscriptions(person))[0],
    /** What the bot was told, in short: payments as their charge and end, words as their state. */
    told: async () =>
      (await drain(api)).map(({ message, subscription }) => {
        if (subscription) return subscription.state
        const { telegram_payment_charge_id: charge, subscription_expiration_date: expires } =
          message?.successful_payment ?? {}
        return { charge, expires }
      }),
  }
}
