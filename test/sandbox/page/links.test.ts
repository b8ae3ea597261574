import { expect, test } from 'vitest'
import { wayOf } from './links.ts'

test.each([
  ['https://t.me/$AbC-1_2', { kind: 'invoice', slug: 'AbC-1_2' }],
  ['https://t.me/invoice/AbC', { kind: 'invoice', slug: 'AbC' }],
  ['tg://invoice?slug=AbC', { kind: 'invoice', slug: 'AbC' }],
  ['https://t.me/Shop_Bot?startapp=plan_month', { kind: 'app', startParam: 'plan_month' }],
  ['https://t.me/shop_bot?startapp', { kind: 'app', startParam: undefined }],
  ['tg://resolve?domain=shop_bot&startapp=billing', { kind: 'app', startParam: 'billing' }],
  ['https://telegram.me/shop_bot?start=hello', { kind: 'start', payload: 'hello' }],
  ['https://t.me/shop_bot', { kind: 'chat' }],
])('%s leads into Telegram', (address, way) => {
  expect(wayOf(address, 'shop_bot')).toEqual(way)
})

test.each([
  'https://t.me/other_bot?startapp=x',
  'https://t.me/shop_bot/more?startapp=x',
  'https://t.me.example.com/shop_bot?startapp=x',
  'https://example.com/$AbC',
  'javascript:alert(1)',
  'tg://settings',
  'not an address',
])('%s leads away', address => {
  expect(wayOf(address, 'shop_bot')).toEqual({ kind: 'away' })
})

test('no link is the bot’s while nobody knows its name', () => {
  expect(wayOf('https://t.me/shop_bot?startapp=x', undefined)).toEqual({ kind: 'away' })
})
