import { expect, it, onTestFinished } from 'vitest'
import type { MiniApp } from '../../server/mini-app.ts'
import { loseDatabase, openStage } from './stage.ts'

async function ask(miniApp: Partial<MiniApp> = {}) {
  const stage = await openStage({ miniApp })
  onTestFinished(() => stage.close())
  // Nothing of it is in the books, so it is told without them, too.
  await loseDatabase(stage)
  return await stage.app.inject('/api/v1/shop')
}

const UNSET = { support_contact: null, terms_url: null, privacy_url: null, languages: ['en', 'ru', 'ar'] }

it('tells anyone where the shop is, what it must have, and what it speaks', async () => {
  const legal = {
    contact: '@olga',
    termsUrl: 'https://a.example/terms',
    privacyUrl: 'https://a.example/privacy',
  }
  const response = await ask({ legal })
  expect(response.statusCode).toBe(200)
  expect(response.json()).toEqual({
    bot_url: 'https://t.me/starpass_bot',
    support_contact: '@olga',
    terms_url: 'https://a.example/terms',
    privacy_url: 'https://a.example/privacy',
    languages: ['en', 'ru', 'ar'],
  })
})

it.each<[string, MiniApp['botUsername']]>([
  ['has not told it', async () => null],
  ['does not answer', () => new Promise(() => {})],
  ['answers badly', () => Promise.reject(new Error('Bad Gateway'))],
])('does without the name of the bot while Telegram %s', async (_, botUsername) => {
  const response = await ask({ botUsername })
  expect(response.statusCode).toBe(200)
  expect(response.json()).toEqual({ bot_url: null, ...UNSET })
})

it('is not there where the shop has no public address, nor is any other route of the app', async () => {
  const stage = await openStage({ miniApp: null })
  onTestFinished(() => stage.close())
  const paths = ['/api/v1/shop', '/api/v1/me', '/api/v1/billing/invoices', '/app/', '/app']
  for (const url of paths) expect((await stage.app.inject(url)).statusCode).toBe(404)
  expect((await stage.app.inject('/api/v1/catalog')).statusCode).toBe(200)
})
