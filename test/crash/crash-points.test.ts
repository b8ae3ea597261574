import { stripTypeScriptTypes } from 'node:module'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { withCrashPoints } from './crash-points.ts'
import { sourcesWithCrashPoints } from './sources.ts'

/** What a function made of this source answers, with crash points and without, and the points that were passed. */
async function run(source: string): Promise<{ plain: unknown; crossed: unknown; passed: string[] }> {
  const { code } = withCrashPoints('some.ts', source)
  const passed: string[] = []
  const crashPoint = {
    before: (site: string) => void passed.push(`before ${site}`),
    after(site: string, value: unknown) {
      passed.push(`after ${site}`)
      return value
    },
  }
  const answer = async (text: string) =>
    await runInNewContext(`${stripTypeScriptTypes(text)}\nmain(2, 3)`, { crashPoint }).catch(String)
  return { plain: await answer(source), crossed: await answer(code), passed }
}

describe('crash points', () => {
  test('stand before the expression is worked out and after it has come, also one in another', async () => {
    const { plain, crossed, passed } = await run(`async function main(a: number, b: number) {
  const add = async (x: number, y: number) => x + y
  return await add(await add(a, 0), await b)
}`)
    expect(crossed).toBe(plain)
    expect(crossed).toBe(5)
    expect(passed.map(point => point.replace('some.ts:', ''))).toEqual([
      'before 3:10 main',
      'before 3:20 main',
      'after 3:20 main',
      'before 3:37 main',
      'after 3:37 main',
      'after 3:10 main',
    ])
  })

  test.each([
    ['after a line without a semicolon', 'const sum = a + b\n  await sum\n  return sum'],
    ['in a condition', 'return (await a) === 2 && !(await null) ? await b : await a'],
    ['with this and arguments in it', 'return await (this === globalThis ? arguments.length : arguments[0])'],
    [
      'in a template and a spread',
      `return [...(await [a]), \`\${await b}\`, { ...(await { a }) }, (await [b])[0]]`,
    ],
    ['in a loop that breaks', 'for (;;) if (await b) break\n  return await a'],
    ['of an object and a function', 'return [await { a }, typeof (await (() => b))]'],
    ['that throws', "return await Promise.reject(new Error('no'))"],
    [
      'that throws and is caught',
      'try { await Promise.reject(a) } catch (error) { return await error } finally { await b }',
    ],
    ['behind letters beyond ASCII', "const words = 'Звёзды 😀'; return words + (await a)"],
    ['with a type', 'return (await (a as number)) as number satisfies number'],
  ])('change nothing: an await %s', async (_, body) => {
    const { plain, crossed, passed } = await run(
      `async function main(this: unknown, a: number, b: number): Promise<unknown> {\n  ${body}\n}`,
    )
    expect(crossed).toEqual(plain)
    expect(passed.length).toBeGreaterThan(0)
  })

  test('are named by their place and the nearest function that has a name', () => {
    const { code, sites } = withCrashPoints(
      'some.ts',
      `await 1
const result = await two()
const act = async () => {
  await three(async () => await four())
}
const made = { async book() { await five() }, stop: async () => await six() }
class Line { async #drop() { for (const each of list) { await seven(each) } } }
// await nothing
`,
    )
    expect(sites.map(({ name }) => name)).toEqual([
      'some.ts:1:1 (top)',
      'some.ts:2:16 (top)',
      'some.ts:4:3 act',
      'some.ts:4:27 act',
      'some.ts:6:31 book',
      'some.ts:6:65 stop',
      'some.ts:7:57 #drop',
    ])
    expect(code.split('\n')).toHaveLength(9)
  })

  test('are found in every file on the way, each under a name of its own', () => {
    const { sites, sources } = sourcesWithCrashPoints()
    const files = new Set(sites.map(({ file }) => file))
    for (const file of [
      'db/settle.ts',
      'db/settle-refund.ts',
      'db/tell-next.ts',
      'db/lock.ts',
      'bot/till.ts',
      'bot/notices.ts',
    ])
      expect(files).toContain(file)
    expect(new Set(sites.map(({ name }) => name)).size).toBe(sites.length)
    const points = Object.values(sources).flatMap(source => source.match(/crashPoint\.after\(/g) ?? [])
    expect(points).toHaveLength(sites.length)
  })

  test('leave a file that cannot be read as it is, loudly', () => {
    expect(() => withCrashPoints('some.ts', 'async function (')).toThrow('some.ts')
  })
})
