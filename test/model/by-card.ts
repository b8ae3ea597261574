import fc from 'fast-check'
import { type Kind, kind, pick, which, who, wish } from './commands.ts'
import type { Life } from './life.ts'

const GOOD = '4242424242424242'
/** Good at first, and declined whenever nobody is there. */
const BAD = '4000000000000341'

type When = 'period_end' | 'now' | 'not'
type Ending = 'won' | 'lost'

const planCode = fc.constantFrom('care', 'pass')
const isGood = fc.boolean()
const when = fc.constantFrom<When[]>('period_end', 'now', 'not')
const ending = fc.constantFrom<Ending[]>('won', 'lost')

/** What people do with cards, and their banks. */
export const byCard: Kind[] = [
  kind('buys by card', 4, { who, planCode }, buy),
  kind('has another card', 2, { which, isGood }, changeCard),
  kind('pays what is owed', 2, { which }, payUp),
  kind('cancels by card', 2, { which, when }, cancel),
  kind('disputes', 1, { which }, dispute),
  kind('a dispute ends', 1, { which, ending }, endDispute),
]

async function buy(life: Life, of: { who: number; planCode: string }): Promise<void> {
  const personId = life.people[of.who] ?? 0
  const { stripe } = life.provider.telegram
  let page: string | null = null
  await life.act(async ({ card }) => {
    const offer = await card.checkout({ personId, planCode: of.planCode, language: 'en', anyway: true })
    if (offer.kind === 'opened') page = offer.sessionId
  })
  if (page) await wish(stripe.payCheckout({ session: page, card: GOOD }))
}

async function cancel(life: Life, of: { which: number; when: When }): Promise<void> {
  const { stripe } = life.provider.telegram
  const one = pick(await stripe.subscriptions(), of.which)
  if (!one) return
  const { id: subscription } = one
  if (of.when === 'not') {
    life.turnedOn.add(subscription)
    await wish(stripe.resumeSubscription(subscription))
  } else await wish(stripe.cancelSubscription({ subscription, when: of.when }))
}

async function changeCard({ provider }: Life, of: { which: number; isGood: boolean }): Promise<void> {
  const { stripe } = provider.telegram
  const one = pick(await stripe.customers(), of.which)
  if (one) await wish(stripe.changeCard({ customer: one.id, card: of.isGood ? GOOD : BAD }))
}

async function payUp({ provider }: Life, of: { which: number }): Promise<void> {
  const { stripe } = provider.telegram
  const owed = (await stripe.invoices()).filter(({ status }) => status === 'open')
  const one = pick(owed, of.which)
  if (one) await wish(stripe.payInvoice({ invoice: one.id, card: GOOD }))
}

async function dispute({ provider }: Life, of: { which: number }): Promise<void> {
  const { stripe } = provider.telegram
  const one = pick(await stripe.charges(), of.which)
  if (one) await wish(stripe.openDispute({ charge: one.id }))
}

async function endDispute({ provider }: Life, of: { which: number; ending: Ending }): Promise<void> {
  const { stripe } = provider.telegram
  const one = pick(await stripe.disputes(), of.which)
  if (one) await wish(stripe.closeDispute({ dispute: one.id, ending: of.ending }))
}
