import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

const rows = read('../sandbox/FIDELITY.md')
  .split('\n')
  .map(line => /^\| (.+?) +\| (.+?) +\| (.*?) *\|$/.exec(line))
  .filter(row => row !== null && !/^(?:behaviour|-+)$/.test(row[1] ?? ''))
  .map(row => ({ behaviour: row?.[1] ?? '', restsOn: row?.[2] ?? '', shownBy: row?.[3] ?? '' }))

test('every behaviour says what it rests on, and a test that exists shows it', () => {
  expect(rows.length).toBeGreaterThan(60)
  for (const { behaviour, restsOn, shownBy } of rows) {
    if (restsOn === 'left out' || shownBy.startsWith('the compiler')) continue
    const [file, title] = shownBy.split(/: (.*)/s)
    expect(read(`./${file}.test.ts`).replaceAll("\\'", "'"), behaviour).toContain(title)
  }
})
