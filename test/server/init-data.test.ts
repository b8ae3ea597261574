import { createHash, createHmac } from 'node:crypto'
import { sign } from '@tma.js/init-data-node'
import { describe, expect, test } from 'vitest'
import { initDataKey, readInitData } from '../../server/init-data.ts'
import { ADA, DATE, read, secondsAgo, signed, TOKEN, USER } from './signed.ts'

describe('what Telegram signed', () => {
  test('is read: who it is, by which link, when, and the signature that proves it', () => {
    const user = { ...ADA, last_name: 'Lovelace', allows_write_to_pm: true }
    const text = sign({ user, start_param: 'plan_month', query_id: 'AAE' }, TOKEN, secondsAgo(5))
    expect(read(text)).toEqual({
      kind: 'ok',
      user: {
        id: ADA.id,
        firstName: 'Ada',
        lastName: 'Lovelace',
        username: 'ada',
        languageCode: 'en',
        allowsWriteToPm: true,
      },
      startParam: 'plan_month',
      authDate: secondsAgo(5),
      hash: new URLSearchParams(text).get('hash'),
    })
  })

  test('years ago, in the example that other libraries test with, is old and not forged', () => {
    const text =
      'query_id=AAHdF6IQAAAAAN0XohDhrOrc&user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%22%2C' +
      '%22last_name%22%3A%22Kibenko%22%2C%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22ru%22%2C' +
      '%22is_premium%22%3Atrue%7D&auth_date=1662771648' +
      '&hash=c501b71e775f74ce10e377dea85a7ea24ecd640b223ea86dfe453e0eaed2e2b2'
    const key = initDataKey(['5768337691', 'AAH5YkoiEuPk8-FZa32hStHTqXiLPtAEhx8'].join(':'))
    expect(read(text, key)).toEqual({ kind: 'old', userId: 279_058_397 })
    expect(readInitData(text, { key, now: new Date(1_662_771_648_000), maxAgeSeconds: 900 }).kind).toBe('ok')
  })

  // case 96
  test('`signature` is signed too: with another one, or without, it is forged', () => {
    const text = sign({ user: ADA, signature: 'by-Telegram_itself' }, TOKEN, secondsAgo(5))
    expect(read(text).kind).toBe('ok')
    expect(read(text.replace('by-Telegram', 'by-somebody'))).toEqual({ kind: 'forged' })
    expect(read(text.replace('signature=by-Telegram_itself&', ''))).toEqual({ kind: 'forged' })
    const without = signed([USER, DATE])
    expect(read(without).kind).toBe('ok')
    expect(read(`signature=made-up&${without}`)).toEqual({ kind: 'forged' })
  })

  // case 96
  test('empty values are kept', () => {
    const text = sign({ user: ADA, start_param: '', chat_type: '' }, TOKEN, secondsAgo(5))
    expect(read(text)).toMatchObject({ kind: 'ok', startParam: '' })
    expect(read(text.replace('chat_type=&', ''))).toEqual({ kind: 'forged' })
  })

  test('a name or language that is empty is none, as in the chat, where Telegram leaves it out', () => {
    const user = { ...ADA, last_name: '', username: '', language_code: '' }
    expect(read(sign({ user }, TOKEN, secondsAgo(5)))).toMatchObject({
      kind: 'ok',
      user: { firstName: 'Ada', lastName: undefined, username: undefined, languageCode: undefined },
    })
  })

  // case 50
  test('a space is + or %20, and a plus %2B: all that mean the same are the same', () => {
    const user = { ...ADA, first_name: 'Ada + Bob' }
    const text = sign({ user }, TOKEN, secondsAgo(5))
    expect(text).toContain('Ada+%2B+Bob')
    for (const spelt of [text, text.replaceAll('+', '%20'), text.replace('%2B', '%2b')])
      expect(read(spelt)).toMatchObject({ kind: 'ok', user: { firstName: 'Ada + Bob' } })
    expect(read(text.replace('%2B', '+'))).toEqual({ kind: 'forged' })
  })

  // cases 55, 95
  test.each([1, 2 ** 31, 2 ** 31 + 1, 5_000_000_001, 2 ** 52 - 1, 2 ** 52])('their id may be %d', id => {
    expect(read(sign({ user: { ...ADA, id } }, TOKEN, secondsAgo(5)))).toMatchObject({ user: { id } })
  })

  test('names of all kinds arrive whole, and what the books cannot hold is replaced', () => {
    const user = { id: 7, first_name: '🙂 é "\\/&=%41', last_name: 'nul \u0000', username: 'half \ud83d' }
    expect(read(signed([['user', JSON.stringify(user)], DATE]))).toMatchObject({
      user: { firstName: '🙂 é "\\/&=%41', lastName: 'nul \ufffd', username: 'half \ufffd' },
    })
  })
})

describe('age', () => {
  // cases 51, 52, 96: this machine's clock stands somewhere within a second
  test.each([
    [900, 'ok'],
    [901, 'old'],
    [0, 'ok'],
    [-60, 'ok'],
    [-61, 'future'],
  ])('of %d seconds: %s', (seconds, kind) => {
    expect(read(sign({ user: ADA }, TOKEN, secondsAgo(seconds))).kind).toBe(kind)
  })

  test('of one from the future is told, so that the clock can be set', () => {
    expect(read(sign({ user: ADA }, TOKEN, secondsAgo(-3600)))).toEqual({
      kind: 'future',
      userId: ADA.id,
      aheadSeconds: 3600,
    })
  })
})

describe('what somebody else signed is forged, and nothing it says is repeated', () => {
  // case 54
  test('another bot', () => {
    for (const ago of [5, 5000, -5000]) {
      expect(read(sign({ user: ADA }, '4300:other', secondsAgo(ago)))).toEqual({ kind: 'forged' })
    }
    expect(read(signed([['nonsense', '1']], '4300:other'))).toEqual({ kind: 'forged' })
  })

  test('the key of the Login Widget, which the predecessor took for the Mini App’s', () => {
    const text = [USER, DATE]
      .map(field => field.join('='))
      .sort()
      .join('\n')
    const ofToken = (key: Buffer) => createHmac('sha256', key).update(text).digest('hex')
    const wrong = ofToken(createHash('sha256').update(TOKEN).digest())
    const right = ofToken(createHmac('sha256', 'WebAppData').update(TOKEN).digest())
    const query = [USER, DATE].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
    expect(read(`${query}&hash=${wrong}`)).toEqual({ kind: 'forged' })
    expect(read(`${query}&hash=${right}`).kind).toBe('ok')
  })

  test('nobody', () => {
    const text = signed([USER, DATE])
    expect(read(text.replace(/hash=.*/, `hash=${'0'.repeat(64)}`))).toEqual({ kind: 'forged' })
  })
})
