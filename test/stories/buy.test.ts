import { afterAll, beforeAll, expect, test } from 'vitest'
import { labels } from './player.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const SOLD = { 'cash XTR': 250, 'sales XTR': -250 }

async function until(person: number): Promise<Date | null | undefined> {
  return (await stage.books.billing.accessOf(person))[0]?.endsAt
}

function monthsFromNow(count: number): Date {
  const date = stage.books.clock.now()
  date.setUTCMonth(date.getUTCMonth() + count)
  return date
}

test('a plan is bought by /buy, a tap on Pay and nothing else', async () => {
  const ann = await stage.meet('Ann')
  const moved = await stage.moved(async () => {
    const bill = await ann.invoice('month')
    expect(bill.invoice).toMatchObject({
      title: 'The month',
      description: 'All of it, month',
      total_amount: 250,
      currency: 'XTR',
    })
    expect(bill.invoice?.start_parameter).toBe('plan_month')
    expect(labels(bill)).toEqual([['Pay ⭐ 250'], ['Not now']])
    expect(await ann.pay(bill)).toMatchObject({ status: 'paid' })
    expect((await ann.reads('Thank you')).text).toBe(
      'Thank you. The month is yours until 21 December 2026.\n\nPaid: 250 Stars. /status shows what you have.',
    )
  })
  expect(moved).toEqual(SOLD)
  expect(await stage.books.billing.accessOf(ann.id)).toMatchObject([
    { key: 'pro', plan: 'month', active: true },
  ])
})

test('each sale counts, in payments, value and time, and so does what led to it', async () => {
  const series = [
    'telegram_payments_total{result="success"}',
    'telegram_payment_value_total{currency="XTR"}',
    'telegram_payment_processing_seconds_count',
    'telegram_precheck_total{result="ok"}',
    'telegram_command_total{name="buy"}',
    'telegram_updates_total{type="pre_checkout_query"}',
    'telegram_updates_total{type="message"}',
  ]
  const read = () => Promise.all(series.map(stage.metric))
  const before = await read()
  const ann = await stage.meet('Ann')
  await ann.buys('month')
  const grown = (await read()).map((value, index) => value - (before[index] ?? 0))
  expect(grown).toEqual([1, 250, 1, 1, 1, 1, 3])
})

test('the payload of an invoice is an opaque id of 36 bytes', async () => {
  const ann = await stage.meet('Ann')
  await ann.invoice('month')
  expect(await stage.orderOf(ann)).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  ) // case 20
})

test('a payment delivered three times is booked, granted and thanked for once', async () => {
  const ann = await stage.meet('Ann')
  const sold = await stage.metric('telegram_payments_total{result="success"}')
  const moved = await stage.moved(async () => {
    const charge = await ann.buys('month')
    const update = (await stage.telegram.updates()).find(
      ({ message }) => message?.successful_payment?.telegram_payment_charge_id === charge,
    )
    if (!update) throw new Error('no payment among the updates')
    await stage.telegram.redeliver({ update_id: update.update_id })
    await stage.telegram.redeliver({ update_id: update.update_id, fresh: true })
    await ann.say('/status')
  })
  expect(moved).toEqual(SOLD) // case 1
  expect(+((await until(ann.id)) ?? 0)).toBeCloseTo(+monthsFromNow(1), -5)
  expect((await ann.messages()).filter(({ text }) => text?.includes('Thank you'))).toHaveLength(1)
  expect(await stage.metric('telegram_payments_total{result="success"}')).toBe(sold + 1)
})

test('an invoice paid twice by a rapid double tap buys two months, one after the other', async () => {
  const ann = await stage.meet('Ann')
  const bill = await ann.invoice('month')
  const moved = await stage.moved(async () => {
    const paid = await Promise.all([ann.pay(bill), ann.pay(bill)])
    expect(paid.map(({ status }) => status)).toEqual(['paid', 'paid'])
    await ann.reads('Thank you', 2)
  })
  expect(moved).toEqual({ 'cash XTR': 500, 'sales XTR': -500 }) // case 2
  expect(+((await until(ann.id)) ?? 0)).toBeCloseTo(+monthsFromNow(2), -5)
  expect((await ann.reads('new period')).text).toContain(
    'starts on 21 December 2026, when the present one ends',
  )
  expect((await ann.reads('new period')).text).toContain('yours until 21 January 2027')
})

test('a second lifetime payment goes back at once, with a message', async () => {
  const ann = await stage.meet('Ann')
  const [first, second] = [await ann.invoice('lifetime'), await ann.invoice('lifetime')]
  const refunds = await stage.metric('telegram_payments_total{result="refunded"}')
  const moved = await stage.moved(async () => {
    await ann.pay(first)
    expect((await ann.reads('Thank you')).text).toContain('The lifetime is yours for ever.')
    expect(await ann.pay(second)).toMatchObject({
      status: 'failed',
      error_message: expect.stringContaining('for ever already'),
    })
    await ann.pay(second, { without_precheckout: true })
    await ann.reads('9,000 Stars are on their way back')
    await ann.reads('back in your balance')
  })
  expect(moved).toEqual({ 'cash XTR': 9000, 'sales XTR': -9000 }) // case 2
  expect(await ann.stars()).toBe(41_000)
  expect(await until(ann.id)).toBeNull()
  await expect.poll(() => stage.metric('telegram_payments_total{result="refunded"}')).toBe(refunds + 1)
})

test('buying what one holds says first that it stacks, and until when', async () => {
  const ann = await stage.meet('Ann')
  await ann.buys('month')
  const warning = await ann.say('/buy month')
  expect(warning.text).toMatch(
    /^You have The month until 2\d December 2026\.\n\nIf you buy it again, the new period starts when this one ends/,
  ) // case 90
  const bills = (await ann.messages()).filter(({ invoice }) => invoice)
  expect(bills.at(-1)?.message_id).toBeGreaterThanOrEqual(warning.message_id)
})
