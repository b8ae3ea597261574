import { describe, expect, test } from 'vitest'
import { problemsIn } from '../support/plan-file.ts'

describe('a file that is not JSON', () => {
  const place = (text: string) =>
    problemsIn(text).map(({ line, column, message }) => `${line}:${column} ${message}`)

  test.each([
    ['', '1:1 a value is missing here: add it, texts in double quotes'],
    ['{ "plans": [] // all\n}', '1:15 comments are not allowed in JSON: remove it'],
    ['{ "plans": [],\n}', '1:14 no comma may follow the last one: remove it'],
    ['{ "plans": []\n"free": { "max_devices": 1 } }', '1:13 a comma is missing after this: add it'],
    ['{ "plans" [] }', '1:9 a colon is missing after this name: add it'],
    ['{ "plans": [] }\n{}', '2:1 nothing may follow the object of the file: remove it'],
    ['{ "plans": []\n\n', '1:13 a } is missing at the end of an object: add it'],
    ['{ "plans": [\n', '1:12 a ] is missing at the end of a list: add it'],
    [
      '{ "plans": [],\n  plan: [] }',
      '2:3 is not JSON: texts and names need double quotes, and nothing but true, false and null goes without',
    ],
    ['{ "plans": [], "free": \n}', '2:1 a value is missing here: add it, texts in double quotes'],
    [
      '{ "plans": [] } \\',
      '1:17 is not JSON: texts and names need double quotes, and nothing but true, false and null goes without',
    ],
  ])('%j is told with its line', (text, told) => {
    expect(place(text)[0]).toBe(told)
  })

  test('is told with every other problem, but what a syntax error may have hidden is not called missing', () => {
    const text = '{ "plans": [\n  { "code": "A B",\n    "title": "Month\n  },\n  { "code": "q\\q" }\n] }'
    expect(problemsIn(text).map(({ line, path }) => [line, path])).toEqual([
      [2, 'plans[0].code'],
      [3, ''],
      [5, ''],
    ])
  })

  test('names a field that stands twice, with both lines', () => {
    const text = '{ "plans": [],\n  "free": { "max_devices": 1 },\n  "plans": [] }'
    expect(problemsIn(text)).toEqual([
      { line: 3, column: 3, path: 'plans', message: 'stands twice (lines 1 and 3): keep one' },
    ])
  })

  test('or is JSON of another kind is told so', () => {
    expect(place('[]')).toEqual(['1:1 must be an object with plans, it is a list'])
    expect(place('7')).toEqual(['1:1 must be an object with plans, it is 7'])
  })
})
