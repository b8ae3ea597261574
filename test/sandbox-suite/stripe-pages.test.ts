import { expect, test } from 'vitest'
import { fill, number, visit } from './stripe-form.ts'
import { type StripeShop, stripeShop } from './stripe-stage.ts'

async function checkout({ monthly }: StripeShop) {
  const session = await monthly({ cancel_url: 'https://shop.example/canceled' })
  return { session, page: await visit(session.url ?? '') }
}

test('checkout says what is sold and takes a card; a declined one is said, and another one pays', async () => {
  const shop = await stripeShop()
  const { session, page } = await checkout(shop)
  expect(page.text).toContain('Subscribe to Month')
  expect(page.text).toContain('$9.00')
  expect(page.text).toContain('ann@example.com')
  const declined = await fill(page, number('4000 0000 0000 0002'))
  expect(declined.status).toBe(402)
  expect(declined.text).toContain('Your card was declined.')
  const strange = await fill(declined, number('1234'))
  expect(strange.text).toContain('not one of the test cards')
  const paid = await fill(strange, number('4242 4242 4242 4242'))
  expect([paid.status, paid.location]).toEqual([303, `https://shop.example/paid?session=${session.id}`])
  expect(await shop.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    status: 'complete',
    payment_status: 'paid',
  })
})

test('the bank may ask: a no leaves the checkout open, a yes pays', async () => {
  const shop = await stripeShop()
  const { session, page } = await checkout(shop)
  const asked = await fill(page, number('4000002500003155'))
  const bank = await visit(asked.location ?? '')
  expect(bank.text).toContain('Is this you?')
  expect((await fill(bank, { answer: 'no' })).status).toBe(402)
  const again = await visit((await fill(page, number('4000002500003155'))).location ?? '')
  expect((await fill(again, { answer: 'yes' })).location).toContain('https://shop.example/paid')
  expect((await shop.stripe.checkout.sessions.retrieve(session.id)).status).toBe('complete')
})

test('a bank debit completes the checkout at once, unpaid', async () => {
  const shop = await stripeShop()
  const session = await shop.once()
  const paid = await fill(await visit(session.url ?? ''), { method: 'slow' })
  expect(paid.location).toContain('https://shop.example/paid')
  expect(await shop.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    status: 'complete',
    payment_status: 'unpaid',
  })
})

test('a checkout that is over, or was never there, says so and leads back', async () => {
  const shop = await stripeShop()
  const { session, page } = await checkout(shop)
  expect((await visit(`${session.url}/cancel`)).location).toBe('https://shop.example/canceled')
  await shop.deeds.expireSession(session.id)
  expect((await visit(session.url ?? '')).text).toContain('This page has expired')
  expect((await fill(page, number('4242424242424242'))).text).toContain('This page has expired')
  const second = await shop.once()
  await shop.deeds.payCheckout({ session: second.id, card: '4242424242424242' })
  expect((await visit(`${shop.url}/stripe/checkout/${second.id}`)).text).toContain('All done here')
  expect((await visit(`${shop.url}/stripe/checkout/${second.id}/leave`)).location).toBe(
    `https://shop.example/paid?session=${second.id}`,
  )
  const nowhere = await visit(`${shop.url}/stripe/checkout/cs_test_never`)
  expect([nowhere.status, nowhere.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
  expect(nowhere.text).toContain('There is no such page')
})

test('what a merchant wrote is text on the pages, never markup', async () => {
  const shop = await stripeShop()
  await shop.deeds.addPrice({ id: 'price_odd', name: '<script>"&\'', amount: 100, currency: 'usd' })
  const session = await shop.once({ line_items: [{ price: 'price_odd', quantity: 1 }] })
  const { text } = await visit(session.url ?? '')
  expect(text).toContain('&lt;script&gt;&quot;&amp;&#39;')
  expect(text).not.toContain('<script>"')
})

test('pages of this machine are fetched for the played browser, whose links into Telegram lead back; no others', async () => {
  const shop = await stripeShop()
  const own = `${shop.url}/stripe/checkout/cs_test_never`
  const fetched = await visit(`${shop.url}/stripe/away?to=${encodeURIComponent(own)}`)
  expect(fetched.status).toBe(404)
  expect(fetched.text).toContain('There is no such page')
  expect(fetched.text).toContain('postMessage')
  const elsewhere = await visit(`${shop.url}/stripe/away?to=${encodeURIComponent('http://shop.example/')}`)
  expect(elsewhere.text).toContain('This leads out of the sandbox')
  expect((await visit(`${shop.url}/stripe/away?to=file:///etc/passwd`)).status).toBe(404)
  const session = await shop.once()
  const framed = await visit(session.url ?? '', {
    method: 'POST',
    headers: { 'sec-fetch-dest': 'iframe' },
    body: new URLSearchParams(number('4242424242424242')),
  })
  expect(framed.location).toMatch(/\/stripe\/away\?to=https%3A%2F%2Fshop\.example%2Fpaid/)
})
