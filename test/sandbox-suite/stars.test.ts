import { expect, test } from 'vitest'
import { badRequest, drain, refusal, stage, xtr } from './stage.ts'

/** A person who has paid `amounts`, unasked, one after the other. */
async function paid(...amounts: number[]) {
  const staged = await stage()
  const person = await staged.newcomer()
  const charges: string[] = []
  for (const [index, amount] of amounts.entries()) {
    const { message_id } = await staged.api.sendInvoice(
      person,
      'Pro',
      'A month',
      `order-${index}`,
      'XTR',
      xtr(amount),
    )
    const outcome = await staged.control.pay({ person, message_id, without_precheckout: true })
    if (outcome.status === 'paid') charges.push(outcome.charge_id)
    staged.clock.seconds += 60
  }
  await drain(staged.api)
  return { ...staged, person, charges }
}

test('a refund gives the whole charge back and is told by a service message without a provider charge id', async () => {
  const { api, control, person, charges } = await paid(50)
  const [charge = ''] = charges
  expect(await api.refundStarPayment(person, charge)).toBe(true)
  const [update] = await drain(api)
  expect(update?.message).toMatchObject({ chat: { id: person, type: 'private' }, from: { id: person } })
  expect(update?.message?.refunded_payment).toEqual({
    currency: 'XTR',
    total_amount: 50,
    invoice_payload: 'order-0',
    telegram_payment_charge_id: charge,
  })
  expect((await control.chat(person)).person.stars).toBe(1000)
  expect(await api.getMyStarBalance()).toEqual({ amount: 0 })
})

test('its transaction has the id of the charge, a positive amount and a receiver', async () => {
  const { api, clock, person, charges } = await paid(50)
  const [charge = ''] = charges
  await api.refundStarPayment(person, charge)
  const { transactions } = await api.getStarTransactions()
  const partner = {
    type: 'user',
    transaction_type: 'invoice_payment',
    user: { id: person },
    invoice_payload: 'order-0',
  }
  expect(transactions).toMatchObject([
    { id: charge, amount: 50, date: clock.seconds - 60, source: partner },
    { id: charge, amount: 50, date: clock.seconds, receiver: partner },
  ])
  expect(transactions[0]).not.toHaveProperty('receiver')
  expect(transactions[1]).not.toHaveProperty('source')
})

test('a charge is refunded once', async () => {
  const { api, control, person, charges } = await paid(50, 50)
  const [charge = ''] = charges
  await api.refundStarPayment(person, charge)
  expect(await refusal(api.refundStarPayment(person, charge))).toEqual(badRequest('CHARGE_ALREADY_REFUNDED'))
  await expect(control.refundElsewhere(charge)).rejects.toThrow('409')
  expect(await api.getMyStarBalance()).toEqual({ amount: 50 })
})

test("an unknown charge, another person's, or none is not refunded", async () => {
  const { api, newcomer, person, charges } = await paid(50)
  const [charge = ''] = charges
  expect(await refusal(api.refundStarPayment(person, 'unknown'))).toEqual(badRequest('CHARGE_ID_INVALID'))
  expect(await refusal(api.refundStarPayment(await newcomer(), charge))).toEqual(
    badRequest('CHARGE_ID_INVALID'),
  )
  expect(await refusal(api.refundStarPayment(person, ''))).toEqual(
    badRequest('parameter "telegram_payment_charge_id" is required'),
  )
  expect(await refusal(api.refundStarPayment(0, charge))).toEqual(badRequest('invalid user_id specified'))
  expect(await refusal(api.editUserStarSubscription(person, charge, true))).toEqual(
    badRequest('SUBSCRIPTION_ID_INVALID'),
  )
})

test('Telegram gives a charge back by itself, and the bot hears of it', async () => {
  const { api, control, person, charges } = await paid(50, 30)
  const [charge = ''] = charges
  await control.refundElsewhere(charge)
  expect((await drain(api))[0]?.message?.refunded_payment).toMatchObject({
    telegram_payment_charge_id: charge,
  })
  expect(await refusal(api.refundStarPayment(person, charge))).toEqual(badRequest('CHARGE_ALREADY_REFUNDED'))
  expect(await api.getMyStarBalance()).toEqual({ amount: 30 })
  await expect(control.refundElsewhere('unknown')).rejects.toThrow('404')
})

test('a balance that is too low refunds nothing, but Telegram may take it below zero', async () => {
  const { api, clock, control, person, charges } = await paid(50)
  const [charge = ''] = charges
  await control.withdraw(20)
  expect(await refusal(api.refundStarPayment(person, charge))).toEqual(badRequest('BALANCE_TOO_LOW'))
  await control.refundElsewhere(charge)
  expect(await api.getMyStarBalance()).toEqual({ amount: -20 })
  const { transactions } = await api.getStarTransactions({ offset: 1 })
  const withdrawal_state = {
    type: 'succeeded',
    date: clock.seconds,
    url: expect.stringContaining('fragment'),
  }
  expect(transactions).toMatchObject([
    { amount: 20, receiver: { type: 'fragment', withdrawal_state } },
    { id: charge, amount: 50, receiver: { type: 'user' } },
  ])
})

test('a person who blocked the bot is refunded all the same', async () => {
  const { api, control, person, charges } = await paid(50)
  await control.block({ person, blocked: true })
  expect(await api.refundStarPayment(person, charges[0] ?? '')).toBe(true)
  expect((await control.people())[0]?.stars).toBe(1000)
})

test('transactions come oldest first, and their page is clamped', async () => {
  const { api, call } = await paid(1, 2, 3)
  const amounts = async (offset?: number, limit?: number) =>
    (
      await api.getStarTransactions({
        ...(offset === undefined ? {} : { offset }),
        ...(limit === undefined ? {} : { limit }),
      })
    ).transactions.map(({ amount }) => amount)
  expect(await amounts()).toEqual([1, 2, 3])
  expect(await amounts(1, 1)).toEqual([2])
  expect(await amounts(-5, 0)).toEqual([1])
  expect(await amounts(0, 5000)).toEqual([1, 2, 3])
  expect(await amounts(3)).toEqual([])
  expect(await call('getStarTransactions', { limit: 'many' })).toMatchObject({
    ok: true,
    result: { transactions: [{ amount: 1 }] },
  })
})
