import { sign } from '@tma.js/init-data-node'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { initDataKey, readInitData } from '../../server/init-data.ts'

const TOKEN = '4200:stage-token'
const NOW = new Date('2026-11-21T12:00:00Z')
const KEY = initDataKey(TOKEN)

const read = (text: string) => readInitData(text, { key: KEY, now: NOW, maxAgeSeconds: 900 })

const name = fc.string({ unit: 'grapheme', maxLength: 12 })

/** initData as the independent signer makes it for anybody. */
const initData = fc
  .record({
    user: fc.record(
      {
        id: fc.integer({ min: 1, max: 2 ** 52 }),
        first_name: name,
        last_name: name,
        username: fc.stringMatching(/^\w{5,32}$/),
        language_code: fc.constantFrom('en', 'ru', 'ar', 'pt-br'),
        allows_write_to_pm: fc.boolean(),
      },
      { requiredKeys: ['id', 'first_name'] },
    ),
    query_id: fc.stringMatching(/^[\w-]{1,24}$/),
    start_param: fc.stringMatching(/^[\w-]{0,24}$/),
    signature: fc.stringMatching(/^[\w-]{86}$/),
  })
  .map(data => sign(data, TOKEN, NOW))

const isRefused = (text: string) => ['malformed', 'forged'].includes(read(text).kind)

describe('whatever Telegram signs', () => {
  test('is accepted', () => {
    fc.assert(fc.property(initData, text => read(text).kind === 'ok'))
  })

  test('with any single character changed is refused', () => {
    const changed = fc.record({ text: initData, at: fc.nat(), to: fc.integer({ min: 1, max: 127 }) })
    fc.assert(
      fc.property(changed, ({ text, at, to }) => {
        const place = at % text.length
        const other = `${text.slice(0, place)}${String.fromCharCode(to)}${text.slice(place + 1)}`
        fc.pre(meaning(other) !== meaning(text))
        expect(isRefused(other)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('with any single bit turned is refused', () => {
    const text = sign({ user: { id: 7, first_name: 'Ada Ω + B' }, start_param: 'a' }, TOKEN, NOW)
    for (let place = 0; place < text.length; place++) {
      for (let bit = 1; bit < 128; bit *= 2) {
        const turned = String.fromCharCode(text.charCodeAt(place) ^ bit)
        const other = `${text.slice(0, place)}${turned}${text.slice(place + 1)}`
        if (meaning(other) !== meaning(text)) expect(isRefused(other), `${place}: ${turned}`).toBe(true)
      }
    }
  })

  test('with any character left out, put in, or swapped with the next is refused', () => {
    fc.assert(
      fc.property(initData, fc.nat(), fc.integer({ min: 1, max: 127 }), (text, at, code) => {
        const place = at % text.length
        const [before, after] = [text.slice(0, place), text.slice(place)]
        const swapped = `${before}${after[1] ?? ''}${after[0]}${after.slice(2)}`
        expect(isRefused(before + after.slice(1))).toBe(true)
        expect(isRefused(`${before}${String.fromCharCode(code)}${after}`)).toBe(true)
        if (swapped !== text) expect(isRefused(swapped)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('with any field dropped, emptied or doubled is refused', () => {
    fc.assert(
      fc.property(initData, fc.nat(), (text, at) => {
        const fields = text.split('&')
        const field = fields[at % fields.length] ?? ''
        const rest = fields.filter(other => other !== field)
        expect(isRefused(rest.join('&'))).toBe(true)
        expect(isRefused([...fields, field].join('&'))).toBe(true)
        expect(isRefused([field, ...fields].join('&'))).toBe(true)
        const emptied = `${field.split('=')[0]}=`
        if (emptied !== field) expect(isRefused([...rest, emptied].join('&'))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('in any other order is the same', () => {
    const shuffled = initData.chain(text => {
      const fields = text.split('&')
      return fc.tuple(fc.constant(text), fc.shuffledSubarray(fields, { minLength: fields.length }))
    })
    fc.assert(
      fc.property(shuffled, ([text, fields]) => {
        expect(read(fields.join('&'))).toEqual(read(text))
      }),
    )
  })
})

test('whatever else comes is refused, and breaks nothing', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.tuple(fc.string(), fc.string())).map(fields => new URLSearchParams(fields).toString()),
    fc.string({ unit: fc.constantFrom(...'%+&=hash0aF\ud800é') }),
  )
  fc.assert(fc.property(anything, isRefused), { numRuns: 2000 })
})

/** `%7b` says what `%7B` says, and nothing was changed by it; the signature itself is taken as it is written. */
function meaning(text: string): string {
  return text.replace(/%[0-9a-f]{2}/gi, same => same.toUpperCase())
}
