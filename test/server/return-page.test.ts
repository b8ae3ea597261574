import { expect, it, onTestFinished } from 'vitest'
import { LANGUAGES } from '../../bot/texts.ts'
import type { MiniApp } from '../../server/mini-app.ts'
import { texts } from '../bot/speech.ts'
import { openStage } from './stage.ts'

async function open(miniApp: Partial<MiniApp> = {}) {
  const stage = await openStage({ miniApp })
  onTestFinished(() => stage.close())
  return (url: string, language = 'en') => stage.app.inject({ url, headers: { 'accept-language': language } })
}

it('leads whoever comes back from Stripe on into Telegram, in their language, and claims nothing of the money', async () => {
  const get = await open()
  for (const from of ['paid', 'canceled', 'portal']) {
    const response = await get(`/return/${from}?language=ar`, 'ru')
    expect(response.statusCode).toBe(200)
    expect(response.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-language': 'ar',
    })
    expect(response.body).toContain('<html lang="ar" dir="rtl">')
    expect(response.body).toContain(`<h1>back from ${from}</h1>`)
    expect(response.body).toContain('<a href="https://t.me/starpass_bot">on to &lt;Telegram&gt;</a>')
  }
  expect((await get('/return/paid', 'ru')).body).toContain('<html lang="ru" dir="ltr">')
  expect((await get('/return/paid?language=%22%3E%3Cscript%3E', 'de')).body).toContain(
    '<html lang="en" dir="ltr">',
  )
  expect((await get('/return/else')).statusCode).toBe(404)
})

it('needs no script and no other file, and lets none in', async () => {
  const { body, headers } = await (await open())('/return/paid')
  const policy = String(headers['content-security-policy'])
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]+='; /)
  expect(policy).toContain("frame-ancestors 'none'")
  expect(body).not.toMatch(/<script|<link|<img|<iframe|url\(/)
})

it('does without the link while Telegram does not say what the bot is called', async () => {
  const { body, statusCode } = await (await open({ botUsername: () => new Promise(() => {}) }))(
    '/return/paid',
  )
  expect(statusCode).toBe(200)
  expect(body).not.toContain('<a ')
})

it('has words for every way back, in every language', () => {
  const words = LANGUAGES.flatMap(language =>
    ['paid', 'canceled', 'portal'].map(from => {
      const { plain } = texts.speak(language)
      return [plain(`return-${from}-title`), plain(`return-${from}-text`), plain('return-button')].join()
    }),
  )
  expect(new Set(words).size).toBe(9)
})
