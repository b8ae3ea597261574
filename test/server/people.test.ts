import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { days, plan, SHOP } from '../support/books.ts'
import { newRequest } from '../support/sale.ts'
import { AS_SERVICE, BUYER, buy, KEY, openStage, type Stage } from './stage.ts'

const PLANS = [
  ...SHOP,
  plan({ code: 'films', entitlements: ['films'], stars: { amount: 100, recurring: false } }),
  plan({ code: 'odd code', entitlements: ['odd'] }),
]

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: PLANS })
})
afterAll(() => stage.close())

const ask = (path: string, headers: Record<string, string> = AS_SERVICE) =>
  stage.app.inject({ url: `/api/v1/people/${path}`, headers })

async function denied(feature: string): Promise<number> {
  const metric = await stage.dependencies.registry.getSingleMetric('entitlement_denied_total')?.get()
  return metric?.values.find(({ labels: { feature: label } }) => label === feature)?.value ?? 0
}

describe('GET /api/v1/people/{telegram_id}/entitlements', () => {
  it('says that a person never seen has nothing', async () => {
    const response = await ask('777/entitlements')

    expect(response.statusCode).toBe(200)
    expect(response.json()).toEqual([])
  })

  it('lists what a buyer may use, until when, and what it is made of', async () => {
    await buy(stage, 'month')
    const [held] = await stage.billing.accessOf(BUYER)
    const response = await ask(`${BUYER}/entitlements`)

    const starts_at = held?.startsAt.toISOString()
    const ends_at = held?.endsAt?.toISOString()
    expect(ends_at).toMatch(/^2026-12-21T12:/)
    expect(response.json()).toEqual([
      {
        key: 'pro',
        plan: 'month',
        active: true,
        starts_at,
        ends_at,
        source: 'stars',
        in_grace: false,
        grants: [{ plan: 'month', source: 'stars', starts_at, ends_at }],
      },
    ])
  })

  it('writes for ever as null', async () => {
    await buy(stage, 'lifetime', 31)
    const response = await ask('31/entitlements')

    expect(response.json()).toMatchObject([{ active: true, ends_at: null, grants: [{ ends_at: null }] }])
  })

  it.each(['0', '-5', '1.5', '1e3', 'me', '9007199254740993', '10000000000000000', '%20'])(
    'refuses %s as a Telegram id and names the field',
    async id => {
      const response = await ask(`${id}/entitlements`)

      expect(response.statusCode).toBe(422)
      expect(response.headers['content-type']).toMatch(/^application\/problem\+json/)
      expect(response.json()).toMatchObject({ status: 422, errors: [{ field: 'telegram_id' }] })
    },
  )

  it('knows ids of all the 52 bits that Telegram may use exactly', async () => {
    const id = 2 ** 52 - 1
    await buy(stage, 'films', id)

    expect((await ask(`${id}/entitlements`)).json()).toMatchObject([{ key: 'films', active: true }])
    expect((await ask(`${id - 1}/entitlements`)).json()).toEqual([])
  })
})

describe('the API key', () => {
  it.each<[string, Record<string, string>]>([
    ['no key', {}],
    ['another key', { authorization: 'Bearer nobody' }],
    ['an empty key', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: `Basic ${KEY}` }],
    ['the key with something behind it', { authorization: `Bearer ${KEY} x` }],
    ['the hash in place of the key', { authorization: `Bearer ${'0'.repeat(64)}` }],
  ])('keeps out whoever brings %s, before anything else is looked at', async (_, headers) => {
    for (const path of [`${BUYER}/entitlements`, `${BUYER}/entitlements/pro`, 'nonsense/entitlements']) {
      const response = await ask(path, headers)
      expect(response.statusCode).toBe(401)
      expect(response.headers['www-authenticate']).toBe('Bearer realm="starpass"')
      expect(response.json()).toMatchObject({ status: 401, title: 'Unauthorized' })
    }
  })

  it('is taken in any case of the scheme, and its owner is named in the log', async () => {
    expect((await ask('777/entitlements', { authorization: `bearer ${KEY}` })).statusCode).toBe(200)
    expect(stage.lines().at(-1)).toMatchObject({ msg: 'request', caller: 'media-server', person_id: 777 })
  })
})

describe('the gate', () => {
  it('opens with the entitlement for who holds the key', async () => {
    await buy(stage, 'year', 41)
    const response = await ask('41/entitlements/pro')

    expect(response.statusCode).toBe(200)
    expect(response.json()).toMatchObject({ key: 'pro', plan: 'year', active: true })
  })

  it('stays shut for who never had it, says so, leads to a plan that opens it, and counts', async () => {
    const before = await denied('films')
    const response = await ask('777/entitlements/films')

    expect(response.statusCode).toBe(403)
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(response.json()).toEqual({
      type: 'urn:starpass:problem:not-entitled',
      title: 'Forbidden',
      status: 403,
      detail: 'This person never had access to it.',
      instance: '/api/v1/people/777/entitlements/films',
      request_id: response.headers['x-request-id'],
      reason: 'none',
      upgrade_url: 'https://t.me/starpass_bot?start=plan_films',
    })
    expect(await denied('films')).toBe(before + 1)
  })

  it('closes when the time is over, and says that it ended', async () => {
    await buy(stage, 'films', 51)
    expect((await ask('51/entitlements/films')).statusCode).toBe(200)
    stage.clock.advance(days(32))
    const response = await ask('51/entitlements/films')

    expect(response.statusCode).toBe(403)
    expect(response.json()).toMatchObject({
      reason: 'ended',
      upgrade_url: 'https://t.me/starpass_bot?start=plan_films',
    })
    expect((await ask('51/entitlements')).json()).toMatchObject([{ key: 'films', active: false }])
  })

  it('closes when the payment is given back', async () => {
    const chargeId = await buy(stage, 'films', 61)
    stage.clock.advance(1000)
    const asked = await stage.billing.requestRefund({
      chargeId,
      reason: 'test',
      requestedBy: 900,
      request: newRequest(),
    })
    if (asked.kind !== 'requested') throw new Error(asked.kind)
    await stage.billing.settleRefund(asked.refundId, { kind: 'succeeded' })

    expect((await ask('61/entitlements/films')).json()).toMatchObject({ status: 403, reason: 'ended' })
  })

  it('leads to the list for a key no plan gives, and counts all such keys as one', async () => {
    const before = await denied('unknown')
    const keys = ['mispelt', 'a/b', 'x'.repeat(100)]
    for (const key of keys) {
      const response = await ask(`777/entitlements/${encodeURIComponent(key)}`)
      expect(response.json()).toMatchObject({
        reason: 'not_sold',
        upgrade_url: 'https://t.me/starpass_bot?start=plans',
      })
    }

    expect(await denied('unknown')).toBe(before + keys.length)
    expect(await denied('mispelt')).toBe(0)
  })

  it('leads to the list where Telegram would not take the code of the plan', async () => {
    expect((await ask('777/entitlements/odd')).json()).toMatchObject({
      reason: 'none',
      upgrade_url: 'https://t.me/starpass_bot?start=plans',
    })
  })
})

describe('the gate while Telegram is in trouble', () => {
  it.each<[string, () => Promise<string | null>]>([
    ['has not told the name of the bot', async () => null],
    ['cannot be reached', () => Promise.reject(new Error('no network'))],
    ['does not answer', () => new Promise(() => {})],
  ])('still answers when Telegram %s', async (_, upgradeUrl) => {
    const other = await openStage({ plans: PLANS, upgradeUrl })
    const response = await other.app.inject({ url: '/api/v1/people/1/entitlements/pro', headers: AS_SERVICE })
    await other.close()

    expect(response.statusCode).toBe(403)
    expect(response.json()).toMatchObject({ reason: 'none', upgrade_url: null })
  })
})
