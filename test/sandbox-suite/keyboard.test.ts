import { expect, test } from 'vitest'
import { badRequest, refusal, stage } from './stage.ts'

test('an inline keyboard comes back as it was given, without empty rows', async () => {
  const { api, newcomer } = await stage()
  const row = [
    { text: 'data', callback_data: 'é'.repeat(32) },
    { text: 'link', url: 'https://shop.example/a' },
    { text: 'app', web_app: { url: 'https://shop.example/app/' } },
    { text: 'copy', copy_text: { text: 'stx' } },
    { text: 'share', switch_inline_query: 'q' },
    { text: 'blue', callback_data: 'a', style: 'primary' as const },
  ]
  const message = await api.sendMessage(await newcomer(), 'a', {
    reply_markup: { inline_keyboard: [[], row] },
  })
  expect(message.reply_markup).toEqual({ inline_keyboard: [row] })
})

const parse = (reason: string) => `can't parse inline keyboard button: ${reason}`

test.each([
  [[[{ text: 'a', callback_data: `${'é'.repeat(32)}a` }]], 'BUTTON_DATA_INVALID'],
  [[[{ text: 'a', callback_data: '' }]], parse('Text buttons are unallowed in the inline keyboard')],
  [[[{ callback_data: 'a' }]], parse('Can\'t find field "text"')],
  [[['a']], parse('InlineKeyboardButton must be an Object')],
  [['a'], 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'],
  [[[{ text: ' ', callback_data: 'a' }]], 'inline keyboard button text must be non-empty'],
  [[[{ text: 'a', url: 'nowhere' }]], "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"],
  [
    [[{ text: 'a', web_app: { url: 'http://shop.example' } }]],
    "inline keyboard button Web App URL 'http://shop.example' is invalid: Only HTTPS links are allowed",
  ],
  [[[{ text: 'a', callback_data: 'a', style: 'pink' }]], parse('invalid button style specified')],
  [[[{ text: 'Pay', pay: true }]], 'BUTTON_TYPE_INVALID'],
])('the inline keyboard %j is refused', async (inline_keyboard, reason) => {
  const { call, newcomer } = await stage()
  const body = { chat_id: await newcomer(), text: 'a', reply_markup: { inline_keyboard } }
  expect(await call('sendMessage', body)).toEqual({
    ok: false,
    error_code: 400,
    description: `Bad Request: ${reason}`,
  })
})

test("an invoice's first button is Pay, and Telegram adds one where no keyboard is given", async () => {
  const { api, newcomer } = await stage()
  const person = await newcomer()
  const invoice = (inline_keyboard?: object[][]) =>
    api.raw.sendInvoice({
      chat_id: person,
      title: 'T',
      description: 'D',
      payload: 'p',
      currency: 'XTR',
      prices: [{ label: 'a', amount: 50 }],
      ...(inline_keyboard ? { reply_markup: { inline_keyboard: inline_keyboard as never } } : {}),
    })
  expect(await invoice()).toMatchObject({
    reply_markup: { inline_keyboard: [[{ text: 'Pay ⭐️50', pay: true }]] },
  })
  const own = [[{ text: 'Pay now', pay: true }], [{ text: 'Why?', callback_data: 'why' }]]
  expect(await invoice(own)).toMatchObject({ reply_markup: { inline_keyboard: own } })
  expect(await refusal(invoice([[{ text: 'Why?', callback_data: 'why' }]]))).toEqual(
    badRequest('REPLY_MARKUP_BUY_EMPTY'),
  )
  expect(await refusal(invoice([...own].reverse()))).toEqual(badRequest('BUTTON_POS_INVALID'))
})

test('a reply keyboard stands in the chat until it is removed', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  await api.sendMessage(person, 'a', {
    reply_markup: { keyboard: [['Plans', { text: 'Status', style: 'success' }]], resize_keyboard: true },
  })
  await api.sendMessage(person, 'b', { reply_markup: { force_reply: true } })
  expect((await control.chat(person)).reply_keyboard).toEqual({
    keyboard: [[{ text: 'Plans' }, { text: 'Status', style: 'success' }]],
    resize_keyboard: true,
  })
  await api.sendMessage(person, 'c', { reply_markup: { remove_keyboard: true } })
  expect(await control.chat(person)).not.toHaveProperty('reply_keyboard')
})

test('a reply keyboard opens Mini Apps in a private chat only, at an address that is one', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  const open = (chat: number, url: string) =>
    api.sendMessage(chat, 'a', { reply_markup: { keyboard: [[{ text: 'Open', web_app: { url } }]] } })
  await open(person, 'https://shop.example/app')
  expect((await control.chat(person)).reply_keyboard?.keyboard).toEqual([
    [{ text: 'Open', web_app: { url: 'https://shop.example/app' } }],
  ])
  expect(await refusal(open(person, 'http://shop.example'))).toEqual(
    badRequest("keyboard button Web App URL 'http://shop.example' is invalid: Only HTTPS links are allowed"),
  )
  const { id } = await control.addGroup({ title: 'Club', members: [person] })
  expect(await refusal(open(id, 'https://shop.example'))).toEqual(
    badRequest('web App buttons can be used in private chats only'),
  )
})

test('an edit takes only an inline keyboard', async () => {
  const { api, call, newcomer } = await stage()
  const chat_id = await newcomer()
  const { message_id } = await api.sendMessage(chat_id, 'a')
  const body = { chat_id, message_id, text: 'b', reply_markup: { keyboard: [['no']] } }
  expect(await call('editMessageText', body)).toMatchObject({
    description: 'Bad Request: inline keyboard expected',
  })
})
