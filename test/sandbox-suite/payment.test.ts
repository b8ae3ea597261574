import { expect, test } from 'vitest'
import { shop } from './shop.ts'
import { badRequest, refusal, xtr } from './stage.ts'

test('a paid invoice takes the Stars, credits the bot and tells it by a message of the payer', async () => {
  const { clock, control, person, sell, seen } = await shop()
  const outcome = await control.pay({ person, message_id: await sell() })
  if (outcome.status !== 'paid') throw new Error(JSON.stringify(outcome))
  await control.waitFor(person, chat => chat.messages.some(message => message.successful_payment))
  await expect.poll(() => seen.payments).toHaveLength(1)
  const from = { id: person, is_bot: false, first_name: 'Ann' }
  expect(seen.precheckouts).toEqual([
    {
      id: expect.stringMatching(/^\d+$/),
      from,
      currency: 'XTR',
      total_amount: 50,
      invoice_payload: 'order-1',
    },
  ])
  expect(seen.payments).toEqual([
    {
      message_id: 3,
      date: clock.seconds,
      chat: { id: person, type: 'private', first_name: 'Ann' },
      from,
      successful_payment: {
        currency: 'XTR',
        total_amount: 50,
        invoice_payload: 'order-1',
        telegram_payment_charge_id: outcome.charge_id,
        provider_payment_charge_id: expect.any(String),
      },
    },
  ])
  expect(outcome.charge_id).toMatch(/^[\w-]{40,}$/)
  expect((await control.chat(person)).person.stars).toBe(70)
  expect(await control.balance()).toEqual({
    stars: 50,
    transactions: [
      {
        id: outcome.charge_id,
        amount: 50,
        date: clock.seconds,
        source: { type: 'user', transaction_type: 'invoice_payment', user: from, invoice_payload: 'order-1' },
      },
    ],
  })
})

test('nobody pays more than they have, nor a bot they have blocked', async () => {
  const { api, control, person, sell, seen } = await shop()
  const dear = await api.sendInvoice(person, 'Pro', 'A year', 'order-2', 'XTR', xtr(121))
  expect(await control.pay({ person, message_id: dear.message_id })).toEqual({
    status: 'failed',
    reason: 'balance_too_low',
  })
  const message_id = await sell()
  await control.block({ person, blocked: true })
  expect(await control.pay({ person, message_id })).toEqual({ status: 'failed', reason: 'blocked' })
  expect(seen.precheckouts).toEqual([])
  await expect(control.pay({ person, message_id: 99 })).rejects.toThrow('404')
})

test('two payments at once cannot spend the same Stars', async () => {
  const { api, control, person } = await shop()
  const links = await Promise.all(
    [1, 2].map(n => api.createInvoiceLink('Pro', 'A', `order-${n}`, '', 'XTR', xtr(100))),
  )
  const outcomes = await Promise.all(links.map(invoice_url => control.pay({ person, invoice_url })))
  expect(outcomes.map(outcome => outcome.status).sort()).toEqual(['failed', 'paid'])
  expect((await control.chat(person)).person.stars).toBe(20)
})

test('a payment can come without a pre-checkout, claiming what it likes', async () => {
  const { control, person, sell, seen } = await shop()
  const claim = { total_amount: 7, currency: 'XTR', invoice_payload: 'garbled' }
  const paid = await control.pay({ person, message_id: await sell(), without_precheckout: true, claim })
  expect(paid).toMatchObject({ status: 'paid' })
  await expect
    .poll(() => seen.payments)
    .toMatchObject([{ successful_payment: { total_amount: 7, currency: 'XTR', invoice_payload: 'garbled' } }])
  expect(seen.precheckouts).toEqual([])
  expect(await control.balance()).toMatchObject({ stars: 7, transactions: [{ amount: 7 }] })
})

test('the first payment of a subscription says so, and until when it runs', async () => {
  const { api, clock, control, person, seen } = await shop()
  const invoice_url = await api.createInvoiceLink('Pro', 'Monthly', 'order-1', '', 'XTR', xtr(50), {
    subscription_period: 2_592_000,
  })
  const paid = await control.pay({ person, invoice_url })
  await expect
    .poll(() => seen.payments)
    .toMatchObject([
      {
        successful_payment: {
          is_recurring: true,
          is_first_recurring: true,
          subscription_expiration_date: clock.seconds + 2_592_000,
        },
      },
    ])
  expect(await control.balance()).toMatchObject({
    transactions: [{ source: { subscription_period: 2_592_000 } }],
  })
  const charge = paid.status === 'paid' ? paid.charge_id : ''
  expect(await api.editUserStarSubscription(person, charge, true)).toBe(true)
  expect(await refusal(api.editUserStarSubscription(person, 'unknown', true))).toEqual(
    badRequest('CHARGE_ID_INVALID'),
  )
})
