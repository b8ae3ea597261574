import { expect, test } from 'vitest'
import { morningAfter } from '../../db/night.ts'

test.each([
  ['day', '2026-11-21T09:00:00Z', 'UTC', null],
  ['day, to its last minute', '2026-11-21T21:59:59.999Z', 'UTC', null],
  ['late in the evening', '2026-11-21T22:00:00Z', 'UTC', '2026-11-22T09:00:00Z'],
  ['early in the morning', '2026-11-21T08:59:59.999Z', 'UTC', '2026-11-21T09:00:00Z'],
  ['night elsewhere', '2026-11-21T19:30:00Z', 'Europe/Moscow', '2026-11-22T06:00:00Z'],
  ['night, half an hour off', '2026-11-21T17:00:30Z', 'Asia/Kolkata', '2026-11-22T03:30:00Z'],
  [
    'the night in which the clock is put back',
    '2026-10-24T21:00:00Z',
    'Europe/Berlin',
    '2026-10-25T08:00:00Z',
  ],
  ['the night in which it is put forward', '2026-03-28T22:00:00Z', 'Europe/Berlin', '2026-03-29T08:00:00Z'],
])('where it is %s', (_, now, zone, morning) => {
  const found = morningAfter(new Date(now), zone)
  expect(found).toEqual(morning === null ? null : new Date(morning))
})
