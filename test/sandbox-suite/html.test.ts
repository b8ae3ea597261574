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
