import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FluentResource } from '@fluent/bundle'
import { describe, expect, test } from 'vitest'
import { COMMANDS } from '../../bot/commands.ts'
import { ar } from './speech.ts'

const file = join(import.meta.dirname, '../../bot/locales/ar.ftl')
const messages = new FluentResource(readFileSync(file, 'utf8')).body
  // Those of the Mini App are said by it, on a page that runs right to left as a whole.
  .filter(({ id }) => !id.startsWith('app-'))

/** Latin for every string, so that whatever is not set apart shows. */
function latinFor(part: unknown): Record<string, string | number | Date> {
  if (typeof part !== 'object' || part === null) return {}
  if ('type' in part && part.type === 'func' && 'name' in part && 'args' in part) {
    const value = part.name === 'DATETIME' ? new Date('2026-12-21T12:00:00Z') : 250
    return Object.fromEntries(namesIn(part.args).map(name => [name, value]))
  }
  if ('type' in part && part.type === 'var' && 'name' in part) return { [String(part.name)]: '@Latin (7)!' }
  return Object.assign({}, ...Object.values(part).map(latinFor))
}

function namesIn(args: unknown): string[] {
  return (args as { type: string; name: string }[])
    .filter(({ type }) => type === 'var')
    .map(({ name }) => name)
}

/** What is left when everything that stands apart is taken out, from the innermost on, and the markup. */
function outsideOf(text: string): string {
  const less = text.replace(/[\u2066-\u2068][^\u2066-\u2069]*\u2069/g, '')
  return less === text ? text.replace(/<[^>]*>/g, '') : outsideOf(less)
}

/** A slash in a date stands after a mark. */
const LATIN = /[A-Za-z@]|(?<!\u200f)\//

describe('Arabic in a chat', () => {
  const said = messages.map(({ id, value }) => ({ id, vars: latinFor(value) }))

  test('what runs left to right stands apart, in every text', () => {
    for (const { id, vars } of said) {
      expect(outsideOf(ar.t(id, vars)), id).not.toMatch(LATIN)
      expect(outsideOf(ar.plain(id, vars)), id).not.toMatch(LATIN)
    }
  })

  test('each line of every text runs right to left, and nothing that is copied holds a mark', () => {
    for (const { id, vars } of said) {
      const text = ar.t(id, vars)
      for (const line of outsideOf(text).split('\n').filter(Boolean))
        expect(line, id).toMatch(/^[^\p{L}]*[\u200f\p{Script=Arabic}]/u)
      for (const [, code] of text.matchAll(/<code>(.*?)<\/code>/gs))
        expect(code, id).not.toMatch(/[\u200e\u200f\u2066-\u2069]/)
    }
  })

  test('a command is read as one with the plan behind it, and keeps its slash in front', () => {
    expect(ar.plain('precheck-unknown')).toContain('أرسل \u2066/buy\u2069 للحصول')
    expect(ar.plain('precheck-expired', { plan: 'month' })).toContain('أرسل \u2066/buy month\u2069 للحصول')
  })

  test('an id that is copied is the id', () => {
    expect(ar.t('paysupport-payment', { at: new Date(0), price: 'x', charge: 'ch_1' })).toMatch(
      /\u2068<code>ch_1<\/code>\u2069$/,
    )
  })

  test('names and titles that run left to right leave the words around them where they are', () => {
    expect(ar.t('start', { name: 'Ann!', bot: 'Shop' })).toMatch(/^مرحبًا \u2068Ann!\u2069، هنا/)
    expect(ar.plain('plan-button', { title: 'Pro', price: ar.plain('stars-short', { amount: 9000 }) })).toBe(
      '\u200f\u2068Pro\u2069 · \u2068\u200f9,000 ⭐\u2069',
    )
    expect(ar.t('plan-text', { text: 'One.\nTwo.' })).toBe('\u200f\u2068One.\u2069\n\u200f\u2068Two.\u2069')
  })

  test('whatever people type is escaped there too', () => {
    expect(ar.t('find-none', { query: '<code>' })).toContain('\u2068&lt;code&gt;\u2069')
  })

  test('digits are those that Telegram shows beside them', () => {
    const at = new Date('2026-12-21T13:05:00Z')
    expect(ar.t('audit-until', { until: at })).toMatch(/21.?\/12.?\/2026، 1:05/)
    expect(ar.t('why-notices', { sent: 1234, waiting: 0 })).toContain('1,234')
  })

  test('lines of the commands menu are of the length Telegram takes', () => {
    for (const { text } of COMMANDS) expect(ar.plain(text).length).toBeLessThanOrEqual(256)
  })
})
