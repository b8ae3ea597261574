import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CARD_SHOP } from '../support/card-sale.ts'
import { clerk } from './desk.ts'
import { labels, type Player } from './player.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: CARD_SHOP, monthlyByCard: ['care'] })
  await stage.admin.reads('Hello, Ada')
})
afterAll(() => stage.close())

const stripe = () => stage.telegram.stripe

/** Somebody who has bought this by card, and the payment as Stripe knows it. */
async function buyer(planCode: string) {
  const ann = await stage.meet('Ann')
  await ann.buysByCard(planCode)
  const charge = (await stripe().charges()).at(-1)
  if (!charge) throw new Error('nothing was charged')
  return { ann, charge: charge.id, intent: String(charge.payment_intent) }
}

const isOpen = async ({ id }: Player) => (await stage.books.billing.accessOf(id)).some(({ active }) => active)

describe('/refund by card', () => {
  test('gives the money back to the card, ends the access and the renewal, and says all of it', async () => {
    const { ann, intent } = await buyer('care')
    const moved = await stage.moved(async () => {
      const answer = await stage.admin.say(`/refund ${intent} they asked`)
      expect(answer.text).toContain(`€9.99 go back to the card of ${ann.id}.`)
      expect((await stage.admin.reads('Refunded: €9.99')).text).toContain('the bank may take up to ten days')
    })
    expect(moved).toMatchObject({ 'sales EUR': 999 })
    expect((await ann.reads('on their way to your card')).text).toContain(
      'The access they paid for has ended.',
    )
    expect(await isOpen(ann)).toBe(false)
    const isEnding = async () => {
      const subscription = (await stripe().subscriptions()).at(-1)
      return Boolean(subscription?.cancel_at ?? subscription?.cancel_at_period_end)
    }
    await expect.poll(isEnding, { timeout: 10_000 }).toBe(true)
    expect((await stage.admin.say(`/refund ${intent}`)).text).toContain('This payment went back already.')
    expect((await stage.admin.say('/refund pi_none')).text).toContain(
      'There is no payment pi_none in the books.',
    )
  })

  // case 69
  test('what went back in part at Stripe is told, and the conversation gives back the rest', async () => {
    const { ann, charge, intent } = await buyer('visit')
    await stripe().refund({ charge, amount: 500 })
    const told = await ann.reads('A part of your payment')
    expect(told.text).toContain('€5.00. A bank may take up to ten days.\n\nThe rest stays paid (€20.00)')
    expect(await isOpen(ann)).toBe(true)

    const desk = clerk(stage.telegram, stage.admin.id)
    await stage.admin.say('/refund')
    let scene = await stage.admin.say(intent)
    expect(scene.text).toContain('€20.00 for The visit')
    scene = await desk.press(scene, 'Bought by mistake')
    expect(scene.text).toContain('A part went back already: €5.00. This is the rest.')
    expect(scene.text).toContain('It goes back to their card')
    expect(labels(scene)[0]).toEqual(['Give €20.00 back'])
    await desk.press(scene, 'Give €20.00 back')
    await ann.reads('€20.00 for The visit are on their way to your card')
    expect(await isOpen(ann)).toBe(false)
  })

  // case 70
  test('a refund that the bank sends back is told to both, and the access is there again', async () => {
    const { ann, intent } = await buyer('visit')
    await stage.admin.say(`/refund ${intent}`)
    await ann.reads('on their way to your card')
    const refund = (await stripe().refunds()).at(-1)
    await stripe().endRefund({ refund: refund?.id ?? '', succeeds: false })
    expect((await ann.reads('did not take the refund')).text).toContain('the money is with us again: €25.00.')
    expect((await stage.admin.reads('A refund came back: €25.00')).text).toContain(`Payer: ${ann.id}`)
    expect(await isOpen(ann)).toBe(true)
    expect((await stage.admin.say(`/why ${ann.id}`)).text).toContain('↪ it came back to us')
  })
})

test('/find and /why know what Stripe calls things', async () => {
  const { ann, intent } = await buyer('care')
  const subscription = (await stripe().subscriptions()).at(-1)
  const invoice = (await stripe().invoices()).at(-1)
  const ids = [intent, subscription?.id, subscription?.customer, invoice?.id].map(String)
  for (const id of ids) expect((await stage.admin.say(`/find ${id}`)).text, id).toContain(String(ann.id))
  const { text } = await stage.admin.say(`/why ${subscription?.id}`)
  expect(text).toContain(`subscription to The care, €9.99, by card\nactive ${subscription?.id}`)
  expect(text).toContain('→ renews by itself')
  expect(text).toContain(`payment ${intent}\ninvoice ${invoice?.id}`)
})

test('/balance shows what came by card, what Stripe kept of it, and that Stars are another till', async () => {
  await buyer('care')
  const cash = async () =>
    (await stage.books.billing.balances()).find(({ rail, account }) => rail === 'card' && account === 'cash')
  const { eur } = await stripe().balance()
  await expect.poll(async () => (await cash())?.balance).toBe(eur?.net)
  const { text } = await stage.admin.say('/balance')
  const euros = (cents = 0) => `€${(cents / 100).toFixed(2)}`
  expect(text).toContain(`By card, in EUR\nThe books, less fees: ${euros(eur?.net)}\nEarned: `)
  expect(text).toContain(`held for payers: €0.00\nFees: ${euros(eur?.fee)} · with banks in disputes`)
  expect(text).toContain('The books: 0 Stars')
})
