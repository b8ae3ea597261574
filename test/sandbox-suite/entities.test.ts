import { expect, test } from 'vitest'
import { stage } from './stage.ts'

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
