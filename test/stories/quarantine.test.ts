import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test.each([
  { claim: { total_amount: 1 }, reason: 'The amount is not that of its order.', held: 1, currency: 'XTR' },
  {
    claim: { currency: 'EUR' },
    reason: 'The currency is not that of its order.',
    held: 250,
    currency: 'EUR',
  },
  {
    claim: { invoice_payload: 'nul\u0000' },
    reason: 'It names no order we know.',
    held: 250,
    currency: 'XTR',
  },
])(
  'money that does not fit its order is held, told and refundable: $reason',
  async ({ claim, reason, held, currency }) => {
    const ann = await stage.meet('Ann')
    const bill = await ann.invoice('month')
    const before = await stage.metric('telegram_payments_total{result="quarantined"}')
    const moved = await stage.moved(async () => {
      expect(await ann.pay(bill, { claim, without_precheckout: true })).toMatchObject({ status: 'paid' })
      await ann.reads('It is safe, and we are looking into it')
    })
    expect(moved).toEqual({ [`cash ${currency}`]: held, [`suspense ${currency}`]: -held }) // case 7
    expect(await stage.books.billing.accessOf(ann.id)).toEqual([])
    expect(await stage.metric('telegram_payments_total{result="quarantined"}')).toBe(before + 1)

    const alert = await stage.admin.reads(`${ann.id}`)
    expect(alert.text).toContain(reason)
    const command = /\/refund \S+/.exec(alert.text ?? '')?.[0] ?? ''
    const back = await stage.moved(async () => {
      expect((await stage.admin.say(command)).text).toContain('go back to')
      await ann.reads('back in your balance')
    })
    expect(back).toEqual({ [`cash ${currency}`]: -held, [`suspense ${currency}`]: held })
  },
)
