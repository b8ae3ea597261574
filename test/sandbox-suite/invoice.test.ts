import { expect, test } from 'vitest'
import { badRequest, refusal, stage, xtr } from './stage.ts'

const good = {
  title: 'Pro',
  description: 'A month of Pro',
  payload: 'order-1',
  currency: 'XTR',
  prices: xtr(50),
}

test('an invoice message says what it sells, never its payload', async () => {
  const { api, newcomer } = await stage()
  const person = await newcomer()
  const message = await api.raw.sendInvoice({ chat_id: person, ...good, start_parameter: 'pro' })
  expect(message.invoice).toEqual({
    title: 'Pro',
    description: 'A month of Pro',
    start_parameter: 'pro',
    currency: 'XTR',
    total_amount: 50,
  })
  expect(JSON.stringify(message)).not.toContain('order-1')
})

test('an invoice link leads to its invoice', async () => {
  const { api, control } = await stage()
  const link = await api.raw.createInvoiceLink({ ...good, provider_token: '' })
  expect(link).toMatch(/^https:\/\/t\.me\/\$[\w-]+$/)
  expect(await control.invoice(link)).toEqual({
    invoice: {
      title: 'Pro',
      description: 'A month of Pro',
      start_parameter: '',
      currency: 'XTR',
      total_amount: 50,
    },
  })
  await expect(control.invoice('https://t.me/$nothing')).rejects.toThrow('404')
})

test.each([
  [{ title: '' }, 'parameter "title" is required'],
  [{ title: 'a'.repeat(33) }, 'STARS_INVOICE_INVALID'],
  [{ description: '' }, 'parameter "description" is required'],
  [{ description: 'a'.repeat(256) }, 'STARS_INVOICE_INVALID'],
  [{ payload: '' }, 'parameter "payload" is required'],
  [{ payload: `${'é'.repeat(64)}a` }, 'INVOICE_PAYLOAD_INVALID'],
  [{ currency: '' }, 'parameter "currency" is required'],
  [{ currency: 'USD' }, 'PAYMENT_PROVIDER_INVALID'],
  [{ provider_token: 'stripe' }, 'STARS_INVOICE_INVALID'],
  [{ prices: '' }, 'parameter "prices" is required'],
  [{ prices: '[' }, "can't parse prices JSON object"],
  [{ prices: {} }, 'expected an Array of labeled prices'],
  [{ prices: [] }, 'there must be at least one price'],
  [{ prices: [...xtr(1), ...xtr(2)] }, 'STARS_INVOICE_INVALID'],
  [{ prices: xtr(0) }, 'total price must be positive'],
  [{ prices: xtr(-5) }, 'total price must be positive'],
  [{ prices: xtr(1_000_000_000_000) }, 'total price is too big'],
  [{ prices: [1] }, "can't parse labeled price: LabeledPrice must be an Object"],
  [{ prices: [{ label: '', amount: 1 }] }, "can't parse labeled price: LabeledPrice label must be non-empty"],
  [{ prices: [{ label: 'a', amount: 1.5 }] }, 'field "amount" must be a valid Number'],
  [{ prices: [{ label: 'a' }] }, 'can\'t find field "amount"'],
])('an invoice with %j is refused, as message and as link', async (wrong, reason) => {
  const { call, newcomer } = await stage()
  const answer = { ok: false, error_code: 400, description: `Bad Request: ${reason}` }
  expect(await call('sendInvoice', { chat_id: await newcomer(), ...good, ...wrong })).toEqual(answer)
  expect(await call('createInvoiceLink', { ...good, ...wrong })).toEqual(answer)
})

test('the longest title, description and payload are accepted', async () => {
  const { api, newcomer } = await stage()
  const longest = { ...good, title: 'a'.repeat(32), description: 'a'.repeat(255), payload: 'é'.repeat(64) }
  expect(await api.raw.sendInvoice({ chat_id: await newcomer(), ...longest })).toMatchObject({
    invoice: { title: longest.title },
  })
  expect(await api.raw.createInvoiceLink(longest)).toContain('https://')
})

test('a subscription is sold by link only, for 30 days, up to 10000 Stars', async () => {
  const { api, call, control, newcomer } = await stage()
  const subscription = { ...good, subscription_period: 2_592_000 }
  expect(await call('sendInvoice', { chat_id: await newcomer(), ...subscription })).toMatchObject({
    description: 'Bad Request: SUBSCRIPTION_EXPORT_MISSING',
  })
  const link = await api.raw.createInvoiceLink({ ...subscription, prices: xtr(10_000) })
  expect(await control.invoice(link)).toMatchObject({ subscription_period: 2_592_000 })
  expect(await refusal(api.raw.createInvoiceLink({ ...subscription, prices: xtr(10_001) }))).toEqual(
    badRequest('STARS_INVOICE_INVALID'),
  )
  expect(await refusal(api.raw.createInvoiceLink({ ...good, subscription_period: 86_400 }))).toEqual(
    badRequest('SUBSCRIPTION_PERIOD_INVALID'),
  )
})
