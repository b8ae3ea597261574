import type { Key } from './plans.ts'
import type { Provider } from './provider.ts'

/** A payment as its provider has it. */
export interface Sale {
  rail: 'stars' | 'card'
  /** What the shop calls it. */
  id: string
  person: number
  key: Key
  amount: number
  currency: string
  paidAt: number
  /** All of it went back. */
  isBack: boolean
  /** It did, or is disputed. */
  isGone: boolean
  period: { from: number; to: number } | null
  /** What renews, and whether it goes on, as far as the provider says. */
  subscription: { id: string; goesOn: boolean } | null
  /** By card: the provider's charge. */
  charge: string
  /** In Stars: the payload of the invoice, which is the order's id. */
  reference: string
}

/** All that was paid at both providers. */
export async function salesOf(provider: Provider): Promise<Sale[]> {
  return [...(await inStars(provider)), ...(await byCard(provider))]
}

async function inStars({ telegram }: Provider): Promise<Sale[]> {
  const { transactions } = await telegram.balance()
  const subscriptions = await telegram.subscriptions()
  const back = new Set(transactions.flatMap(({ id, receiver }) => (receiver ? [id] : [])))
  return transactions.flatMap(({ id, amount, date, source }) => {
    if (source?.type !== 'user') return []
    const { user, subscription_period: seconds, invoice_payload: reference = '' } = source
    const known = subscriptions.find(({ charges }) => charges.includes(id))
    return {
      ...{ rail: 'stars' as const, id, charge: id, reference, person: user.id, amount, currency: 'XTR' },
      ...{ paidAt: date * 1000, isBack: back.has(id), isGone: back.has(id) },
      key: seconds ? ('member' as const) : ('visitor' as const),
      period: seconds ? { from: date * 1000, to: (date + seconds) * 1000 } : null,
      subscription: known
        ? { id: known.id, goesOn: known.state === 'active' || known.state === 'failing' }
        : null,
    }
  })
}

async function byCard({ telegram, stripe }: Provider): Promise<Sale[]> {
  const charges = (await telegram.stripe.charges()).filter(({ status }) => status === 'succeeded')
  if (charges.length === 0) return []
  const [intents, disputes, subscriptions] = await Promise.all([
    telegram.stripe.paymentIntents(),
    telegram.stripe.disputes(),
    telegram.stripe.subscriptions(),
  ])
  const paid = await stripe.invoices.list({ status: 'paid', limit: 100, expand: ['data.payments'] })
  return charges.map(charge => {
    const { id, amount, currency, payment_intent, refunded } = charge
    const intent = intents.find(one => one.id === payment_intent)
    const invoice = paid.data.find(one =>
      one.payments?.data.some(({ payment }) => payment.payment_intent === payment_intent),
    )
    const { metadata, subscription } = invoice?.parent?.subscription_details ?? {}
    const span = invoice?.lines.data[0]?.period
    const bills = subscriptions.find(one => one.id === subscription)
    return {
      ...{
        rail: 'card' as const,
        id: String(payment_intent),
        charge: id,
        amount,
        currency: currency.toUpperCase(),
      },
      reference: '',
      person: Number((metadata ?? intent?.metadata)?.['person']),
      key: span ? ('member' as const) : ('visitor' as const),
      ...{ paidAt: charge.created * 1000, isBack: refunded },
      isGone: refunded || disputes.some(one => one.charge === id && one.status !== 'won'),
      period: span ? { from: span.start * 1000, to: span.end * 1000 } : null,
      subscription: bills ? { id: bills.id, goesOn: goesOn(bills.status) && bills.cancel_at === null } : null,
    }
  })
}

function goesOn(status: string): boolean {
  return status === 'active' || status === 'past_due'
}
