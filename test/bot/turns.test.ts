import { expect, test } from 'vitest'
import { createTurns } from '../../bot/turns.ts'

test('of one thing one after the other, of different things together; a failure is shared by those behind it alone', async () => {
  const inTurn = createTurns<string>()
  const seen: string[] = []
  const gate = Promise.withResolvers<void>()
  const does = (what: string) => async () => void seen.push(what)
  const first = inTurn('a', () => gate.promise)
  const second = inTurn('a', does('a2'))
  await inTurn('b', does('b1'))
  expect(seen).toEqual(['b1'])
  gate.reject(new Error('down'))
  await expect(first).rejects.toThrow('down')
  await expect(second).rejects.toThrow('down')
  await inTurn('a', does('a3'))
  expect(seen).toEqual(['b1', 'a3'])
})
