import { expect, test } from 'vitest'
import { badRequest, refusal, stage } from './stage.ts'

test('HTML becomes text and entities, counted in UTF-16 units', async () => {
  const { api, newcomer } = await stage()
  const html =
    '  <b>⭐️ &lt;Pro&gt;</b> <i>a<u>b</u></i> <a href="https://shop.example/x?a=1&amp;b=2">link</a> ' +
    '<pre><code class="language-ts">let a</code></pre><tg-spoiler>s</tg-spoiler><s>no</s>' +
    '<blockquote expandable>long</blockquote><code>stx_1</code> 😀<b>!</b>\n'
  const message = await api.sendMessage(await newcomer(), html, { parse_mode: 'HTML' })
  expect(message.text).toBe('⭐️ <Pro> ab link let asnolongstx_1 😀!')
  const said = (message.entities ?? []).map(({ offset, length, ...entity }) => [
    message.text.slice(offset, offset + length),
    entity,
  ])
  expect(said).toEqual([
    ['⭐️ <Pro>', { type: 'bold' }],
    ['ab', { type: 'italic' }],
    ['b', { type: 'underline' }],
    ['link', { type: 'text_link', url: 'https://shop.example/x?a=1&b=2' }],
    ['let a', { type: 'pre', language: 'ts' }],
    ['s', { type: 'spoiler' }],
    ['no', { type: 'strikethrough' }],
    ['long', { type: 'expandable_blockquote' }],
    ['stx_1', { type: 'code' }],
    ['!', { type: 'bold' }],
  ])
})

test.each([
  ['<b>open', `Can't find end tag corresponding to start tag "b"`],
  ['<b>a</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
  ['é</b>', 'Unexpected end tag at byte offset 2'],
  ['a <br> b', 'Unsupported start tag "br" at byte offset 2'],
  ['1 < 2', 'Unsupported start tag "" at byte offset 2'],
  ['<b', 'Unclosed start tag at byte offset 0'],
  ['<b>x</b', 'Unclosed end tag at byte offset 4'],
  ['<a href>x</a>', 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'],
  ['<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
  ['<a href=x/y>x</a>', 'Unexpected end of name token at byte offset 8'],
  ['<a href="x>x</a>', 'Unclosed start tag at byte offset 0'],
  ['<a href="', 'Unclosed start tag at byte offset 0'],
  ['<span class="red">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ['<tg-emoji emoji-id="x">x</tg-emoji>', 'Invalid custom emoji identifier specified'],
])('the HTML %j is refused', async (html, reason) => {
  const { api, newcomer } = await stage()
  const sent = api.sendMessage(await newcomer(), html, { parse_mode: 'HTML' })
  expect(await refusal(sent)).toEqual(badRequest(`can't parse entities: ${reason}`))
})

test('code named inside out is code of its language, and empty tags are nothing', async () => {
  const { api, newcomer } = await stage()
  const html =
    '<code class="language-ts"><pre>let a</pre></code><tg-emoji emoji-id="x"></tg-emoji> <code class="language-ts">b</code>'
  const message = await api.sendMessage(await newcomer(), html, { parse_mode: 'HTML' })
  expect(message.entities).toEqual([
    { type: 'pre', offset: 0, length: 5, language: 'ts' },
    { type: 'code', offset: 6, length: 1 },
  ])
})

test('what is no tag and no known reference stays as it is', async () => {
  const { api, newcomer } = await stage()
  const html = `a &nbsp; & b &#65;&#x42; <span class='tg-spoiler'>x</span><a href="&quot;">y</a><a>shop.example</a>`
  const message = await api.sendMessage(await newcomer(), html, { parse_mode: 'HTML' })
  expect(message.text).toBe('a &nbsp; & b AB xyshop.example')
  expect(message.entities).toEqual([
    { type: 'spoiler', offset: 16, length: 1 },
    { type: 'text_link', offset: 18, length: 12, url: 'http://shop.example/' },
  ])
})

test('entities given as such are kept, and commands, mentions, links and hashtags are found', async () => {
  const { api, newcomer } = await stage()
  const text = 'bold /buy@shop_bot @friend https://shop.example/a. #sale me@shop.example'
  const message = await api.sendMessage(await newcomer(), text, {
    entities: [{ type: 'bold', offset: 0, length: 4 }],
  })
  expect(
    message.entities?.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)]),
  ).toEqual([
    ['bold', 'bold'],
    ['bot_command', '/buy@shop_bot'],
    ['mention', '@friend'],
    ['url', 'https://shop.example/a'],
    ['hashtag', '#sale'],
    ['email', 'me@shop.example'],
  ])
})

test('a command is found under bold letters too', async () => {
  const { api, newcomer } = await stage()
  const message = await api.sendMessage(await newcomer(), 'Type <b>/buy now</b>', { parse_mode: 'HTML' })
  expect(message.entities).toEqual([
    { type: 'bold', offset: 5, length: 8 },
    { type: 'bot_command', offset: 5, length: 4 },
  ])
})

test('nothing is found inside code', async () => {
  const { api, newcomer } = await stage()
  const message = await api.sendMessage(await newcomer(), '<code>/refund stx</code> /refund', {
    parse_mode: 'HTML',
  })
  expect(message.entities).toEqual([
    { type: 'code', offset: 0, length: 11 },
    { type: 'bot_command', offset: 12, length: 7 },
  ])
})

test('a text has 1 to 4096 characters once its tags are read', async () => {
  const { api, newcomer } = await stage()
  const person = await newcomer()
  const longest = `<b>${'a'.repeat(4096)}</b>`
  expect((await api.sendMessage(person, longest, { parse_mode: 'HTML' })).text).toHaveLength(4096)
  expect(await refusal(api.sendMessage(person, 'a'.repeat(4097)))).toEqual(badRequest('message is too long'))
  expect(await refusal(api.sendMessage(person, ''))).toEqual(badRequest('message text is empty'))
  expect(await refusal(api.sendMessage(person, ' \n '))).toEqual(badRequest('text must be non-empty'))
  expect(await refusal(api.sendMessage(person, '<b></b>', { parse_mode: 'HTML' }))).toEqual(
    badRequest('text must be non-empty'),
  )
  expect(await refusal(api.sendMessage(person, 'a'.repeat(32_769)))).toEqual(badRequest('text is too long'))
})

test('a parse mode and parameters it does not know are refused', async () => {
  const { call, newcomer } = await stage()
  const chat_id = await newcomer()
  const description = async (body: object) =>
    (await call('sendMessage', { chat_id, text: 'a', ...body })) as object
  expect(await description({ parse_mode: 'bbcode' })).toMatchObject({
    description: 'Bad Request: unsupported parse_mode',
  })
  expect(await description({ reply_markup: '{' })).toMatchObject({
    description: "Bad Request: can't parse reply keyboard markup JSON object",
  })
  expect(await description({ link_preview_options: [] })).toMatchObject({
    description: 'Bad Request: object expected as link preview options',
  })
})

test('an edit changes the message, says when, and drops a keyboard not given again', async () => {
  const { api, clock, control, newcomer } = await stage()
  const person = await newcomer()
  const reply_markup = { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] }
  const { message_id, date } = await api.sendMessage(person, 'before', { reply_markup })
  clock.seconds += 60
  const edited = await api.editMessageText(person, message_id, '<i>after</i>', { parse_mode: 'HTML' })
  expect(edited).toMatchObject({
    message_id,
    date,
    edit_date: date + 60,
    text: 'after',
    entities: [{ type: 'italic' }],
  })
  expect(edited).not.toHaveProperty('reply_markup')
  expect(await api.editMessageReplyMarkup(person, message_id, { reply_markup })).toMatchObject({
    reply_markup,
  })
  expect((await control.chat(person)).messages.at(-1)).toMatchObject({ text: 'after', reply_markup })
})

test('an edit that changes nothing is refused', async () => {
  const { api, newcomer } = await stage()
  const person = await newcomer()
  const reply_markup = { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] }
  const { message_id } = await api.sendMessage(person, 'same', { reply_markup })
  const notModified = badRequest(
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  )
  expect(await refusal(api.editMessageText(person, message_id, 'same', { reply_markup }))).toEqual(
    notModified,
  )
  expect(await refusal(api.editMessageReplyMarkup(person, message_id, { reply_markup }))).toEqual(notModified)
  await api.editMessageText(person, message_id, 'same')
  expect(await refusal(api.editMessageText(person, message_id, 'same'))).toEqual(notModified)
})

test("what is not there, not the bot's or not a text cannot be edited", async () => {
  const { api, newcomer } = await stage()
  const person = await newcomer()
  expect(await refusal(api.editMessageText(person, 99, 'a'))).toEqual(badRequest('message to edit not found'))
  expect(await refusal(api.editMessageText(person, 1, 'a'))).toEqual(badRequest("message can't be edited"))
  const { message_id } = await api.sendInvoice(person, 'T', 'D', 'p', 'XTR', [{ label: 'a', amount: 1 }])
  expect(await refusal(api.editMessageText(person, message_id, 'a'))).toEqual(
    badRequest('there is no text in the message to edit'),
  )
})

test('a deleted message is gone; one not there or over 48 hours old cannot be deleted', async () => {
  const { api, clock, control, newcomer } = await stage()
  const person = await newcomer()
  const { message_id } = await api.sendMessage(person, 'gone soon')
  const old = await api.sendMessage(person, 'stays')
  await api.deleteMessage(person, message_id)
  expect((await control.chat(person)).messages.map(message => message.text)).toEqual(['/start', 'stays'])
  expect(await refusal(api.deleteMessage(person, message_id))).toEqual(
    badRequest('message to delete not found'),
  )
  clock.seconds += 48 * 3600 + 1
  expect(await refusal(api.deleteMessage(person, old.message_id))).toEqual(
    badRequest("message can't be deleted"),
  )
})

test('several messages are deleted at once, and those not there are passed over', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  const { message_id } = await api.sendMessage(person, 'a')
  await api.deleteMessages(person, [message_id, 77])
  expect((await control.chat(person)).messages).toHaveLength(1)
})

test('a chat action is one of those there are', async () => {
  const { api, call, newcomer } = await stage()
  const person = await newcomer()
  expect(await api.sendChatAction(person, 'typing')).toBe(true)
  expect(await call('sendChatAction', { chat_id: person, action: 'juggling' })).toMatchObject({
    description: 'Bad Request: wrong parameter action in request',
  })
})

test('link previews are echoed', async () => {
  const { api, newcomer } = await stage()
  const link_preview_options = {
    is_disabled: true,
    url: 'https://a.example',
    prefer_small_media: true,
    show_above_text: true,
  }
  expect(await api.sendMessage(await newcomer(), 'a', { link_preview_options })).toMatchObject({
    link_preview_options,
  })
})
