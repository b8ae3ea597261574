import { expect, it } from 'vitest'
import { Agenda } from './agenda.ts'
import { stormsFrom } from './command-line.ts'
import { deedsOf } from './deeds.ts'
import { replay } from './report.ts'
import { moments, stream } from './storm.ts'

const CROWD = { regulars: 50, visitors: 10 }
const some = (seed: number) => deedsOf(stream(seed, 'deeds'), CROWD).take(2_000).toArray()

it('plans the same storm from the same seed, and another from another', () => {
  expect(some(7)).toEqual(some(7))
  expect(some(7)).not.toEqual(some(8))
  expect(moments(stream(7, 'kills'), 6, 500)).toEqual(moments(stream(7, 'kills'), 6, 500))
  expect(moments(stream(7, 'kills'), 6, 500)).not.toEqual(moments(stream(7, 'crashes'), 6, 500))
})

it('has people do everything that can go wrong with a payment', () => {
  const deeds = some(1)
  const kinds = deeds.flatMap(({ payer, buyer, way, lie, refund, planCode }) => [
    ...[way, planCode, `lie ${lie}`, `refund ${refund?.by}`, payer === buyer ? 'own' : 'forwarded'],
  ])
  expect([...new Set(kinds)].toSorted()).toEqual([
    ...[
      'chat',
      'forwarded',
      'lie amount',
      'lie null',
      'lie payload',
      'lifetime',
      'link',
      'link_asked',
      'month',
    ],
    ...['own', 'refund admin', 'refund telegram', 'refund undefined', 'week', 'year'],
  ])
  expect(Math.max(...deeds.map(({ payer }) => payer))).toBe(CROWD.regulars + CROWD.visitors - 1)
})

it('does what is due once so many charges are made, and what is left at the end', async () => {
  const agenda = new Agenda()
  const done: string[] = []
  const note = (what: string) => async () => void done.push(what)
  agenda.at(30, note('late'))
  agenda.at(10, note('first'))
  agenda.at(20, note('second'))
  agenda.reached(9)
  expect(done).toEqual([])
  agenda.reached(20)
  expect(done).toEqual(['first', 'second'])
  await agenda.finish()
  expect(done).toEqual(['first', 'second', 'late'])
})

it('does not hide that something planned could not be done', async () => {
  const agenda = new Agenda()
  agenda.at(1, () => Promise.reject(new Error('Postgres did not come back')))
  agenda.reached(1)
  await expect(agenda.finish()).rejects.toThrow('Postgres did not come back')
})

it('shares the numbers of the command line between the modes, and says what is wrong with them', () => {
  const long = stormsFrom(['--payments', '20001', '--kills', '200', '--postgres', '10'], 7)
  expect(long).toEqual([
    { mode: 'polling', payments: 10_000, kills: 100, crashes: 5, processes: 3, seed: 7 },
    { mode: 'webhook', payments: 10_001, kills: 100, crashes: 5, processes: 3, seed: 7 },
  ])
  // What a run prints to have it again is that run.
  for (const storm of long) {
    const args = replay(storm).split(' ').slice(4)
    expect(stormsFrom(args, 8)).toEqual([storm])
  }
  expect(() => stormsFrom(['--mode', 'smoke'], 7)).toThrow('--mode takes polling, webhook or both.')
  expect(() => stormsFrom(['--kills', 'some'], 7)).toThrow('--kills takes a whole number')
  expect(() => stormsFrom(['--lives', '9'], 7)).toThrow('--lives')
})
