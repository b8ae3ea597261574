import { readFileSync } from 'node:fs'
import { FluentBundle, FluentDateTime, FluentResource, type FluentVariable } from '@fluent/bundle'
import type { Logger } from 'pino'
import { type Hand, leftToRight, rightToLeft } from './bidi.ts'

/**
 * The languages we speak, and the flavour of each that dates and numbers take. Arabic has the digits that Telegram
 * shows beside it, in prices and ids, and that everybody who reads it knows.
 */
const FLAVOURS = { en: 'en-GB', ru: 'ru-RU', ar: 'ar-u-nu-latn' } as const

export type Language = keyof typeof FLAVOURS
/** What we fall back on, and write first. */
const FALLBACK: Language = 'en'

export const LANGUAGES = Object.keys(FLAVOURS) as Language[]

/** Text that is HTML already: it goes into a sentence as it is. */
interface Html {
  html: string
}

export interface Speech {
  language: Language
  /** A sentence as Telegram HTML. Every string in `vars` is escaped; dates are shown in UTC. */
  t(id: string, vars?: Record<string, string | number | Date | Html>): string
  /** A sentence for places that know no markup: buttons, invoices, toasts, the commands menu. */
  plain(id: string, vars?: Record<string, string | number | Date>): string
}

export interface Texts {
  /** In the language that `code` (as Telegram writes it: `ru`, `pt-br`) comes closest to; English for want of better. */
  speak(code: string | null | undefined): Speech
}

/** Reads the locale files. A missing text throws if `strict`, else is said in English and logged as an error. */
export function createTexts(dependencies: { logger: Logger; strict: boolean }): Texts {
  const bundles = new Map(LANGUAGES.map(language => [language, readBundle(language)]))
  const speeches = new Map(LANGUAGES.map(language => [language, speechOf(language)]))

  function speechOf(language: Language): Speech {
    return {
      language,
      t: (id, vars = {}) => format(language, id, vars, escapeHtml),
      plain: (id, vars = {}) => format(language, id, vars, text => text),
    }
  }

  function format(language: Language, id: string, vars: Record<string, unknown>, safely: Escape): string {
    const bundle = must(bundles.get(language))
    const pattern = bundle.getMessage(id)?.value
    const errors: Error[] = []
    const hand = handOf(language)
    const formatted = pattern && bundle.formatPattern(pattern, variables(vars, safely, hand), errors)
    const said = formatted && hand.text(formatted)
    if (said && errors.length === 0) return said

    const trouble = `text "${id}" in "${language}": ${errors[0]?.message ?? 'missing'}`
    if (dependencies.strict) throw new Error(trouble)
    dependencies.logger.error(trouble)
    return said || (language === FALLBACK ? id : format(FALLBACK, id, vars, safely))
  }

  return { speak: code => must(speeches.get(languageOf(code))) }
}

/** The language of ours that a Telegram language code means. */
export function languageOf(code: string | null | undefined): Language {
  const prefix = code?.toLowerCase().split('-')[0]
  return LANGUAGES.find(language => language === prefix) ?? FALLBACK
}

/** The language of ours that somebody chose by this very name; null for anything else. */
export function chosenOf(name: string | null | undefined): Language | null {
  return LANGUAGES.find(language => language === name) ?? null
}

/** Makes a string safe inside Telegram HTML. */
function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

type Escape = (text: string) => string

function readBundle(language: Language): FluentBundle {
  const source = readFileSync(new URL(`locales/${language}.ftl`, import.meta.url), 'utf8')
  // Fluent's own isolation marks would end up in copied ids.
  const options = { useIsolating: false, transform: handOf(language).words }
  const bundle = new FluentBundle(FLAVOURS[language], options)
  const [error] = bundle.addResource(new FluentResource(source))
  if (error) throw error
  return bundle
}

function handOf(language: Language): Hand {
  return language === 'ar' ? rightToLeft : leftToRight
}

function variables(
  vars: Record<string, unknown>,
  safely: Escape,
  hand: Hand,
): Record<string, FluentVariable> {
  return Object.fromEntries(
    Object.entries(vars).map(([name, value]) => [name, variable(value, safely, hand)]),
  )
}

function variable(value: unknown, safely: Escape, hand: Hand): FluentVariable {
  if (typeof value === 'number') return value
  if (value instanceof Date) return new FluentDateTime(value, { timeZone: 'UTC' })
  return hand.value(typeof value === 'string' ? safely(value) : (value as Html).html)
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('no such language')
  return value
}
