import { afterAll, beforeAll, expect, test } from 'vitest'
import { plan, SHOP } from '../support/books.ts'
import { labels } from './player.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const SOLD = { 'cash XTR': 250, 'sales XTR': -250 }

test('another’s invoice is refused before paying; paid all the same, the payer is credited', async () => {
  const [ann, bob] = [await stage.meet('Ann'), await stage.meet('Bob', { language: 'ru' })]
  await ann.invoice('month')
  const claim = { invoice_payload: await stage.orderOf(ann) }
  const bill = await bob.invoice('month')
  const none = await stage.moved(async () => {
    expect(await bob.pay(bill, { claim })).toMatchObject({
      status: 'failed',
      error_message:
        'Этот счёт выставлен другому аккаунту. Ничего не списано; отправьте /buy, чтобы получить свой.',
    })
  })
  expect(none).toEqual({})

  const moved = await stage.moved(async () => {
    await bob.pay(bill, { claim, without_precheckout: true })
    await bob.reads('Спасибо')
  })
  expect(moved).toEqual(SOLD) // case 3
  expect(await stage.books.billing.accessOf(bob.id)).toMatchObject([{ active: true }])
  expect(await stage.books.billing.accessOf(ann.id)).toEqual([])
  expect((await stage.admin.reads('another’s invoice')).text).toContain(
    `${bob.id} paid the invoice of ${ann.id}`,
  )
})

test('an invoice that was withdrawn or has expired cannot be paid, and says what to do', async () => {
  const ann = await stage.meet('Ann')
  const withdrawn = await ann.invoice('month')
  const claim = { invoice_payload: await stage.orderOf(ann) }
  expect(await ann.pressForToast(withdrawn, 'Not now')).toBe('The invoice is withdrawn.')
  expect(await ann.messages()).not.toContainEqual(
    expect.objectContaining({ message_id: withdrawn.message_id }),
  )

  const bill = await ann.invoice('year')
  const moved = await stage.moved(async () => {
    const total_amount = 250
    expect(await ann.pay(bill, { claim: { ...claim, total_amount } })).toMatchObject({
      error_message: 'This invoice was withdrawn. Nothing was charged; send /buy month to get a new one.',
    })
    stage.books.clock.advance(60 * 60 * 1000)
    expect(await ann.pay(bill)).toMatchObject({
      error_message: 'This invoice has expired. Nothing was charged; send /buy year to get a new one.',
    }) // case 91
  })
  expect(moved).toEqual({}) // case 4
})

test.each(['garbage', '{"order":1}', 'nul\u0000byte', 'half \ud800', ''])(
  'an invoice with the payload %j is refused, and nothing breaks',
  async invoice_payload => {
    const ann = await stage.meet('Ann')
    const bill = await ann.invoice('month')
    const rejected = await stage.metric('telegram_precheck_total{result="rejected"}')
    expect(await ann.pay(bill, { claim: { invoice_payload } })).toMatchObject({
      error_message: 'We don’t know this invoice. Nothing was charged; send /buy to get a new one.',
    }) // case 5
    expect(await stage.metric('telegram_precheck_total{result="rejected"}')).toBe(rejected + 1)
    expect(await ann.pay(bill)).toMatchObject({ status: 'paid' })
  },
)

test('a price that is not the order’s is refused; the order’s own is honoured when the plan has another by now', async () => {
  const ann = await stage.meet('Ann')
  const bill = await ann.invoice('month')
  const wrong = {
    error_message:
      'The price on this invoice is not right. Nothing was charged; send /buy month to get a new one.',
  }
  for (const claim of [{ total_amount: 249 }, { total_amount: 251 }, { currency: 'USD' }]) {
    expect(await ann.pay(bill, { claim })).toMatchObject(wrong) // case 92
  }

  await stage.books.reopen([
    plan({ code: 'month', stars: { amount: 300, recurring: false } }),
    ...SHOP.slice(1),
  ])
  expect(await stage.moved(() => ann.pay(bill).then(() => ann.reads('Thank you')))).toEqual(SOLD) // case 6
  expect((await ann.invoice('month')).invoice?.total_amount).toBe(300)
  await stage.books.reopen()
})

test('an invoice for a plan that is not on sale is refused with what is, to tap on', async () => {
  const ann = await stage.meet('Ann')
  const answer = await ann.say('/buy nonsense<b>')
  expect(answer.text).toBe('There is no plan called “nonsense<b>” on sale. These are:') // case 88
  expect(labels(answer)).toEqual([
    ['The month · 250 ⭐'],
    ['The year · 2,400 ⭐'],
    ['The lifetime · 9,000 ⭐'],
  ])
  expect((await ann.press(answer, 'The year')).invoice?.total_amount).toBe(2400)
})

test('a plan retired after its invoice is not sold any more', async () => {
  const ann = await stage.meet('Ann')
  const choice = await ann.say('/buy')
  const bill = await ann.invoice('month')
  await stage.books.reopen(SHOP.slice(1))
  expect(await ann.pay(bill)).toMatchObject({
    error_message: 'This plan is no longer sold. Nothing was charged; /plans shows what is.',
  })
  const refusal = await ann.press(choice, 'The month')
  expect(refusal.text).toContain('no plan called “month” on sale') // case 88
  expect(labels(refusal)).toHaveLength(2)
  await stage.books.reopen()
})

test('a sixth invoice within a minute has to wait, and only for the one who asked for it', async () => {
  const [ann, bob] = [await stage.meet('Ann'), await stage.meet('Bob')]
  for (let count = 0; count < 5; count++) await ann.invoice('month')
  expect((await ann.say('/buy month')).text).toMatch(
    /That was a lot of invoices\. Please wait \d+ seconds? and try again\./,
  ) // case 89
  expect((await bob.invoice('month')).invoice).toBeDefined()
  stage.books.clock.advance(60_000)
  expect((await ann.invoice('month')).invoice).toBeDefined()
})

test('who owns a plan for ever is not sold it again, and reads so', async () => {
  const ann = await stage.meet('Ann')
  await ann.buys('lifetime')
  expect((await ann.say('/buy lifetime')).text).toBe(
    'You have The lifetime for ever. There is nothing more to buy.',
  ) // case 90
})

test('an invoice that was paid cannot be withdrawn', async () => {
  const ann = await stage.meet('Ann')
  const bill = await ann.invoice('month')
  await ann.pay(bill)
  await ann.reads('Thank you')
  expect(await ann.pressForToast(bill, 'Not now')).toBe(
    'There is nothing to withdraw. /status tells what you have.',
  )
})
