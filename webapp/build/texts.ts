import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { FluentResource } from '@fluent/bundle'
import type { Plugin } from 'vite'
import { type Pattern, sentenceOf } from './sentence.ts'

const WEBAPP = join(import.meta.dirname, '..')
const LOCALES = join(WEBAPP, '../bot/locales')
const FALLBACK = 'en'
const RIGHT_TO_LEFT = ['ar']
const DOOR = 'virtual:messages'
/** Before the name of a language: the same once more. A browser does not ask twice for a module that did not come. */
const AGAIN = 'again-'
/** Before the name of a language: what only the late screens say, those in this folder of the app. */
const LATE = 'late-'
const LATE_FOLDER = 'late'

/**
 * Compiles the sentences of the app out of the bot's locale files: one module per language, loaded when that language
 * is spoken, and nothing of Fluent in the browser. They are those named `app-*`, and of the bot's own those the app asks for.
 * `strict` leaves out what a language lacks, so that asking for it throws; else it is said in English.
 */
export function texts({ strict }: { strict: boolean }): Plugin {
  return {
    name: 'starpass:texts',
    resolveId: id => (id === DOOR || id.startsWith(`${DOOR}/`) ? `\0${id}` : null),
    load(id) {
      if (id === `\0${DOOR}`) return doorOf(languages())
      if (!id.startsWith(`\0${DOOR}/`)) return null
      const [, late, language = ''] = /^(?:again-)?(late-)?(.+)$/.exec(basename(id)) ?? []
      for (const code of [FALLBACK, language]) this.addWatchFile(localeFile(code))
      const part = late ? 'late' : 'early'
      const sentences = strict
        ? compile(language, part)
        : { ...compile(FALLBACK, part), ...compile(language, part) }
      return `export default {${Object.entries(sentences).map(([id, code]) => `${JSON.stringify(id)}:${code}`)}}`
    },
    /** What stands on the page when no script does. */
    transformIndexHtml: html =>
      html
        .replace('<!-- app-not-loaded -->', inAll('app-not-loaded', 'p').join(''))
        .replace('<!-- app-retry -->', inAll('app-retry', 'span').join(' · ')),
  }
}

/** The languages there are texts in. */
export function languages(): string[] {
  return readdirSync(LOCALES)
    .filter(file => file.endsWith('.ftl'))
    .map(file => basename(file, '.ftl'))
}

/**
 * What the app can say in a language: expressions of JavaScript by the ids of their messages. All of it, or what is
 * loaded with the app, or what only its late screens ask for.
 */
export function compile(language: string, part: 'all' | 'early' | 'late' = 'all'): Record<string, string> {
  const patterns = readAll(language)
  const patternOf = (id: string) => {
    const pattern = patterns.get(id)
    if (pattern === undefined) throw new Error(`${language}.ftl: no message ${id}`)
    return pattern
  }
  const said = new Set([...patterns.keys()].filter(id => id.startsWith('app-')))
  const { early, late } = asked()
  for (const id of [...early, ...late]) if (patterns.has(id)) said.add(id)
  const isWanted = (id: string) => part === 'all' || (part === 'late') === (late.has(id) && !early.has(id))
  const isolating = RIGHT_TO_LEFT.includes(language)
  const wanted = [...said].filter(isWanted)
  return Object.fromEntries(wanted.map(id => [id, sentenceOf(patternOf(id), { isolating, patternOf })]))
}

function doorOf(codes: string[]): string {
  const loaders = (part: string) =>
    codes.map(
      code =>
        `${code}: [() => import('${DOOR}/${part}${code}'), () => import('${DOOR}/${AGAIN}${part}${code}')]`,
    )
  return `export const messages = { ${loaders('')} }; export const lateMessages = { ${loaders(LATE)} }`
}

function inAll(id: string, tag: string): string[] {
  return languages().map(code => `<${tag} lang="${code}" dir="auto">${readAll(code).get(id)}</${tag}>`)
}

function readAll(language: string): Map<string, Pattern> {
  const { body } = new FluentResource(readFileSync(localeFile(language), 'utf8'))
  return new Map(body.flatMap(({ id, value }) => (value === null ? [] : [[id, value]])))
}

function localeFile(language: string): string {
  return join(LOCALES, `${language}.ftl`)
}

/** Ids in calls of `t('…')` in the app, and in its late screens. */
function asked(): { early: Set<string>; late: Set<string> } {
  const early = new Set<string>()
  const late = new Set<string>()
  for (const file of readdirSync(WEBAPP, { recursive: true, encoding: 'utf8' })) {
    const [folder] = file.split(/[\\/]/)
    if (!/\.tsx?$/.test(file) || folder === 'build') continue
    for (const [, inside = ''] of readFileSync(join(WEBAPP, file), 'utf8').matchAll(/\bt\(([^()]*)/g))
      for (const [, id = ''] of inside.matchAll(/'([a-z][a-z0-9-]*)'/g))
        (folder === LATE_FOLDER ? late : early).add(id)
  }
  return { early, late }
}
