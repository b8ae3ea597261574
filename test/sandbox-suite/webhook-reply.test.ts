import { createServer } from 'node:http'
import { Bot, webhookCallback } from 'grammy'
import { expect, onTestFinished, test } from 'vitest'
import { eventually, hooked, texts } from './hook.ts'
import { stage, token, xtr } from './stage.ts'

const json = (body: object) => ({
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
})

/** A shop of grammY's own webhook adapter, which answers in the reply where it can. */
async function shop() {
  const staged = await stage({ local: true, retryUnitMs: 1 })
  const person = await staged.newcomer()
  const bot = new Bot(token, {
    botInfo: await staged.api.getMe(),
    client: { apiRoot: staged.url, canUseWebhookReply: method => method === 'answerPreCheckoutQuery' },
  })
  const callback = webhookCallback(bot, 'http', { secretToken: 'hush' })
  // Frameworks answer 500 when a handler throws; the bare server of Node does not.
  const server = createServer((request, response) => {
    void callback(request, response).catch(() => response.writeHead(500).end())
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close().closeAllConnections())
  await eventually(() => server.address()).toBeTruthy()
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  await staged.api.setWebhook(`http://127.0.0.1:${address.port}/`, { secret_token: 'hush' })
  const invoice_url = await staged.api.createInvoiceLink('Pro', 'A month', 'order-1', '', 'XTR', xtr(50))
  return { ...staged, person, bot, invoice_url }
}

test('grammY behind a webhook answers a pre-checkout in its reply and hears of the payment', async () => {
  const { bot, control, person, invoice_url } = await shop()
  const charges: string[] = []
  bot.on('pre_checkout_query', context => context.answerPreCheckoutQuery(true))
  bot.on('message:successful_payment', context => {
    charges.push(context.message.successful_payment.telegram_payment_charge_id)
  })
  const paid = await control.pay({ person, invoice_url })
  expect(paid).toMatchObject({ status: 'paid' })
  await eventually(() => charges).toEqual([paid.status === 'paid' ? paid.charge_id : ''])
  expect(await control.requests('answerPreCheckoutQuery')).toMatchObject([{ ok: true, via: 'reply' }])
})

test('a no in the reply is shown to the payer', async () => {
  const { bot, control, person, invoice_url } = await shop()
  bot.on('pre_checkout_query', context => context.answerPreCheckoutQuery(false, 'Sold out'))
  expect(await control.pay({ person, invoice_url })).toEqual({
    status: 'failed',
    reason: 'refused',
    error_message: 'Sold out',
  })
})

test('grammY answers 500 when its handler throws, and the update comes again', async () => {
  const { api, bot, control, person } = await shop()
  let attempts = 0
  bot.on('message:text', () => {
    if (++attempts < 3) throw new Error('not yet')
  })
  await control.send({ person, text: 'hi' })
  await eventually(() => attempts).toBe(3)
  await eventually(async () => (await api.getWebhookInfo()).pending_update_count).toBe(0)
})

test('a call in the reply is carried out and recorded; what comes of it nobody is told', async () => {
  const answers = [
    json({ method: 'sendMessage', chat_id: 99, text: 'into the void' }),
    { code: 500, ...json({ method: 'sendMessage', chat_id: 99, text: 'not of a failure' }) },
    {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'method=SendMessage&chat_id=98&text=form',
    },
  ]
  const { control, person, hook } = await hooked(() => answers.shift() ?? {})
  await control.send({ person, text: 'one' })
  await eventually(() => control.requests('sendMessage')).toHaveLength(1)
  await control.send({ person, text: 'two' })
  await eventually(() => control.requests('sendMessage')).toHaveLength(2)
  expect(texts(hook.seen)).toEqual(['one', 'two', 'two'])
  expect(await control.requests('sendMessage')).toMatchObject([
    { payload: { chat_id: 99, text: 'into the void' }, ok: false, error_code: 400, via: 'reply' },
    { payload: { chat_id: '98', text: 'form' }, ok: false, via: 'reply' },
  ])
  expect((await control.requests('setWebhook'))[0]).not.toHaveProperty('via')
})

test.each(['getMe', 'setWebhook', 'deleteWebhook', 'close', 'logOut'])(
  'a reply cannot carry %s',
  async method => {
    const { api, control, person, hook } = await hooked(() => json({ method }))
    await control.send({ person, text: 'hi' })
    await eventually(async () => (await api.getWebhookInfo()).pending_update_count).toBe(0)
    expect((await control.requests()).filter(call => call.via === 'reply')).toEqual([])
    expect((await api.getWebhookInfo()).url).toBe(hook.url)
  },
)
