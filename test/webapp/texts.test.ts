// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { effect } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { compile, languages, texts as plugin } from '../../webapp/build/texts.ts'
import { forbidStorage, openDevice } from './device.ts'

const ISOLATES = /[\u2068\u2069]/g

describe('the words of the app', () => {
  let texts: typeof import('../../webapp/texts.ts')
  const opened = async (language: string) => {
    openDevice({ language })
    texts = await import('../../webapp/texts.ts')
    await texts.speakFirst()
  }

  beforeEach(() => opened('en'))
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
    localStorage.clear()
  })

  it.each([
    ['en', 'en', 'ltr', 'Home'],
    ['ru-RU', 'ru', 'ltr', 'Главная'],
    ['AR', 'ar', 'rtl', 'الرئيسية'],
    ['pt-br', 'en', 'ltr', 'Home'],
    ['constructor', 'en', 'ltr', 'Home'],
  ])('are those of their Telegram: %s', async (code, language, direction, home) => {
    await opened(code)
    expect([texts.language.value, texts.direction.value]).toEqual([language, direction])
    const { lang, dir } = document.documentElement
    expect([lang, dir]).toEqual([language, direction])
    expect(texts.t('app-home')).toBe(home)
  })

  it('change with the language, wherever they are shown', async () => {
    const shown: string[] = []
    const end = effect(() => {
      shown.push(texts.t('app-home'))
    })
    await texts.speak('ru')
    await texts.speak('ru')
    await texts.speak(null)
    end()
    expect(shown).toEqual(['Home', 'Главная', 'Home'])
  })

  it('are those that were wanted last, whatever comes first', async () => {
    await Promise.all([texts.speak('ru'), texts.speak('ar')])
    expect(texts.language.value).toBe('ar')
    await Promise.all([texts.speak('ru'), texts.speak('ar')])
    expect(texts.language.value).toBe('ar')
  })

  it('are asked of the server in that language before the first of them is here', async () => {
    openDevice({ language: 'ru' })
    const fresh = await import('../../webapp/texts.ts')
    const words = fresh.speakFirst()
    expect(fresh.language.value).toBe('ru')
    await words
  })

  it('are in the chosen language at once the next time, and forget it with the choice', async () => {
    await texts.speak('ar')
    await opened('en')
    expect(texts.language.value).toBe('ar')
    await texts.speak(null)
    expect(localStorage.length).toBe(0)
    await opened('en')
    expect(texts.language.value).toBe('en')
  })

  it('are asked for once more, under another name, when the network failed them', async () => {
    openDevice({ language: 'ru' })
    const { messages } = await import('virtual:messages')
    const [load, again] = messages['ru'] as NonNullable<(typeof messages)[string]>
    expect(String(load)).not.toBe(String(again))
    messages['ru'] = [() => Promise.reject(new TypeError('no network')), again]
    texts = await import('../../webapp/texts.ts')
    await texts.speakFirst()
    expect([texts.language.value, texts.t('app-home')]).toEqual(['ru', 'Главная'])
  })

  it('are English where theirs do not come, which is not taken for a choice of theirs', async () => {
    openDevice({ language: 'ru' })
    const { messages } = await import('virtual:messages')
    const never = () => Promise.reject(new TypeError('no network'))
    messages['ru'] = [never, never]
    texts = await import('../../webapp/texts.ts')
    await texts.speakFirst()
    expect([texts.language.value, texts.t('app-home'), document.documentElement.lang]).toEqual([
      'en',
      'Home',
      'en',
    ])
    expect(localStorage.length).toBe(0)
    // What they chose and what did not come changes nothing.
    await expect(texts.speak('ru')).rejects.toThrow('no network')
    expect(texts.t('app-home')).toBe('Home')
  })

  it('do without a memory where the client forbids one', async () => {
    forbidStorage()
    await opened('ru')
    await texts.speak('ar')
    expect(texts.t('app-home')).toBe('الرئيسية')
  })

  it('that are missing are a bug while we work, and their id in production', () => {
    expect(() => texts.t('app-no-such-words')).toThrow('text "app-no-such-words" in "en": missing')
    expect(() => texts.t('app-hello')).toThrow('a variable is missing')
    vi.stubEnv('PROD', true)
    expect(texts.t('app-no-such-words')).toBe('app-no-such-words')
    expect(texts.t('app-hello')).toBe('Hello, ')
  })

  it('keep a Latin name where it belongs inside an Arabic sentence, and mark nothing elsewhere', async () => {
    expect(texts.t('app-hello', { name: 'Ada' })).toBe('Hello, Ada')
    await texts.speak('ar')
    expect(texts.t('app-hello', { name: 'Ada' })).toContain('\u2068Ada\u2069')
  })

  it('say money with the minor units it has', async () => {
    expect(texts.money({ amount: 1, currency: 'XTR' })).toBe('1 Star')
    expect(texts.money({ amount: 2500, currency: 'XTR' })).toBe('2,500 Stars')
    expect(texts.money({ amount: 999, currency: 'EUR' })).toBe('€9.99')
    expect(texts.money({ amount: 999, currency: 'JPY' })).toBe('JP¥999')
    expect(texts.money({ amount: 1234, currency: 'KWD' })).toBe('KWD\u00a01.234')
    // Stripe counts forints in hundredths, whatever the language does.
    expect(texts.money({ amount: 50_000, currency: 'HUF' })).toBe('HUF\u00a0500.00')
    expect(texts.money({ amount: 5, currency: 'points' })).toBe('5 points')
    await texts.speak('ru')
    expect(texts.money({ amount: 3, currency: 'XTR' })).toBe('3 звезды')
    await texts.speak('ar')
    expect(texts.money({ amount: 250, currency: 'XTR' }).replaceAll(ISOLATES, '')).toMatch(/^250 /)
  })

  it('say days, moments and terms plainly', async () => {
    expect(texts.day('2026-11-21T12:00:00Z')).toBe('21 November 2026')
    expect(texts.moment('2026-11-21T12:00:00Z')).toMatch(/^21 Nov 2026, \d\d:\d\d$/)
    expect(texts.term('lifetime')).toBe('for ever')
    expect(['P1M', 'P30D', 'P2W', 'P1Y6M'].map(texts.term)).toEqual([
      '1 month',
      '30 days',
      '2 weeks',
      '1 year and 6 months',
    ])
    await texts.speak('ru')
    expect(texts.day('2026-11-21T12:00:00Z')).toBe('21 ноября 2026 г.')
    expect(texts.term('P1Y6M')).toBe('1 год и 6 месяцев')
    await texts.speak('ar')
    expect(texts.day('2026-11-21T12:00:00Z')).toBe('21 نوفمبر 2026')
  })
})

describe('the locale files', () => {
  it.each(languages())(
    'leave no sentence of the app out in %s, and give it none of the bot’s own',
    language => {
      const english = Object.keys(compile('en')).sort()
      expect(Object.keys(compile(language)).sort()).toEqual(english)
      expect(english.filter(id => id.startsWith('app-')).length).toBeGreaterThan(100)
      const shared = english.filter(id => !id.startsWith('app-'))
      expect(shared).toEqual(expect.arrayContaining(['stars', 'term-lifetime', 'term-months']))
      expect(shared).not.toContain('start')
    },
  )

  it.each(languages())('hold no markup for the app in %s, which would be read out', language => {
    const marked = Object.entries(compile(language)).filter(([, code]) => /<|&\w+;/.test(code))
    expect(marked).toEqual([])
  })

  it('have the words for a page without scripts in every language', async () => {
    const { transformIndexHtml } = plugin({ strict: false })
    if (typeof transformIndexHtml !== 'function') throw new Error('no hook')
    const html = readFileSync(join(import.meta.dirname, '../../webapp/index.html'), 'utf8')
    const page = String(await Reflect.apply(transformIndexHtml, null, [html]))
    for (const language of languages()) {
      const words = JSON.parse(compile(language)['app-not-loaded'] ?? '""')
      expect(page).toContain(`<p lang="${language}" dir="auto">${words}</p>`)
    }
  })
})
