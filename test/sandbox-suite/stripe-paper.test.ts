import { expect, test } from 'vitest'
import { fill, number, visit } from './stripe-form.ts'
import { charged, type StripeShop, stripeShop, subscribed } from './stripe-stage.ts'

async function portal(shop: StripeShop, more: object = {}) {
  const { id: configuration } = await shop.stripe.billingPortal.configurations.create({
    features: {
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: { enabled: true },
    },
  })
  const customer = shop.customer.id
  const return_url = 'https://shop.example/back'
  const { url } = await shop.stripe.billingPortal.sessions.create({
    customer,
    configuration,
    return_url,
    ...more,
  })
  return url
}

test('the portal cancels at the end of what is paid, resumes, and leads back', async () => {
  const shop = await stripeShop()
  const subscription = await subscribed(shop)
  const url = await portal(shop)
  expect((await visit(url)).text).toContain('Renews on Nov 1, 2026.')
  const sure = await visit(`${url}/cancel/${subscription}`)
  expect((await fill(sure, {})).location).toBe(url)
  const end = Date.UTC(2026, 10, 1) / 1000
  expect(await shop.stripe.subscriptions.retrieve(subscription)).toMatchObject({
    cancel_at: end,
    status: 'active',
  })
  const canceled = await visit(url)
  expect(canceled.text).toContain('Cancels Nov 1, 2026')
  await fill(canceled, {})
  expect((await shop.stripe.subscriptions.retrieve(subscription)).cancel_at).toBeNull()
  expect((await visit(`${url}/leave`)).location).toBe('https://shop.example/back')
})

test('a link made to cancel goes straight to the question, and back where it was told to', async () => {
  const shop = await stripeShop()
  const subscription = await subscribed(shop)
  const after_completion = { type: 'redirect', redirect: { return_url: 'https://shop.example/gone' } }
  const flow_data = { type: 'subscription_cancel', subscription_cancel: { subscription }, after_completion }
  const page = await visit(await portal(shop, { flow_data }))
  expect(page.text).toContain('Cancel your subscription?')
  expect((await fill(page, {})).location).toBe('https://shop.example/gone')
  expect((await shop.stripe.subscriptions.retrieve(subscription)).cancel_at).not.toBeNull()
})

test('a renewal that failed is repaired: another card in the portal, or the open invoice paid', async () => {
  const shop = await stripeShop()
  const subscription = await subscribed(shop, '4000000000000341')
  await shop.turnTo(Date.UTC(2026, 10, 2) / 1000)
  expect((await shop.stripe.subscriptions.retrieve(subscription)).status).toBe('past_due')
  const url = await portal(shop)
  expect((await visit(url)).text).toContain('The last payment failed')
  const [invoice] = (await shop.stripe.invoices.list({ status: 'open' })).data
  const page = await visit(invoice?.hosted_invoice_url ?? '')
  expect((await fill(page, number('4000000000009995'))).text).toContain('insufficient funds')
  const paid = await fill(page, number('4242424242424242'))
  expect((await visit(paid.location ?? '')).text).toContain('Paid on Nov 2, 2026')
  expect((await shop.stripe.subscriptions.retrieve(subscription)).status).toBe('active')
  expect((await fill(await visit(`${url}/card`), number('4242424242424242'))).location).toBe(url)
  expect((await visit(url)).text).toContain('Visa •••• 4242')
})

test('an invoice whose bank asks is paid with a yes', async () => {
  const shop = await stripeShop()
  await subscribed(shop, '4000000000000341')
  await shop.turnTo(Date.UTC(2026, 10, 2) / 1000)
  const [invoice] = (await shop.stripe.invoices.list({ status: 'open' })).data
  const page = await visit(invoice?.hosted_invoice_url ?? '')
  const bank = await visit((await fill(page, number('4000002500003155'))).location ?? '')
  expect((await fill(bank, { answer: 'no' })).text).toContain('has not confirmed that it is you')
  expect((await fill(bank, { answer: 'yes' })).location).toBe(invoice?.hosted_invoice_url)
  expect((await shop.stripe.invoices.retrieve(invoice?.id ?? '')).status).toBe('paid')
})

test('a link into the portal lives for an hour, and politely says so afterwards', async () => {
  const shop = await stripeShop()
  await subscribed(shop)
  const url = await portal(shop)
  await shop.control.turnClock(3_601_000)
  const late = await visit(url)
  expect(late.status).toBe(410)
  expect(late.text).toContain('This link has expired')
  expect((await visit(`${url}/leave`)).location).toBe('https://shop.example/back')
})

test('an invoice is a file to keep, and a charge has a receipt', async () => {
  const shop = await stripeShop()
  await subscribed(shop)
  const [invoice] = (await shop.stripe.invoices.list()).data
  const file = await fetch(invoice?.invoice_pdf ?? '')
  expect(file.headers.get('content-type')).toBe('application/pdf')
  expect(file.headers.get('content-disposition')).toBe(
    `attachment; filename="Invoice-${invoice?.number}.pdf"`,
  )
  const text = Buffer.from(await file.arrayBuffer()).toString('latin1')
  expect(text).toMatch(/^%PDF-1\.4\n/)
  expect(text).toContain(`(${invoice?.number})`)
  expect(Number(/startxref\n(\d+)/.exec(text)?.[1])).toBe(text.indexOf('xref\n0 '))
  const { receipt_url } = await charged(shop)
  expect((await visit(receipt_url ?? '')).text).toContain('$50.00')
})

test('a link made to change the card asks for one, and leads on into the portal', async () => {
  const shop = await stripeShop()
  await subscribed(shop)
  const url = await portal(shop, { flow_data: { type: 'payment_method_update' } })
  const page = await visit(url)
  expect(page.text).toContain('Another card')
  const saved = await fill(page, number('4000002500003155'))
  expect((await visit(saved.location ?? '')).text).toContain('Visa •••• 3155')
})
