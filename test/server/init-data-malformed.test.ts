import { describe, expect, test } from 'vitest'
import { ADA, DATE, read, signed, USER, when } from './signed.ts'

describe('what is not well formed is refused, however it is signed', () => {
  const good = signed([USER, DATE])
  test.each([
    ['nothing', ''],
    ['no hash', good.replace(/&hash=.*/, '')], // case 50
    ['an empty hash', good.replace(/hash=.*/, 'hash=')],
    ['a short hash', good.slice(0, -1)],
    ['a long hash', `${good}0`],
    ['a hash in capitals', good.replace(/[0-9a-f]{64}$/, hash => hash.toUpperCase())],
    ['a hash that is none', good.replace(/hash=./, 'hash=g')],
    ['two hashes', `${good}&${good.slice(-69)}`], // cases 50, 96
    ['a field twice, with the same value', `${signed([USER, DATE, ['a', '1']])}&a=1`],
    ['a field twice, with another value', `user=%7B%7D&${good}`],
    ['a field twice, both of them signed', signed([USER, DATE, DATE])],
    ['a field without a value', signed([USER, DATE]).replace('&hash', '&lonely&hash')],
    ['a field without a name', `=1&${good}`],
    ['an empty field', good.replace('&', '&&')],
    ['an ampersand at the end', `${good}&`],
    ['a question mark before it', `?${good}`],
    ['a percent sign alone', good.replace('auth_date=', 'auth_date=%-')],
    ['half an escape', good.replace('%7B', '%7')],
    ['a byte that is no UTF-8', `bytes=%C3%28&${good}`],
    ['a surrogate in UTF-8', `bytes=%ED%A0%80&${good}`],
    ['an overlong slash', `bytes=%C0%AF&${good}`],
    ['half a surrogate pair', signed([USER, DATE, ['a', '\ufffd']]).replace('%EF%BF%BD', '\ud83d')],
    ['a letter that is not escaped', signed([USER, DATE, ['a', 'é']]).replace('%C3%A9', 'é')],
    ['a space that is not escaped', signed([USER, DATE, ['a', ' ']]).replace('%20', ' ')],
    ['a line break that runs two fields together', signed([USER, ['auth_date', `${when}\nb=1`]])],
    ['a line break in a value', signed([USER, DATE, ['a', '1\nb=2']])],
    ['an escaped name', good.replace('auth_date', 'auth%5Fdate')],
    [
      'many fields',
      signed([USER, DATE, ...Array.from({ length: 30 }, (_, n) => [`f${n}`, ''] as [string, string])]),
    ],
    ['a long text', signed([USER, DATE, ['a', 'a'.repeat(8000)]])],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual({ kind: 'malformed' })
  })

  const of = (user: unknown): [string, string][] => [['user', JSON.stringify(user)], DATE]
  test.each<[string, [string, string][]]>([
    ['no user', [DATE]],
    ['a user that is no JSON', [['user', '{'], DATE]],
    ['a user that is null', of(null)],
    ['a user without an id', of({ first_name: 'Ada' })],
    ['an id in quotes', of({ ...ADA, id: '5' })],
    ['a negative id', of({ ...ADA, id: -5 })],
    ['half an id', of({ ...ADA, id: 5.5 })],
    ['an id that a number cannot hold', [['user', '{"id":9007199254740993,"first_name":"Ada"}'], DATE]],
    ['a name that is none', of({ ...ADA, first_name: 5 })],
    ['no date', [USER]],
    ['a negative date', [USER, ['auth_date', '-1']]],
    ['a date in words', [USER, ['auth_date', 'now']]],
    ['a date beyond all dates', [USER, ['auth_date', '9'.repeat(16)]]],
  ])('%s', (_, fields) => {
    expect(read(signed(fields))).toEqual({ kind: 'malformed' })
  })
})
