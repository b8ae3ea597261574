import { Bot } from 'grammy'
import { expect, onTestFinished, test } from 'vitest'
import type { SandboxOptions } from '../sandbox/sandbox.ts'
import { badRequest, drain, refusal, stage, token, xtr } from './stage.ts'

const tooOld = badRequest('query is too old and response timeout expired or query ID is invalid')

/** A shop whose bot, polling for real, answers every pre-checkout as told. */
async function shop(options: Partial<SandboxOptions> & { refuse?: string } = {}) {
  const { refuse, ...rest } = options
  const staged = await stage(rest)
  const bot = new Bot(staged.api.token, { client: { apiRoot: staged.url } })
  const seen: { precheckouts: object[]; payments: object[] } = { precheckouts: [], payments: [] }
  bot.on('pre_checkout_query', async context => {
    seen.precheckouts.push(context.preCheckoutQuery)
    await (refuse === undefined
      ? context.answerPreCheckoutQuery(true)
      : context.answerPreCheckoutQuery(false, refuse))
  })
  bot.on('message:successful_payment', context => void seen.payments.push(context.message))
  const person = await staged.newcomer({ stars: 120 })
  void bot.start({ timeout: 50 })
  onTestFinished(() => bot.stop())
  const sell = async (extra: object = {}) =>
    (await staged.api.sendInvoice(person, 'Pro', 'A month', 'order-1', 'XTR', xtr(50), extra)).message_id
  return { ...staged, bot, seen, person, sell }
}

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

test('an invoice in its own private chat is paid once', async () => {
  const { control, person, sell } = await shop()
  const message_id = await sell()
  expect(await control.pay({ person, message_id })).toMatchObject({ status: 'paid' })
  expect((await control.chat(person)).paid).toEqual([message_id])
  expect(await control.pay({ person, message_id })).toEqual({ status: 'failed', reason: 'already_paid' })
})

test('a rapid double tap charges twice, with two charge ids', async () => {
  const { control, person, sell } = await shop()
  const message_id = await sell()
  const outcomes = await Promise.all([
    control.pay({ person, message_id }),
    control.pay({ person, message_id }),
  ])
  const charges = outcomes.map(outcome => outcome.status === 'paid' && outcome.charge_id)
  expect(new Set(charges).size).toBe(2)
  expect(charges).not.toContain(false)
  expect((await control.chat(person)).person.stars).toBe(20)
})

test('a link can be paid any number of times, by anyone', async () => {
  const { api, control, newcomer, person } = await shop()
  const invoice_url = await api.createInvoiceLink('Pro', 'A month', 'order-1', '', 'XTR', xtr(50))
  const ben = await control.addPerson({ first_name: 'Ben' })
  for (const payer of [person, person, ben.user.id, await newcomer()])
    expect(await control.pay({ person: payer, invoice_url })).toMatchObject({ status: 'paid' })
  expect((await control.balance()).stars).toBe(200)
  // Paying opened the chat: the bot may write there now.
  expect(await api.sendMessage(ben.user.id, 'Thank you')).toMatchObject({ text: 'Thank you' })
})

test('a forwarded invoice has a Pay button only without a start parameter', async () => {
  const { control, newcomer, person, sell, seen } = await shop()
  const ben = await newcomer({ first_name: 'Ben' })
  const open = await sell()
  expect(await control.pay({ person: ben, owner: person, message_id: open })).toMatchObject({
    status: 'paid',
  })
  expect(await control.pay({ person: ben, owner: person, message_id: open })).toMatchObject({
    status: 'paid',
  })
  expect(await control.pay({ person, message_id: open })).toMatchObject({ status: 'paid' })
  expect(seen.precheckouts).toMatchObject([
    { from: { id: ben } },
    { from: { id: ben } },
    { from: { id: person } },
  ])
  const linked = await sell({ start_parameter: 'pro' })
  await expect(control.pay({ person: ben, owner: person, message_id: linked })).rejects.toThrow('deep link')
  expect(await control.pay({ person, message_id: linked })).toMatchObject({ status: 'paid' })
})

test('an invoice in a group can be paid by every member, and lands in the private chat', async () => {
  const { api, control, newcomer, person } = await shop()
  const ben = await newcomer({ first_name: 'Ben' })
  const { id } = await control.addGroup({ title: 'Club', members: [person, ben] })
  const { message_id } = await api.sendInvoice(id, 'Pro', 'A month', 'order-1', 'XTR', xtr(50), {
    start_parameter: 'pro',
  })
  for (const payer of [person, ben, ben])
    expect(await control.pay({ person: payer, owner: id, message_id })).toMatchObject({ status: 'paid' })
  expect((await control.chat(ben)).messages.filter(message => message.successful_payment)).toHaveLength(2)
})

test('a refused pre-checkout takes nothing and shows its reason', async () => {
  const { control, person, sell } = await shop({ refuse: 'This invoice belongs to another account' })
  expect(await control.pay({ person, message_id: await sell() })).toEqual({
    status: 'failed',
    reason: 'refused',
    error_message: 'This invoice belongs to another account',
  })
  expect((await control.chat(person)).person.stars).toBe(120)
  expect(await control.balance()).toEqual({ stars: 0, transactions: [] })
})

test('a pre-checkout not answered in time fails the payment, and a late answer is refused', async () => {
  const { api, control, newcomer } = await stage({ precheckoutTimeoutMs: 30 })
  const person = await newcomer()
  const { message_id } = await api.sendInvoice(person, 'Pro', 'A month', 'order-1', 'XTR', xtr(50))
  expect(await control.pay({ person, message_id })).toEqual({ status: 'failed', reason: 'timeout' })
  const [late] = await drain(api)
  expect(await refusal(api.answerPreCheckoutQuery(late?.pre_checkout_query?.id ?? '', true))).toEqual(tooOld)
  expect((await control.chat(person)).paid).toEqual([])
})

test('a bot whose allowed_updates leave pre-checkouts out sells nothing', async () => {
  const { api, control, newcomer } = await stage({ precheckoutTimeoutMs: 30 })
  const person = await newcomer()
  await api.getUpdates({ allowed_updates: ['message'] })
  const { message_id } = await api.sendInvoice(person, 'Pro', 'A month', 'order-1', 'XTR', xtr(50))
  expect(await control.pay({ person, message_id })).toEqual({ status: 'failed', reason: 'timeout' })
  expect(await drain(api)).toEqual([])
})

test('a pre-checkout is answered once, and a no needs its reason', async () => {
  const { api, call, control, newcomer, polling } = await stage()
  const person = await newcomer()
  const { message_id } = await api.sendInvoice(person, 'Pro', 'A month', 'order-1', 'XTR', xtr(50))
  const poll = api.getUpdates({ timeout: 50 })
  await polling()
  const payment = control.pay({ person, message_id })
  const id = (await poll)[0]?.pre_checkout_query?.id ?? ''
  expect(await call('answerPreCheckoutQuery', { pre_checkout_query_id: id, ok: false })).toMatchObject({
    description: 'Bad Request: parameter "error_message" is required',
  })
  expect(await refusal(api.answerPreCheckoutQuery(id, false, { error_message: ' ' }))).toEqual(
    badRequest('ERROR_TEXT_EMPTY'),
  )
  expect(await refusal(api.answerPreCheckoutQuery('1', true))).toEqual(tooOld)
  expect(await api.answerPreCheckoutQuery(id, true)).toBe(true)
  expect(await refusal(api.answerPreCheckoutQuery(id, true))).toEqual(tooOld)
  expect(await payment).toMatchObject({ status: 'paid' })
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

test('a second bot cannot answer for the first', async () => {
  const other = { token: '77:other', username: 'other_bot', first_name: 'Other' }
  const { api, control, newcomer, polling, url } = await stage({
    bots: [{ token, username: 'shop_bot', first_name: 'Shop' }, other],
  })
  const person = await newcomer()
  const { message_id } = await api.sendInvoice(person, 'Pro', 'A month', 'order-1', 'XTR', xtr(50))
  const poll = api.getUpdates({ timeout: 50 })
  await polling()
  const payment = control.pay({ person, message_id })
  const id = (await poll)[0]?.pre_checkout_query?.id ?? ''
  const stranger = new Bot(other.token, { client: { apiRoot: url } }).api
  expect(await refusal(stranger.answerPreCheckoutQuery(id, true))).toEqual(tooOld)
  expect(await refusal(stranger.sendMessage(person, 'psst'))).toEqual(badRequest('chat not found'))
  await api.answerPreCheckoutQuery(id, true)
  expect(await payment).toMatchObject({ status: 'paid' })
})
