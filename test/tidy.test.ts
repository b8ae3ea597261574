import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The house rules that no linter says. Each failure names the file, so that mending is a minute's work. */

const ROOT = join(import.meta.dirname, '..')
const SELF = 'test/tidy.test.ts'
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter(file => file !== '' && file !== SELF)
const source = files.filter(file => /\.(ts|tsx|css|sql)$/.test(file))
const code = source.filter(file => /\.tsx?$/.test(file))
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const linesOf = (file: string) => read(file).trimEnd().split('\n')

/** Every line of `among` that `pattern` matches, as `file:line`. */
function findings(among: string[], pattern: RegExp): string[] {
  return among.flatMap(file =>
    linesOf(file).flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1}`] : [])),
  )
}

describe('the house', () => {
  it('has no file over 200 lines', () => {
    expect(source.filter(file => linesOf(file).length > 200)).toEqual([])
  })

  it('is made of small files: the median of the rooms is 60 lines or fewer', () => {
    const sizes = code
      .filter(file => /^(bot|server|db|webapp)\//.test(file))
      .map(file => linesOf(file).length)
    expect(sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(60)
  })

  it('names files by what they are', () => {
    const vague = /^(helpers?|utils?|common|misc|manager|index|types|constants)\.tsx?$|service\.ts$/i
    expect(code.filter(file => vague.test(basename(file)))).toEqual([])
    expect(code.filter(file => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.tsx?$/.test(basename(file)))).toEqual([])
  })

  it('skips no test and promises nothing in a comment', () => {
    expect(findings(code, /\b(describe|it|test)\.(skip|only|todo)\(|\.(skipIf|runIf)\(/)).toEqual([])
    expect(findings(code, /\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([])
  })

  it('silences the compiler or the linter only with a reason', () => {
    expect(findings(code, /@ts-(ignore|nocheck|expect-error)|\bas any\b|eslint-disable/)).toEqual([])
    expect(findings(code, /biome-ignore [^:]+:\s*$/)).toEqual([])
  })

  it('reads the environment in one place', () => {
    const rooms = code.filter(file => /^(bot|server|db|webapp)\//.test(file) || !file.includes('/'))
    expect(findings(rooms, /process\.env/).map(place => place.split(':')[0])).toEqual(['main.ts'])
  })

  it('asks the books for the time instead of the machine', () => {
    expect(
      findings(
        code.filter(file => file.startsWith('db/') && !file.startsWith('db/embedded')),
        /new Date\(\)|Date\.now\(\)/,
      ),
    ).toEqual([])
  })

  it('pins every dependency exactly', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json'))
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, range]) => !/^\d/.test(String(range)),
    )
    expect(loose).toEqual([])
  })

  it('keeps addresses of registries out of the lock file', () => {
    expect(findings(['package-lock.json'], /"resolved": "https?:/)).toEqual([])
  })
})

describe('what npm start can reach', () => {
  it('is nothing below test/, so no payment can be sealed by the sandbox', () => {
    const reached = reachableFrom('main.ts')
    expect(reached.size).toBeGreaterThan(50)
    expect([...reached].filter(file => file.startsWith('test/'))).toEqual([])
  })

  it('has no word about a sandbox', () => {
    expect(findings([...reachableFrom('main.ts')], /sandbox/i)).toEqual([])
  })
})

/** All files of ours that `entry` imports, directly or through others. */
function reachableFrom(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen
  seen.add(entry)
  for (const [, path] of read(entry).matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)) {
    reachableFrom(normalize(join(dirname(entry), path as string)), seen)
  }
  return seen
}
