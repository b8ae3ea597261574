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
      const language = basename(id).replace(AGAIN, '')
      for (const code of [FALLBACK, language]) this.addWatchFile(localeFile(code))
      const sentences = strict ? compile(language) : { ...compile(FALLBACK), ...compile(language) }
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

/** What the app can say in a language: expressions of JavaScript by the ids of their messages. */
export function compile(language: string): Record<string, string> {
  const patterns = readAll(language)
  const patternOf = (id: string) => {
    const pattern = patterns.get(id)
    if (pattern === undefined) throw new Error(`${language}.ftl: no message ${id}`)
    return pattern
  }
  const said = new Set([...patterns.keys()].filter(id => id.startsWith('app-')))
  for (const id of asked()) if (patterns.has(id)) said.add(id)
  const isolating = RIGHT_TO_LEFT.includes(language)
  return Object.fromEntries([...said].map(id => [id, sentenceOf(patternOf(id), { isolating, patternOf })]))
}

function doorOf(codes: string[]): string {
  const loaders = codes.map(
    code => `${code}: [() => import('${DOOR}/${code}'), () => import('${DOOR}/${AGAIN}${code}')]`,
  )
  return `export const messages = { ${loaders.join(', ')} }`
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

/** Ids in calls of `t('…')` anywhere in the app. */
function asked(): string[] {
  return readdirSync(WEBAPP, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.tsx?$/.test(file) && !file.startsWith('build'))
    .flatMap(file => [...readFileSync(join(WEBAPP, file), 'utf8').matchAll(/\bt\(([^()]*)/g)])
    .flatMap(([, inside = '']) => [...inside.matchAll(/'([a-z][a-z0-9-]*)'/g)].map(([, id = '']) => id))
}
