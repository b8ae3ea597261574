import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plan } from '../support/books.ts'
import { BUYER, buy, loseDatabase, openStage, type Stage, signIn } from './stage.ts'

const PLANS = [
  plan({ code: 'month', title: { en: 'Month', ru: 'Месяц' } }),
  plan({ code: 'course', title: 'Course', entitlements: ['course'], term: 'lifetime' }),
]

let stage: Stage
const told: number[] = []
beforeAll(async () => {
  const onLanguage = (id: number) => void told.push(id)
  stage = await openStage({ plans: PLANS, miniApp: { onLanguage } })
})
afterAll(() => stage.close())

type Headers = Record<string, string>
const get = (url: string, headers: Headers) => stage.app.inject({ url, headers })
const patch = (payload: object, headers: Headers) =>
  stage.app.inject({ method: 'PATCH', url: '/api/v1/me', headers, payload })

describe('GET /api/v1/me', () => {
  it('says who is signed in, and in which language', async () => {
    const profile = { id: BUYER, firstName: 'Ada', lastName: 'L', username: 'ada', languageCode: 'de' }
    const response = await get('/api/v1/me', await signIn(stage, profile))
    expect(response.statusCode).toBe(200)
    expect(response.json()).toEqual({
      telegram_id: BUYER,
      first_name: 'Ada',
      last_name: 'L',
      username: 'ada',
      language: null,
      telegram_language: 'de',
      time_zone: null,
    })
  })

  // case 55, case 106
  it('knows an id of 52 bits, and the log names it', async () => {
    const id = 2 ** 52 - 1
    const headers = await signIn(stage, { id, firstName: '' })
    expect((await get('/api/v1/me', headers)).json()).toMatchObject({ telegram_id: id, first_name: '' })
    expect(stage.lines().at(-1)).toMatchObject({ person_id: id, route: '/api/v1/me', status: 200 })
    expect(stage.raw()).not.toContain(headers.authorization.slice('Bearer '.length))
  })
})

describe('PATCH /api/v1/me', () => {
  it('keeps the language they choose, tells the chat, and forgets it again', async () => {
    const headers = await signIn(stage)
    told.length = 0
    for (const language of ['ru', null]) {
      const response = await patch({ language }, headers)
      expect(response.statusCode).toBe(200)
      expect(response.json()).toMatchObject({ telegram_id: BUYER, language })
      expect((await get('/api/v1/me', headers)).json()).toMatchObject({ language })
      expect((await stage.billing.story(BUYER))?.person.language).toBe(language)
    }
    expect(told).toEqual([BUYER, BUYER])
  })

  it('that changes nothing tells nobody, however often', async () => {
    const headers = await signIn(stage, { id: BUYER + 10 })
    await patch({ language: 'ar' }, headers)
    told.length = 0
    const again = await Promise.all(Array.from({ length: 50 }, () => patch({ language: 'ar' }, headers)))
    expect(again.map(({ statusCode }) => statusCode)).toEqual(Array(50).fill(200))
    expect(again.at(-1)?.json()).toMatchObject({ language: 'ar' })
    expect(told).toEqual([])
  })

  it('is taken ten times a minute from one person, wherever they are signed in, and from others still', async () => {
    const [here, there] = [await signIn(stage, { id: BUYER + 11 }), await signIn(stage, { id: BUYER + 11 })]
    told.length = 0
    for (let n = 0; n < 10; n++) {
      const answer = await patch({ language: n % 2 ? 'ru' : 'ar' }, n % 3 ? here : there)
      expect(answer.statusCode).toBe(200)
    }
    expect((await patch({ language: 'tlh' }, here)).statusCode).toBe(422)
    const refused = await patch({ language: 'ar' }, here)
    expect(refused.statusCode).toBe(429)
    const seconds = Number(refused.headers['retry-after'])
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    expect(refused.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(refused.json()).toMatchObject({
      type: 'urn:starpass:problem:too-many',
      detail: `Too many changes within a minute. Try again in ${seconds} s.`,
    })
    expect((await get('/api/v1/me', there)).json()).toMatchObject({ language: 'ru' })
    expect(told).toHaveLength(10)

    expect((await patch({ language: 'ru' }, here)).statusCode).toBe(200)
    const other = await signIn(stage, { id: BUYER + 12 })
    expect((await patch({ language: 'ru' }, other)).statusCode).toBe(200)
  })

  it('keeps where their clock is beside the language, tells nobody of it, and knows a place from what is none', async () => {
    const headers = await signIn(stage, { id: BUYER + 13 })
    told.length = 0
    const zones = ['Asia/Tokyo', 'Mars/Olympus', '+05:30', "'; drop table people"]
    for (const time_zone of zones) {
      const response = await patch({ time_zone }, headers)
      expect([response.statusCode, response.json().time_zone]).toEqual([200, 'Asia/Tokyo'])
    }
    expect((await patch({}, headers)).json()).toMatchObject({ time_zone: 'Asia/Tokyo', language: null })
    expect(told).toEqual([])
    await patch({ language: 'ru', time_zone: 'Europe/Moscow' }, headers)
    const kept = { language: 'ru', time_zone: 'Europe/Moscow' }
    expect((await get('/api/v1/me', headers)).json()).toMatchObject(kept)
    expect(told).toEqual([BUYER + 13])
  })

  // case 100
  it.each([
    [{ language: 'tlh' }, 'language', 'must be null or one of en, ru, ar'],
    [{ language: 'EN' }, 'language', 'must be null or one of en, ru, ar'],
    [{ language: 7 }, 'language', /./],
    [{ time_zone: '' }, 'time_zone', /./],
    [{ time_zone: 'x'.repeat(65) }, 'time_zone', /./],
  ])('refuses %j, naming the field, and changes nothing', async (body, field, message) => {
    const headers = await signIn(stage)
    told.length = 0
    const response = await patch(body, headers)
    expect(response.statusCode).toBe(422)
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(response.json()).toMatchObject({ type: 'urn:starpass:problem:invalid', status: 422 })
    expect(response.json().errors[0]).toEqual({
      field,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    })
    expect((await get('/api/v1/me', headers)).json()).toMatchObject({ language: null })
    expect(told).toEqual([])
  })
})

describe('GET /api/v1/me/entitlements', () => {
  it('are none for whoever bought nothing', async () => {
    const headers = await signIn(stage, { id: BUYER + 1 })
    expect((await get('/api/v1/me/entitlements', headers)).json()).toEqual([])
  })

  it('are theirs alone, under the names of their plans, also of one that is sold no longer', async () => {
    const id = BUYER + 2
    await buy(stage, 'month', id)
    await buy(stage, 'course', id)
    await stage.reopen(PLANS.slice(0, 1))
    const headers = { ...(await signIn(stage, { id })), 'accept-language': 'ru' }
    const response = await get('/api/v1/me/entitlements', headers)
    await stage.reopen(PLANS)

    expect(response.headers).toMatchObject({ 'content-language': 'ru', vary: 'accept-language' })
    expect(response.json()).toMatchObject([
      {
        key: 'course',
        plan: 'course',
        plan_title: 'Course',
        active: true,
        ends_at: null,
        grants: [{ plan: 'course', plan_title: 'Course', source: 'stars', ends_at: null }],
      },
      { key: 'pro', plan: 'month', plan_title: 'Месяц', active: true, in_grace: false, grants: [{}] },
    ])
  })
})

describe('while the database is away', () => {
  it('whoever is signed in is asked to try again', async () => {
    const lost = await openStage()
    const headers = await signIn(lost)
    await loseDatabase(lost)
    for (const url of ['/api/v1/me', '/api/v1/me/entitlements']) {
      const response = await lost.app.inject({ url, headers })
      expect(response.statusCode).toBe(503)
      expect(response.headers['retry-after']).toBe('2')
      expect(response.json()).toMatchObject({ type: 'urn:starpass:problem:unavailable' })
    }
    await lost.close()
  })
})
