import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FluentBundle, FluentResource } from '@fluent/bundle'

/** How the app says this in this language; what a person reads, and a test looks for. */
export function word(language: string, id: string, vars: Record<string, string | number> = {}): string {
  const pattern = bundleOf(language).getMessage(id)?.value
  if (!pattern) throw new Error(`${language}.ftl has no ${id}`)
  return bundleOf(language).formatPattern(pattern, vars)
}

const bundles = new Map<string, FluentBundle>()

function bundleOf(language: string): FluentBundle {
  const known = bundles.get(language)
  if (known) return known
  const bundle = new FluentBundle(language, { useIsolating: false })
  const file = join(import.meta.dirname, '../../../bot/locales', `${language}.ftl`)
  bundle.addResource(new FluentResource(readFileSync(file, 'utf8')))
  bundles.set(language, bundle)
  return bundle
}
