import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { NotLeading } from '../../bot/intake.ts'
import { openBooks, type TestBooks } from '../support/books.ts'
import { intakes, LEADING, type Standings } from './intakes.ts'
import type { Answer } from './scripted.ts'

let books: TestBooks
beforeAll(async () => {
  books = await openBooks()
})
afterAll(() => books.close())

const { openIntake, atScripted } = intakes(() => books)

const CONFLICT = { error_code: 409, description: 'Conflict: terminated by other getUpdates request' }

// case 45
test('somebody else who polls for a moment, as when processes change places, is waited out', async () => {
  const { supply, calls } = await atScripted([CONFLICT, CONFLICT, { result: [{ update_id: 1 }] }])
  expect(await supply()).toEqual([1])
  expect(calls).toHaveLength(3)
})

test('somebody else who polls on and on ends polling, also when updates come through between', async () => {
  const { supply } = await atScripted(
    Array.from({ length: 40 }, (_, at): Answer => (at % 2 ? { result: [{ update_id: at }] } : CONFLICT)),
  )
  const supplied = async () => {
    for (let time = 0; time < 20; time++) await supply()
  }
  await expect(supplied()).rejects.toMatchObject({ error_code: 409 })
})

test.each(['lost', 'unknown'] as const)(
  'one who polls beside us while our lead is %s has it; we step back',
  async standing => {
    const stillLeads = vi.fn(async () => standing)
    const { supply, calls } = await atScripted([CONFLICT], { ...LEADING, stillLeads })
    await expect(supply()).rejects.toThrow(NotLeading)
    expect(calls).toHaveLength(1)
  },
)

test('who has slept through a change of leader hands on nothing more, and confirms nothing more', async () => {
  let awake = true
  const stillLeads: Standings['stillLeads'] = async () => (awake ? 'held' : 'lost')
  const telegram = await atScripted([{ result: [{ update_id: 1 }] }, { result: [{ update_id: 2 }] }], {
    leads: () => awake,
    stillLeads,
  })
  expect(await telegram.supply()).toEqual([1])
  awake = false
  await telegram.close(1_000)
  expect(telegram.calls).toHaveLength(1)
  await expect(telegram.supply()).rejects.toThrow(NotLeading)
})

test('while the database is away nobody can have taken over, and updates go on', async () => {
  const lead: Standings = { leads: () => false, stillLeads: async () => 'unknown' }
  const { supply } = await atScripted([{ result: [{ update_id: 1 }] }], lead)
  expect(await supply()).toEqual([1])
})

test('who leads again asks from the beginning, and hands on nothing twice', async () => {
  const { supply, rewind, writes, offsets } = await openIntake()
  const first = await writes()
  expect(await supply()).toEqual([first])
  rewind()
  const second = await writes()
  expect(await supply()).toEqual([second])
  expect(await offsets()).toEqual([0, 0])
})
