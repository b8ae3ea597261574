import { type Story, textIn } from '../db/billing.ts'
import type { Passage } from './abridge.ts'
import { priceOf } from './price.ts'
import { wayOf } from './rail-words.ts'
import type { Speech } from './texts.ts'

type Subscription = Story['subscriptions'][number]
type Dispute = Story['payments'][number]['disputes'][number]

/** Subscriptions, and invoices that no payment tells of; statuses are the provider's own words. */
export function cardEventsOf(speech: Speech, story: Story): { at: Date; passage: Passage }[] {
  const paid = new Set(story.payments.flatMap(({ invoice, chargeId }) => [invoice, chargeId]))
  const invoices = story.invoices.filter(({ providerId }) => !paid.has(providerId))
  return [
    ...story.subscriptions.map(one => ({ at: one.createdAt, passage: subscription(speech, one) })),
    ...invoices.map(one => ({ at: one.createdAt, passage: invoice(speech, one) })),
  ]
}

function subscription(speech: Speech, one: Subscription): Passage {
  const { t, language } = speech
  const vars = { at: one.createdAt, plan: textIn(one.plan.title, language), status: one.status }
  const [way, price] = [wayOf(speech, one.rail), priceOf(speech, one.price)]
  const lines = [t('why-subscription', { ...vars, way, price, id: one.providerId })]
  if (one.periodStartsAt && one.periodEndsAt)
    lines.push(t('why-period', { from: one.periodStartsAt, until: one.periodEndsAt }))
  if (one.endedAt) lines.push(t('why-over', { at: one.endedAt }))
  else if (one.cancelAt) lines.push(t('why-cancels', { at: one.cancelAt }))
  else if (one.renews) lines.push(t('why-renews'))
  if (one.payUrl) lines.push(t('why-owes'))
  return [lines.join('\n'), t('why-subscription-brief', vars)]
}

function invoice(speech: Speech, one: Story['invoices'][number]): Passage {
  const { createdAt: at, amountDue: amount, currency, status, providerId: id } = one
  return [speech.t('why-unpaid-invoice', { at, price: priceOf(speech, { amount, currency }), status, id })]
}

export function disputeLine(
  speech: Speech,
  { price, openedAt: at, providerId: id, ...said }: Dispute,
): string {
  const { reason, status } = said
  return speech.t('why-dispute', { price: priceOf(speech, price), at, reason, status, id })
}
