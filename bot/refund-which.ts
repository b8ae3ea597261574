import type { Story } from '../db/billing.ts'
import { introduce } from './introduce.ts'
import { payWords } from './pay-words.ts'
import { shortPriceOf } from './price.ts'
import {
  type Answer,
  type Button,
  choiceOf,
  type Desk,
  isBack,
  type Step,
  type StepAt,
  type View,
  wayOut,
} from './refund-step.ts'

type Payment = Story['payments'][number]

const PAGE = 6

/** Second: which of their payments? Newest first; what went back, or a bank holds, is shown, but has no button. */
export async function askWhich({ ctx, billing }: Desk, { personId, page }: StepAt<'which'>): Promise<View> {
  const story = await billing.story(personId)
  // A period that cost nothing has nothing to give back.
  const payments = story?.payments.filter(({ price }) => price.amount > 0).toReversed() ?? []
  const shown = payments.slice(page * PAGE, (page + 1) * PAGE)
  const [open, gone] = [shown.filter(isOpen), shown.filter(payment => !isOpen(payment))]
  const lines = gone.map(payment => goneLine(ctx, payment)).join('\n')
  const html = [story ? introduce(ctx, story.person) : '', lines, question(ctx, payments, open)]
  return {
    html: html.filter(part => part !== '').join('\n\n'),
    rows: [
      ...open.map(payment => [payButton(ctx, payment)]),
      ...turning(ctx, page, payments.length),
      wayOut(ctx, 'back'),
    ],
  }
}

export async function hearWhich(
  { billing }: Desk,
  step: StepAt<'which'>,
  answer: Answer,
): Promise<Step | null> {
  if (isBack(answer)) return { at: 'whom', query: null }
  const page = choiceOf('page', answer)
  if (page !== null) return { ...step, page: Number(page) }
  const chosen = choiceOf('pay', answer)
  if (chosen === null) return null
  const payments = (await billing.story(step.personId))?.payments ?? []
  const payment = payments.find(({ paymentId }) => paymentId === chosen)
  return payment ? { at: 'why', personId: step.personId, chargeId: payment.chargeId } : null
}

function isOpen({ refundable }: Payment): boolean {
  return refundable
}

function question({ t }: Desk['ctx'], payments: Payment[], open: Payment[]): string {
  if (payments.length === 0) return t('refund-which-none')
  return open.length === 0 ? t('refund-which-left') : t('refund-which')
}

function goneLine(ctx: Desk['ctx'], payment: Payment): string {
  const vars = { at: payment.paidAt, ...payWords(ctx, payment) }
  if (payment.refunded >= payment.price.amount) return ctx.t('refund-gone', vars)
  const isGoing = payment.refunds.some(({ result }) => result === null)
  return isGoing ? ctx.t('refund-going', vars) : ctx.t('refund-kept', vars)
}

function payButton(ctx: Desk['ctx'], payment: Payment): Button {
  const { plan } = payWords(ctx, payment)
  const { amount, currency } = payment.price
  const left = { amount: amount - payment.refunded, currency }
  const vars = { at: payment.paidAt, plan, price: shortPriceOf(ctx, left) }
  const label = ctx.plain('refund-which-button', vars)
  return { label, value: `pay=${payment.paymentId}` }
}

function turning({ plain }: Desk['ctx'], page: number, count: number): Button[][] {
  const row: Button[] = []
  if (page > 0) row.push({ label: plain('refund-later-button'), value: `page=${page - 1}` })
  if ((page + 1) * PAGE < count)
    row.push({ label: plain('refund-earlier-button'), value: `page=${page + 1}` })
  return row.length === 0 ? [] : [row]
}
