import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { type SignedAnswer, signAnswers } from '../../server/answer.ts'
import { answerKey } from '../support/answer-keys.ts'
import { days } from '../support/books.ts'

const sign = signAnswers({ issuer: 'https://shop.example', keys: [answerKey('EdDSA', 'one')] })
const NOON = Date.parse('2026-11-21T12:00:00.250Z')

/** The answer about somebody whose access changes at `until`, as asked for then. */
function answerAt(ms: number, { until = null as number | null, personId = 42 } = {}): SignedAnswer {
  const answer = sign?.({
    ...{ audience: 'media-server', personId, entitlements: [] },
    at: new Date(ms),
    until: until === null || until <= ms ? null : new Date(until),
  })
  if (!answer) throw new Error('no key')
  return answer
}

const lives = (answer: SignedAnswer) => {
  const { iat = 0, exp = 0 } = decodeJwt(answer.sign())
  return exp - iat
}

describe('a signed answer', () => {
  it('lives five minutes, or until what it says changes by time, to the second', () => {
    expect(lives(answerAt(NOON))).toBe(300)
    expect(lives(answerAt(NOON, { until: NOON + days(1) }))).toBe(300)
    expect(lives(answerAt(NOON, { until: NOON + 100_000 }))).toBe(100)
    expect(lives(answerAt(NOON, { until: NOON + 100_740 }))).toBe(100)
  })

  it('lives a second where less is left: who verifies counts whole ones', () => {
    expect(lives(answerAt(NOON, { until: NOON + 100 }))).toBe(1)
  })

  it('says the same by the same tag only while what was signed is good for half its life, or as long as a new one', () => {
    for (const until of [null, NOON + 700_000])
      for (const personId of [42, 151, 9007199254740991]) {
        let held = answerAt(NOON, { until, personId })
        for (let ms = NOON; ms < NOON + 1_500_000; ms += 7_300) {
          const now = answerAt(ms, { until, personId })
          if (now.etag !== held.etag) held = now
          const { exp = 0 } = decodeJwt(held.sign())
          const isLast = until !== null && exp === Math.floor(until / 1000)
          expect(isLast || exp - ms / 1000 >= 150, `${ms - NOON} ms on`).toBe(true)
          // Kept for as long as it was said it may be, it is still good.
          expect(exp).toBeGreaterThan(ms / 1000 + now.maxAgeSeconds)
          expect(now.maxAgeSeconds).toBeLessThanOrEqual(lives(now) / 2)
        }
      }
  })

  it('is another by its tag once time has changed it, also where it says the same', () => {
    const before = answerAt(NOON, { until: NOON + 1000 })
    const after = answerAt(NOON + 1000, { until: NOON + days(30) })
    expect(after.etag).not.toBe(before.etag)
  })

  it('is never confirmed with less than two seconds left of it: each time it is another', () => {
    const until = NOON + 100_740
    const end = Math.floor(until / 1000) * 1000
    expect(answerAt(end - 2000, { until }).etag).toBe(answerAt(NOON + 90_000, { until }).etag)
    const late = [-1999, -1000, -1000, 0, 0, 300, 739].map(ms => answerAt(end + ms, { until }).etag)
    expect(new Set([...late, answerAt(end - 2000, { until }).etag]).size).toBe(late.length + 1)
  })

  it.each(['EdDSA', 'ES256', 'ES384', 'RS256'])('is signed as its key wants: %s', async kind => {
    const key = answerKey(kind, 'one')
    const statement = { audience: 'a', personId: 42, entitlements: [], at: new Date(NOON), until: null }
    const token = signAnswers({ issuer: 'us', keys: [key] })?.(statement).sign() ?? ''
    const keySet = createLocalJWKSet({ keys: [key.publicJwk] })
    const { protectedHeader } = await jwtVerify(token, keySet, { currentDate: new Date(NOON) })
    expect(protectedHeader).toEqual({ alg: kind, kid: 'one', typ: 'entitlements+jwt' })
  })

  it('is another by its tag once another key signs', () => {
    const statement = { audience: 'a', personId: 42, entitlements: [], at: new Date(NOON), until: null }
    const tags = ['one', 'two'].map(kid => {
      const signing = { issuer: 'https://shop.example', keys: [answerKey('EdDSA', kid)] }
      return signAnswers(signing)?.(statement).etag
    })
    expect(new Set(tags).size).toBe(2)
  })

  it('does not end for everybody at once', () => {
    const ends = [1, 2, 3, 4, 5].map(personId => answerAt(NOON, { personId }).maxAgeSeconds)
    expect(new Set(ends).size).toBe(5)
  })
})
