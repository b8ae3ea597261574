import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Unconfirmed } from '../../bot/unconfirmed.ts'

const updates = (...ids: number[]) => ids.map(update_id => ({ update_id }))
const idsOf = (left: { update: { update_id: number } }[]) => left.map(({ update }) => update.update_id)

test('the offset moves up to the first update that is not finished', () => {
  const unconfirmed = new Unconfirmed()
  unconfirmed.note(updates(5, 6, 7))
  for (const id of [5, 7]) unconfirmed.finish(id)
  expect(unconfirmed.advance()).toBe(false)
  expect(unconfirmed.offset).toBe(6)

  expect(unconfirmed.note(updates(6, 7, 8))).toEqual([
    { update: { update_id: 6 }, isNew: false },
    { update: { update_id: 8 }, isNew: true },
  ])
  for (const id of [6, 8]) unconfirmed.finish(id)
  expect(unconfirmed.advance()).toBe(true)
  expect(unconfirmed.offset).toBe(9)
})

test('ids that start anew lower are followed', () => {
  const unconfirmed = new Unconfirmed()
  for (const id of [900, 3]) {
    unconfirmed.note(updates(id))
    unconfirmed.finish(id)
    unconfirmed.advance()
  }
  expect(unconfirmed.offset).toBe(4) // case 48
})

test('whatever is finished in whatever order, nothing unfinished is confirmed and nothing finished comes back', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(9), { maxLength: 10 }), { maxLength: 40 }), rounds => {
      const unconfirmed = new Unconfirmed()
      const finished = new Set<number>()
      for (const round of rounds) {
        // Telegram gives ten at a time, from the offset on.
        const batch = Array.from({ length: 10 }, (_, index) => unconfirmed.offset + index)
        const left = idsOf(unconfirmed.note(updates(...batch)))
        expect(left).toEqual(batch.filter(id => !finished.has(id)))
        for (const index of round) {
          finished.add(unconfirmed.offset + index)
          unconfirmed.finish(unconfirmed.offset + index)
        }
        unconfirmed.advance()
        for (let id = 0; id < unconfirmed.offset; id++) expect(finished.has(id)).toBe(true)
        expect(finished.has(unconfirmed.offset)).toBe(false)
      }
    }),
  )
})
