import { afterAll, beforeAll, expect, it } from 'vitest'
import type { InvoicesJson } from '../../server/contract.ts'
import { days } from '../support/books.ts'
import { CARD_SHOP, cardApp } from './card-stage.ts'
import { type Answer, scriptedStripe } from './scripted-stripe.ts'
import { BUYER, openStage, type Stage, signIn } from './stage.ts'
import { subscribes } from './subscriber.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: CARD_SHOP })
})
afterAll(() => stage.close())

let person = BUYER + 3000
/** Somebody with a paid invoice of a subscription, whose links were read now. */
async function billed(answer: () => Answer) {
  const stripe = await scriptedStripe(answer)
  const id = ++person
  await signIn(stage, { id })
  const { providerId: subscription } = await subscribes(stage, id, 'monthly')
  await stage.billing.cards.recordInvoice({
    ...{ rail: 'card', providerId: `in_${id}`, ticket: await stage.billing.cards.ticket(), personId: id },
    ...{ subscription, status: 'paid', amountDue: 900, amountPaid: 900, currency: 'EUR', dueAt: null },
    createdAt: stage.clock.now(),
    hostedUrl: 'https://pay.example/old',
    pdfUrl: 'https://pay.example/old.pdf',
  })
  const shop = cardApp(stage, stripe.url)
  async function links() {
    const headers = await signIn(stage, { id })
    const { items } = (
      await shop.app.inject({ url: '/api/v1/billing/invoices', headers })
    ).json<InvoicesJson>()
    const invoice = items.find(({ hosted_url }) => hosted_url !== null)
    return invoice && [invoice.hosted_url, invoice.pdf_url]
  }
  return { ...stripe, id, links, lines: shop.lines }
}

const OLD = ['https://pay.example/old', 'https://pay.example/old.pdf']
const FRESH = ['https://pay.example/fresh', 'https://pay.example/fresh.pdf']
const fresh = (): Answer => ({ object: { id: 'in', hosted_invoice_url: FRESH[0], invoice_pdf: FRESH[1] } })

// case 105
it('asks for links anew once they are a day old, and keeps them for another', async () => {
  const { asked, links, id } = await billed(fresh)
  expect(await links()).toEqual(OLD)
  expect(asked).toEqual([])
  stage.clock.advance(days(1) + 1000)
  expect(await links()).toEqual(FRESH)
  expect(await links()).toEqual(FRESH)
  expect(asked.map(({ what }) => what)).toEqual([`GET /v1/invoices/in_${id}`])
})

it.each<[string, Answer]>([
  ['does not answer', 'hang up'],
  ['is silent', 'silence'],
  ['refuses', { status: 403, error: { type: 'invalid_request_error' } }],
])('shows the old links where Stripe %s, and does not wait long for better ones', async (_, answer) => {
  const { asked, links, lines } = await billed(() => answer)
  stage.clock.advance(days(1) + 1000)
  expect(await links()).toEqual(OLD)
  expect(asked.length).toBeGreaterThan(0)
  expect(lines()).toContainEqual(
    expect.objectContaining({ level: 'warn', msg: 'the links of this invoice could not be renewed' }),
  )
})

it('asks a Stripe that does not answer once, however often the list is looked at, and again later', async () => {
  const { asked, links } = await billed(() => ({ status: 403, error: { type: 'invalid_request_error' } }))
  stage.clock.advance(days(1) + 1000)
  await Promise.all([links(), links()])
  expect(await links()).toEqual(OLD)
  expect(asked.length).toBe(1)
  stage.clock.advance(10 * 60_000)
  await links()
  expect(asked.length).toBe(2)
})
