import { afterEach, beforeEach, expect, test } from 'vitest'
import { startBot } from '../../bot/main.ts'
import { holdUp, takeDown } from './outage.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const SOLD = { 'cash XTR': 250, 'sales XTR': -250 }

/** Updates that Telegram still keeps for the bot. */
const unconfirmed = async () => (await stage.telegram.bots())[0]?.pending_update_count

test('money that cannot be booked is not confirmed; everything else goes on, once', async () => {
  const ann = await stage.meet('Ann')
  const [bill, other] = [await ann.invoice('month'), await ann.invoice('year')]
  const restore = await takeDown(stage.books.url)
  await ann.pay(bill, { without_precheckout: true })
  await expect.poll(() => stage.metric('telegram_payments_total{result="failed"}')).toBeGreaterThan(1)

  const apology = await ann.say('/status')
  expect(apology.text).toBe(
    'Sorry, something went wrong on our side. Please try again in a minute; if you paid, your payment is safe.',
  )
  const hello = (await ann.messages())[0]
  if (!hello) throw new Error('no greeting')
  expect(await ann.pressForToast(hello, 'What I have')).toContain('something went wrong on our side')
  expect(await ann.pay(other)).toMatchObject({
    error_message:
      'We can’t take payments at this moment. Nothing was charged; please try again in a few minutes.',
  }) // case 9
  expect(await unconfirmed()).toBeGreaterThan(0)

  await restore()
  await ann.reads('Thank you')
  expect(await stage.moved(() => expect.poll(unconfirmed).toBe(0))).toEqual({})
  expect((await stage.books.billing.balances()).map(({ balance }) => balance).sort()).toEqual([-250, 250])
  expect((await ann.messages()).filter(({ text }) => text === apology.text)).toHaveLength(1)
  expect(await stage.metric('telegram_payments_total{result="success"}')).toBe(1)
  // Two hellos, two /buy, the payment and /status, each counted once however often it was read.
  expect(await stage.metric('telegram_updates_total{type="message"}')).toBe(6)
  expect(await stage.metric('telegram_precheck_total{result="unavailable"}')).toBe(1)
})

test('a bot stopped before it could book leaves the payment to the next one', async () => {
  const ann = await stage.meet('Ann')
  const bill = await ann.invoice('month')
  const restore = await takeDown(stage.books.url)
  await ann.pay(bill, { without_precheckout: true })
  await expect.poll(() => stage.metric('telegram_payments_total{result="failed"}')).toBeGreaterThan(0)
  await stage.stop()
  expect(await unconfirmed()).toBe(1)

  await restore()
  const moved = await stage.moved(async () => {
    await stage.start()
    await ann.reads('Thank you')
  })
  expect(moved).toEqual(SOLD) // case 13
  await stage.stop()
  expect(await unconfirmed()).toBe(0)
})

test('a payment is fulfilled by a bot that never saw its pre-checkout', async () => {
  const ann = await stage.meet('Ann')
  const bill = await ann.invoice('month')
  await stage.stop()
  await ann.pay(bill, { without_precheckout: true })
  const moved = await stage.moved(async () => {
    await startNext(stage)
    await ann.reads('Thank you')
  })
  expect(moved).toEqual(SOLD) // cases 11 and 12
})

test('a stopped bot has finished what was in hand and confirmed it', async () => {
  const ann = await stage.meet('Ann')
  const sent = await Promise.all(
    ['/plans', '/status', '/help'].map(text => stage.telegram.send({ person: ann.id, text })),
  )
  await stage.telegram.waitFor(ann.id, ({ messages }) => messages.length > sent.length + 2)
  await stage.stop()
  expect(await unconfirmed()).toBe(0)
})

test('while the books are slow, a payer reads within seconds to try later', async () => {
  const ann = await stage.meet('Ann')
  const bill = await ann.invoice('month')
  const letGo = await holdUp(stage.books.url, 'orders')
  expect(await ann.pay(bill)).toMatchObject({
    error_message: expect.stringContaining('try again in a few minutes'),
  })
  await letGo()
  expect(await ann.pay(bill)).toMatchObject({ status: 'paid' })
})

test('a payment that makes no sense is held as far as it is known, and blocks nobody', async () => {
  const ann = await stage.meet('Ann')
  const chat = { id: ann.id, type: 'private', first_name: 'Ann' } as const
  const from = { id: ann.id, is_bot: false, first_name: 'Ann' }
  const broken = {
    currency: 'XTR',
    total_amount: Number.NaN,
    invoice_payload: 'x\u0000',
    telegram_payment_charge_id: '',
  }
  const successful_payment = { ...broken, provider_payment_charge_id: '' }
  await stage.telegram.deliver({
    message: { message_id: 77, date: 1_790_000_000, chat, from, successful_payment },
  })
  await stage.admin.reads('Money held')
  expect((await ann.say('/status')).text).toContain('Free')
  expect(stage.log.join('')).toContain('malformed payment; booking what is known')
  expect((await stage.books.billing.story(ann.id))?.payments).toMatchObject([
    { chargeId: `unnamed:${ann.id}:77`, price: { amount: 0, currency: 'XTR' }, quarantine: 'unknown_order' },
  ])
})

test('a payment by nobody is logged and does not block the queue', async () => {
  const ann = await stage.meet('Ann')
  const chat = { id: -5, type: 'group', title: 'Friends' } as const
  const from = { id: 1_087_968_824, is_bot: true, first_name: 'Group' }
  const successful_payment = {
    currency: 'XTR',
    total_amount: 250,
    invoice_payload: 'x',
    telegram_payment_charge_id: 'stx-nobody',
    provider_payment_charge_id: '',
  }
  await stage.telegram.deliver({
    message: { message_id: 77, date: 1_790_000_000, chat, from, successful_payment },
  })
  await ann.say('/status')
  await expect.poll(unconfirmed).toBe(0)
  expect(stage.log.join('')).toContain('payment without a payer')
  expect(await stage.books.billing.findPeople('1087968824')).toEqual([])
})

test('a token that Telegram does not know ends the start, naming the setting', async () => {
  await expect(startBot({ ...stage.dependencies, token: '1:wrong' })).rejects.toThrow(
    'does not accept BOT_TOKEN',
  )
})

test('no log line holds the token, also when Telegram cannot be reached', async () => {
  const ann = await stage.meet('Ann')
  expect(stage.running()?.health()).toBe('ok')
  await stage.sandbox.stop()
  await expect.poll(() => stage.log.join('')).toContain('no updates from Telegram')
  expect(stage.running()?.health()).toBe('trouble')
  expect(stage.log.join('')).not.toContain('stage-token')
  expect(ann.id).toBeGreaterThan(2 ** 31)
})

async function startNext({ books, dependencies, start }: Stage): Promise<void> {
  await start({ ...dependencies, billing: await books.reopen() })
}
