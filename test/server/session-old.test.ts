import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enter, exchange, opening } from './arrival.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

describe('whoever opens the app', () => {
  test('without a last name is the same as in the chat: nothing is written, and none is told', async () => {
    const id = 5_000_000_079
    await stage.billing.meet({ id, firstName: 'Ada', username: 'ada', languageCode: 'en' })
    const stored = async () =>
      (await stage.database.pool.query('select *, xmin from people where id = $1', [id])).rows
    const before = await stored()
    const headers = await enter(stage, opening(stage, { user: { id, last_name: '' } }))
    expect(await stored()).toEqual(before)
    const me = (await stage.app.inject({ url: '/api/v1/me', headers })).json()
    expect(me).toMatchObject({ first_name: 'Ada', last_name: null })
  })

  // case 95: initData is kept by the app, and a reload exchanges it again
  test('again with initData from before they changed their name does not take it back', async () => {
    const [ann, bob] = [5_000_000_080, 5_000_000_081]
    const initData = opening(stage, { secondsAgo: 60, user: { id: ann, username: 'taken' } })
    await enter(stage, initData)
    await stage.billing.meet({ id: ann, firstName: 'Ada', username: 'given_up' })
    await stage.billing.meet({ id: bob, firstName: 'Bob', username: 'taken' })
    const late = opening(stage, { secondsAgo: 60, user: { id: ann, username: 'taken' } })
    for (const again of [initData, late]) await enter(stage, again)
    expect((await stage.billing.findPeople('@taken')).map(({ id }) => id)).toEqual([bob])
    expect((await stage.billing.story(ann))?.person).toMatchObject({ username: 'given_up' })
  })

  // case 97
  test('after signing out everywhere is not let in with what Telegram signed before, and nobody used yet', async () => {
    const user = { id: 6_150_000_000 }
    const captured = opening(stage, { user, secondsAgo: 10 })
    const headers = await enter(stage, opening(stage, { user }))
    await stage.app.inject({ method: 'POST', url: '/api/v1/miniapp/logout-everywhere', headers })
    const answer = await exchange(stage.app, captured)
    expect([answer.statusCode, answer.json().type]).toEqual([401, 'urn:starpass:problem:init-data-replayed'])
  })
})
