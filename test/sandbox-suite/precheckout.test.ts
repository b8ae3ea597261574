import { Bot } from 'grammy'
import { expect, test } from 'vitest'
import { shop } from './shop.ts'
import { badRequest, drain, refusal, stage, token, xtr } from './stage.ts'

const tooOld = badRequest('query is too old and response timeout expired or query ID is invalid')

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
