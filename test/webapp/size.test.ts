import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { BUILT, buildApp } from '../../webapp/build/build.ts'
import { languages } from '../../webapp/build/texts.ts'

const MOST_SCRIPT_BYTES = 30_000
const MOST_STYLE_BYTES = 6_000

/** What the languages brought later than the oldest browsers we serve (`webapp/build/bundle.ts`). */
const TOO_NEW =
  /\b(Promise\.(withResolvers|try)|(Map|Object)\.groupBy|Array\.fromAsync|URL\.parse|AbortSignal\.any|RegExp\.escape|Iterator\.from)\b|\.(isSubsetOf|symmetricDifference|toWellFormed|getOrInsert)\(/

/** What a person loads before they see anything, compressed as clients take it. */
describe('the first load of the Mini App', () => {
  let files: string
  let page: string
  let assets: string[]

  beforeAll(async () => {
    files = await buildApp({ outDir: BUILT, onProgress: () => {} })
    page = await readFile(join(files, 'index.html'), 'utf8')
    assets = await readdir(join(files, 'assets'))
  })

  const read = (name: string) => readFile(join(files, 'assets', name), 'utf8')
  const sizeOf = async (names: Iterable<string>) => {
    const sizes = await Promise.all(
      [...names].map(async name => gzipSync(await read(name), { level: 9 }).length),
    )
    return sizes.reduce((sum, size) => sum + size, 0)
  }

  it.each(languages())('has at most 30 KB of script in %s', async language => {
    const scripts = await withImports(
      named(page, /<script[^>]*\ssrc="([^"]+)"|modulepreload"[^>]*href="([^"]+)"/g),
    )
    const words = assets.filter(name => name.startsWith(`${language}-`) && name.endsWith('.js'))
    expect(words).toHaveLength(1)
    const size = await sizeOf(new Set([...scripts, ...words]))
    console.log(`${language}: ${size} bytes of script`)
    expect(size).toBeLessThanOrEqual(MOST_SCRIPT_BYTES)
  })

  it('has at most 6 KB of style', async () => {
    const size = await sizeOf(named(page, /stylesheet"[^>]*href="([^"]+)"/g))
    console.log(`${size} bytes of style`)
    expect(size).toBeGreaterThan(0)
    expect(size).toBeLessThanOrEqual(MOST_STYLE_BYTES)
  })

  it('asks nothing of an old browser that it cannot do, and nothing of a server but ours', async () => {
    for (const name of assets.filter(asset => /\.(js|css)$/.test(asset))) {
      const code = await read(name)
      expect([name, TOO_NEW.exec(code)?.[0]]).toEqual([name, undefined])
      const addresses = code.match(/https?:\/\/[\w.-]+/g) ?? []
      expect(addresses.filter(address => !NAMES.includes(address))).toEqual([])
    }
  })

  /** These and all they import before they can run. */
  async function withImports(names: string[]): Promise<Set<string>> {
    const found = new Set(names)
    for (const name of found)
      for (const [, imported = ''] of (await read(name)).matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g))
        found.add(imported)
    return found
  }
})

/** Not addresses to be asked, but names: of a namespace of XML, and of Telegram's own pages. */
const NAMES = ['http://www.w3.org', 'https://t.me']

function named(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map(([, one, other]) => basename(one ?? other ?? ''))
}
