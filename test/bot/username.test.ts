import { expect, test } from 'vitest'
import { askForUsername } from '../../bot/username.ts'
import { scripted } from './scripted.ts'

const ME = { id: 1, is_bot: true, first_name: 'Shop', username: 'shop_bot' }

test('the name of the bot is asked for until it is known, and then never again', async () => {
  const telegram = await scripted({ getMe: ['hang up', { result: ME }] })
  const ask = askForUsername({ token: '1:x', apiRoot: telegram.url })
  expect(await ask()).toBeNull()
  expect(await ask()).toBe('shop_bot')
  expect(await ask()).toBe('shop_bot')
  expect(telegram.calls).toHaveLength(2)
})

test('who ask at the same time ask once', async () => {
  const telegram = await scripted({ getMe: [{ result: ME }] })
  const ask = askForUsername({ token: '1:x', apiRoot: telegram.url })
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(['shop_bot', 'shop_bot', 'shop_bot'])
  expect(telegram.calls).toHaveLength(1)
})
