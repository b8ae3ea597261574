import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { days } from '../support/books.ts'
import { enter, exchange, opening } from './arrival.ts'
import { BUYER, openStage, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

describe('the log', () => {
  // case 106
  test('names the person who was let in, and holds neither initData nor token', async () => {
    const initData = opening(stage)
    const from = stage.raw().length
    const { authorization } = await enter(stage, initData)
    await exchange(stage.app, initData.replace('Ada', 'Eve'))
    const said = stage.raw().slice(from)
    expect(said).toContain(`"person_id":${BUYER}`)
    for (const secret of [initData, /hash=(\w+)/.exec(initData)?.[1], authorization.slice(7), 'Ada', 'Eve'])
      expect(said).not.toContain(secret)
  })

  test('believes nothing of what is forged', async () => {
    const from = stage.raw().length
    const forged = opening(stage, { token: '4300:other', user: { id: 987_654_321 }, secondsAgo: -5000 })
    await exchange(stage.app, forged)
    expect(stage.raw().slice(from)).not.toContain('987654321')
    expect(stage.raw().slice(from)).not.toContain('"level":"error"')
  })

  // case 57
  test('says once a minute that our clock is behind, and what to do', async () => {
    const alarms = () => stage.lines().filter(({ msg }) => msg.includes('clock of this machine is behind'))
    stage.clock.advance(days(1))
    const before = alarms().length
    const early = () => exchange(stage.app, opening(stage, { secondsAgo: -3600 }))
    for (let n = 0; n < 3; n++) expect((await early()).statusCode).toBe(401)
    expect(alarms().slice(before)).toMatchObject([
      { level: 'error', behind_seconds: expect.toSatisfy(s => s === 3600 || s === 3599), person_id: BUYER },
    ])
    expect(alarms()[0]?.msg).toContain('NTP')
    stage.clock.advance(61_000)
    await early()
    expect(alarms()).toHaveLength(before + 2)
  })
})
