import { expect, test } from 'vitest'
import { colorOf, inkOn, paletteOf } from './palette.ts'

test('ink is dark on light grounds and light on dark ones', () => {
  expect(['#ffffff', '#ffd166', '#767676', '#8fd3ff'].map(inkOn)).toEqual(Array(4).fill('#000000'))
  expect(['#000000', '#212121', '#123456', '#c8322b'].map(inkOn)).toEqual(Array(4).fill('#ffffff'))
})

test('a colour is named or given', () => {
  expect(colorOf('secondary_bg_color', true)).toBe(paletteOf(true).secondary_bg_color)
  expect(colorOf('#123456', true)).toBe('#123456')
})
