import pg from 'pg'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { aDevice } from '../support/device.ts'
import { BUYER, buy, loseDatabase, openStage, type Stage } from './stage.ts'

let stage: Stage
let phone: string
let tablet: string
beforeAll(async () => {
  stage = await openStage({ miniApp: null })
  await buy(stage, 'month')
  phone = (await aDevice(stage, BUYER, 'phone')).secret
  tablet = (await aDevice(stage, BUYER, 'tablet')).secret
})
afterAll(() => stage.close())

const knock = (secret: string) =>
  stage.app.inject({ url: '/api/v1/device/entitlements', headers: { authorization: `Bearer ${secret}` } })

/** One by one: of those that are counted in the same instant, the limiter refuses all when it refuses the last. */
async function statuses(count: number, secret: string): Promise<number[]> {
  const all: number[] = []
  for (let n = 0; n < count; n++) all.push((await knock(secret)).statusCode)
  return all
}

/** How often the books were asked whose a device is, from now on. */
function countQueries(): () => number {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  onTestFinished(() => query.mockRestore())
  return () => query.mock.calls.filter(call => JSON.stringify(call[0]).includes('device-holder')).length
}

it('a device asks also where there is no Mini App, and is told how often it may', async () => {
  const answer = await knock(phone)
  expect(answer.json()).toMatchObject([{ key: 'pro', active: true }])
  expect(answer.headers['ratelimit-policy']).toBe('"device";q=60;w=60')
  expect(answer.headers['ratelimit']).toMatch(/^"device";r=59;t=\d+$/)
})

// case 89
it('a device asks sixty times a minute, another of theirs as often, and the books are asked no more than is answered', async () => {
  const asked = countQueries()
  expect(await statuses(62, phone)).toEqual([...Array(59).fill(200), 429, 429, 429])
  expect(asked()).toBe(59)
  const refused = await knock(phone)
  expect(refused.json()).toMatchObject({ type: 'urn:starpass:problem:too-many', status: 429 })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect(await statuses(1, tablet)).toEqual([200])
})

it('of an address three hundred fail a minute, and what is right is let in all the same', async () => {
  const asked = countQueries()
  expect(await statuses(301, 'nonsense')).toEqual([...Array(300).fill(401), 429])
  expect(asked()).toBe(0)
  const wrong = `spd_${'0'.repeat(32)}_${'A'.repeat(43)}`
  expect(await statuses(1, wrong)).toEqual([429])
  expect(await statuses(1, tablet)).toEqual([200])

  // However many they come from: of one device no more are looked up than it may ask.
  const elsewhere = { url: '/api/v1/device/entitlements', headers: { authorization: `Bearer ${wrong}` } }
  for (let n = 0; n < 100; n++) await stage.app.inject({ ...elsewhere, remoteAddress: `203.0.113.${n}` })
  expect(asked()).toBe(61)
})

it('while the books are away, a device is asked to come again', async () => {
  const other = { remoteAddress: '203.0.113.7', url: '/api/v1/device/entitlements' }
  await loseDatabase(stage)
  const response = await stage.app.inject({ ...other, headers: { authorization: `Bearer ${tablet}` } })
  expect(response.headers['retry-after']).toBe('2')
  expect(response.json()).toMatchObject({ status: 503, type: 'urn:starpass:problem:unavailable' })
})
