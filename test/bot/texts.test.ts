import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FluentResource } from '@fluent/bundle'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { ADMIN_COMMANDS, COMMANDS } from '../../bot/commands.ts'
import { createTexts, LANGUAGES, type Language, languageOf } from '../../bot/texts.ts'
import { textIn } from '../../db/billing.ts'
import { readPlanFile } from '../../db/plan-file.ts'
import { ar, en, ru, texts } from './speech.ts'

const ROOT = join(import.meta.dirname, '../..')
const BOT = join(ROOT, 'bot')

const RETURNS = ['paid', 'canceled', 'portal']

const sourceOf = (language: Language) => readFileSync(join(BOT, `locales/${language}.ftl`), 'utf8')
const messagesOf = (language: Language) =>
  new Map(new FluentResource(sourceOf(language)).body.map(({ id, value }) => [id, value]))
const codeIn = (room: string) =>
  readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => readFileSync(join(ROOT, room, name), 'utf8'))
    .join('\n')

/** The names of the variables anywhere inside a message. */
function variablesIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  if ('type' in part && part.type === 'var' && 'name' in part) return [String(part.name)]
  return Object.values(part).flatMap(variablesIn)
}

describe('the locale files', () => {
  const english = messagesOf('en')

  test.each(LANGUAGES)('%s says everything that English says, with the same variables', language => {
    const messages = messagesOf(language)
    expect([...messages.keys()]).toEqual([...english.keys()])
    for (const [id, value] of messages) {
      expect({ id, variables: new Set(variablesIn(value)) }).toEqual({
        id,
        variables: new Set(variablesIn(english.get(id))),
      })
    }
  })

  test.each(LANGUAGES)('%s says nothing twice', language => {
    const ids = [...sourceOf(language).matchAll(/^([a-z-]+) =/gm)].map(([, id]) => id)
    expect(ids).toHaveLength(new Set(ids).size)
  })

  test('no text is without use, and none that is used is missing', () => {
    const webapp = codeIn('webapp')
    const said = [...(codeIn('bot') + webapp).matchAll(/\b(?:t|plain)\(\s*'([a-z-]+)'/g)]
    // The Mini App keeps some of its own in tables.
    const used = [...said, ...webapp.matchAll(/'(app-[a-z0-9-]+)'/g)].map(([, id]) => id)
    const listed = [...COMMANDS, ...ADMIN_COMMANDS].map(({ text }) => text)
    // On the page that leads back from the provider's (`mini-app.ts`).
    listed.push('return-button', ...RETURNS.flatMap(from => [`return-${from}-title`, `return-${from}-text`]))
    expect(new Set([...used, ...listed])).toEqual(new Set(english.keys()))
  })

  test.each(LANGUAGES)('%s closes every tag it opens', language => {
    for (const line of sourceOf(language)
      .split('\n')
      .filter(text => !text.startsWith('#'))) {
      expect(line.match(/<(b|code)>/g)?.length, line).toBe(line.match(/<\/(b|code)>/g)?.length)
    }
  })

  test.each(LANGUAGES)(
    '%s keeps refusals of a payment within the 255 characters Telegram shows',
    language => {
      const { plain } = texts.speak(language)
      const refusals = [...english.keys()].filter(id => id.startsWith('precheck-'))
      expect(refusals).toHaveLength(9)
      for (const id of refusals)
        expect(plain(id, { plan: 'a-code-of-thirty-two-characters-' }).length).toBeLessThanOrEqual(255)
    },
  )
})

describe('plurals and dates', () => {
  test.each([
    [1, '1 звезда'],
    [2, '2 звезды'],
    [5, '5 звёзд'],
    [11, '11 звёзд'],
    [21, '21 звезда'],
    [112, '112 звёзд'],
    [1004, '1\u00a0004 звезды'],
  ])('%i Stars in Russian', (amount, words) => expect(ru.plain('stars', { amount })).toBe(words))

  // Arabic counts in six ways, and the sign of what is owed must not get lost in one of them.
  test.each([
    [0, '0 نجمة'],
    [1, 'نجمة واحدة'],
    [2, 'نجمتان'],
    [3, '3 نجوم'],
    [10, '10 نجوم'],
    [11, '11 نجمة'],
    [100, '100 نجمة'],
    [103, '103 نجوم'],
    [9000, '9,000 نجمة'],
    [-1, '\u200e-1 نجمة'],
    [-2, '\u200e-2 نجمة'],
  ])('%i Stars in Arabic', (amount, words) => expect(ar.plain('stars', { amount })).toBe(words))

  test.each([
    [1, 'المتبقي يوم واحد'],
    [2, 'المتبقي يومان'],
    [7, 'المتبقي 7 أيام'],
    [30, 'المتبقي 30 يومًا'],
    [100, 'المتبقي 100 يوم'],
  ])('%i days left in Arabic', (count, words) => expect(ar.plain('left-days', { count })).toBe(words))

  test('in English one is one', () => {
    expect([1, 2, 1000].map(amount => en.plain('stars', { amount }))).toEqual([
      '1 Star',
      '2 Stars',
      '1,000 Stars',
    ])
  })

  test('days left agree in Russian, the verb too', () => {
    expect([1, 3, 30].map(count => ru.plain('left-days', { count }))).toEqual([
      'остался 1 день',
      'осталось 3 дня',
      'осталось 30 дней',
    ])
  })

  test('dates are words, in UTC wherever the machine stands', () => {
    const until = new Date('2026-12-21T23:30:00Z')
    expect(en.t('plan-held', { until })).toBe('✓ Yours until 21 December 2026')
    expect(ru.t('plan-held', { until })).toMatch(/^✓ У вас до 21 декабря 2026\sг\.$/)
    expect(ar.t('plan-held', { until })).toBe('✓ لك حتى 21 ديسمبر 2026')
  })
})

describe('speaking', () => {
  test('whatever people type is escaped in HTML, and left alone in plain text', () => {
    const name = '<b>&"'
    expect(en.t('find-none', { query: name })).toBe('Nobody found for “&lt;b&gt;&amp;&quot;”.')
    expect(en.plain('find-none', { query: name })).toBe('Nobody found for “<b>&"”.')
  })

  test('a missing text or variable throws where that is wanted', () => {
    expect(() => en.t('no-such-text')).toThrow('text "no-such-text" in "en": missing')
    expect(() => ru.t('start', { name: 'Ann' })).toThrow('text "start" in "ru"')
  })

  test('in life it is said as well as it can be, and logged', () => {
    const log: string[] = []
    const living = createTexts({ logger: pino({}, { write: line => log.push(line) }), strict: false })
    expect(living.speak('ru').t('no-such-text')).toBe('no-such-text')
    expect(living.speak('ru').t('find-none')).toContain('никого нет')
    expect(log).toHaveLength(3)
  })

  test('Telegram’s language codes find their language; others get English', () => {
    expect(
      ['ru', 'RU', 'ru-RU', 'ar', 'ar-EG', 'en-US', 'pt-br', '', null, undefined].map(languageOf),
    ).toEqual([...['ru', 'ru', 'ru', 'ar', 'ar', 'en', 'en', 'en', 'en', 'en']])
  })

  test('the plans we come with are described in every language', () => {
    const read = readPlanFile(readFileSync(join(ROOT, 'plans.json'), 'utf8'), { allowCardForDigital: false })
    if (read.kind !== 'ok') throw new Error(read.problems.map(({ message }) => message).join())
    const written = read.plans.flatMap(({ title, description, features }) => [
      title,
      description,
      ...features,
    ])
    expect(written.map(text => Object.keys(text))).toEqual(written.map(() => LANGUAGES))
  })

  test('texts of plans fall back to English, then to whatever there is', () => {
    expect(textIn('same for all', 'ru')).toBe('same for all')
    expect(textIn({ en: 'one', ru: 'два' }, 'ru')).toBe('два')
    expect(textIn({ en: 'one' }, 'ru')).toBe('one')
    expect(textIn({ de: 'drei' }, 'ru')).toBe('drei')
    expect(textIn({}, 'ru')).toBe('')
  })
})
