import { describe, expect, it } from 'vitest'
import { deviceNameIn, deviceNameKey } from '../../db/device-name.ts'

// case 101
describe('the name of a device', () => {
  it.each([
    ['  Pixel 9\t', 'Pixel 9'],
    ['Cafe\u0301', 'Café'],
    ['آیفون من', 'آیفون من'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['👩‍💻', '👩‍💻'],
    ['😀'.repeat(64), '😀'.repeat(64)],
    [`${' '.repeat(90)}x`, 'x'],
    [' \u00a0\u2003', null],
    ['\u200b\u2060\ufeff', null],
    ['x'.repeat(65), null],
    ['two\nlines', null],
    ['a\u0000b', null],
    ['\ud83d', null],
    ['\u2800', null],
    ['\u0301', null],
    [' \u0301 \u20e3', null],
    ['\u3164', null],
    ['й', 'й'],
    ['#1', '#1'],
    ['…', '…'],
    ['gpj.\u202eexe', null],
  ])('read from %j is %j', (text, name) => {
    expect(deviceNameIn(text)).toBe(name)
  })

  it.each([
    ['Phone', 'pHONE'],
    ['Ｐｈｏｎｅ', 'Phone'],
    ['My  phone', 'My\u00a0phone'],
    ['Pho\u200bne', 'Phone'],
    ['Phone\u2800', 'Phone'],
    ['ÉCRAN', 'écran'],
    ['ﬁre', 'FIRE'],
    ['ПЛАНШЕТ', 'планшет'],
  ])('%j is the same as %j', (one, other) => {
    expect(deviceNameKey(one)).toBe(deviceNameKey(other))
  })

  it('is not the same as one that looks otherwise', () => {
    expect(deviceNameKey('Phone 1')).not.toBe(deviceNameKey('Phone 2'))
  })
})
