import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { plan } from '../support/books.ts'
import { rows } from '../support/sale.ts'
import { AS_SERVICE, BUYER, buy, openStage, type Stage, signIn } from './stage.ts'

const SHOP = [
  plan({ code: 'month', maxDevices: 2 }),
  plan({ code: 'family', maxDevices: 5 }),
  plan({ code: 'team', maxDevices: 9 }),
]

let stage: Stage
let bot: string | null = 'https://t.me/starpass_bot'
beforeAll(async () => {
  stage = await openStage({ plans: SHOP, upgradeUrl: async code => bot && `${bot}?start=plan_${code}` })
})
afterAll(() => stage.close())

type Headers = { authorization: string }
let person = BUYER
let ann: Headers
/** Every answer to Ann and her devices. */
const answers: string[] = []
beforeEach(async () => {
  person++
  ann = await signIn(stage, { id: person })
})

async function ask(method: 'GET' | 'POST' | 'PATCH', path: string, headers: Headers, payload?: object) {
  const url = `/api/v1/${path}`
  const response = await stage.app.inject({ method, url, headers, ...(payload && { payload }) })
  answers.push(response.body)
  return response
}
const register = (device_name: unknown) => ask('POST', 'devices/register', ann, { device_name })
const rename = (id: string, device_name: unknown, headers = ann) =>
  ask('PATCH', `devices/${id}`, headers, { device_name })
const revoke = (id: string, headers = ann) => ask('POST', `devices/${id}/revoke`, headers)
const list = async (headers = ann) => (await ask('GET', 'devices', headers)).json()
const asDevice = (secret: string, more = {}) =>
  ask('GET', 'device/entitlements', { authorization: `Bearer ${secret}`, ...more })

/** How often this was counted so far; of refusals, those of devices. */
async function counted(name: string): Promise<number> {
  const { registry } = stage.dependencies
  const { values = [] } = (await registry.getSingleMetric(name)?.get()) ?? {}
  const its = values.find(({ labels: { feature = 'devices' } }) => feature === 'devices')
  return its?.value ?? 0
}

describe('what was wrong before', () => {
  // case 102
  it('a secret that could not sign anything: the one told at registration authenticates at once', async () => {
    await buy(stage, 'month', person)
    const registered = await register('  Pixel 9 ')
    expect(registered.statusCode).toBe(201)
    const { id, secret, ...rest } = registered.json()
    expect(rest).toEqual({
      ...{ device_name: 'Pixel 9', last_seen_at: null },
      registered_at: expect.stringMatching(/^2026-11-21T12:\d\d:\d\d\.\d{3}Z$/),
    })

    const answer = await asDevice(secret)
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject([{ key: 'pro', plan: 'month', active: true }])
    expect(answer.json()).toEqual((await ask('GET', `people/${person}/entitlements`, AS_SERVICE)).json())
    expect(answer.headers).toMatchObject({
      'cache-control': 'private, no-cache',
      vary: 'Accept, Authorization',
    })
    const again = await asDevice(secret, { 'if-none-match': String(answer.headers.etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])

    expect((await list()).items).toEqual([{ id, ...rest, last_seen_at: expect.any(String) }])
  })

  // cases 102, 106
  it('its hash in every list: neither it nor the secret is in any answer, log or row but where it belongs', async () => {
    const { id, secret } = (await register('phone')).json()
    answers.length = 0
    await asDevice(secret)
    await list()
    await rename(id, 'Phone')
    await register('phone')
    await register('another')
    await ask('GET', `device/${secret}`, { authorization: secret })
    await ask('GET', `devices?secret=${secret}`, { authorization: `Bearer ${secret}` })
    await revoke(id)
    await asDevice(secret)
    const [row] = await rows<{ hash: string; row: string }>(
      stage,
      `select encode(secret_hash, 'hex') as hash, d::text as row from devices d where id = $1`,
      [id],
    )
    expect(row?.hash).toHaveLength(64)
    expect(row?.row).not.toContain(secret.slice(-43))
    const told = [...answers, stage.raw(), JSON.stringify(await stage.billing.story(person))].join('\n')
    for (const form of ['hex', 'base64', 'base64url'] as const)
      expect(told).not.toContain(Buffer.from(row?.hash ?? '', 'hex').toString(form))
    // What the caller wrote into the address is told back to them, and to nobody else.
    const others = told.replaceAll(`/api/v1/device/${secret}`, '')
    expect(others).not.toContain(secret.slice(-43))
    expect(stage.raw()).toContain(`"device_id":"${id}"`)
  })

  // case 101
  it('limits that only the browser knew: one more is refused here, with the limit and the way to more', async () => {
    await buy(stage, 'month', person)
    const denied = await counted('entitlement_denied_total')
    const both = await Promise.all(['one', 'two', 'three'].map(name => register(name)))
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 201, 403])
    const refused = both.find(({ statusCode }) => statusCode === 403)
    expect(refused?.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(refused?.json()).toMatchObject({
      ...{ type: 'urn:starpass:problem:device-limit', status: 403, max_devices: 2 },
      ...{ plans: ['family', 'team'], upgrade_url: 'https://t.me/starpass_bot?start=plan_family' },
      ...{ instance: '/api/v1/devices/register', request_id: refused?.headers['x-request-id'] },
    })
    expect(await counted('entitlement_denied_total')).toBe(denied + 1)
    expect(await list()).toMatchObject({ max_devices: 2, items: [{}, {}] })

    await buy(stage, 'team', person)
    expect((await register('four')).statusCode).toBe(201)
    expect(await list()).toMatchObject({ max_devices: 9, items: [{}, {}, {}] })
  })
})

// case 101
describe('a device', () => {
  it('has a name that no other living one of theirs has: 409, and once more when that is revoked', async () => {
    await buy(stage, 'month', person)
    const { id } = (await register('phone')).json()
    const other = (await register('tablet')).json()
    for (const refused of [await register('Phone '), await rename(other.id, 'PHONE')]) {
      expect(refused.statusCode).toBe(409)
      expect(refused.json()).toMatchObject({ type: 'urn:starpass:problem:device-name-taken' })
    }
    expect((await rename(id, 'PHONE')).json()).toMatchObject({ id, device_name: 'PHONE' })
    expect((await revoke(id)).statusCode).toBe(204)
    expect((await register('phone')).statusCode).toBe(201)
  })

  it('is nobody else’s business: 404, and it goes on as it was', async () => {
    const { id, secret } = (await register('phone')).json()
    const ben = await signIn(stage, { id: BUYER - 1 })
    const none = '01900000-0000-7000-8000-000000000000'
    for (const refused of [
      ...[
        await rename(id, 'mine', ben),
        await revoke(id, ben),
        await rename(none, 'mine'),
        await revoke(none),
      ],
      ...[await revoke("' or true"), await rename('7', 'mine')],
    ]) {
      expect(refused.statusCode).toBe(404)
      expect(refused.json().detail).toBe('You have no such device.')
    }
    expect((await asDevice(secret)).statusCode).toBe(200)
    expect((await list()).items).toMatchObject([{ id, device_name: 'phone' }])
    expect((await list(ben)).items).toEqual([])
  })

  it('is worth nothing once it is revoked, which can be done again, and is counted once', async () => {
    const names = ['miniapp_device_register_total', 'miniapp_device_revoke_total']
    const before = await Promise.all(names.map(counted))
    const { id, secret } = (await register('phone')).json()
    for (let n = 0; n < 3; n++) {
      const revoked = await revoke(id)
      expect([revoked.statusCode, revoked.body]).toEqual([204, ''])
    }
    expect((await asDevice(secret)).statusCode).toBe(401)
    expect((await rename(id, 'other')).statusCode).toBe(404)
    expect(await Promise.all(names.map(counted))).toEqual(before.map(count => count + 1))
  })

  // case 100
  it('is given no name that is none, and the answer says which field', async () => {
    const { id } = (await register('phone')).json()
    for (const name of ['', ' \u200b ', 7, 'x'.repeat(65), 'a\nb', undefined]) {
      for (const refused of [await register(name), await rename(id, name)]) {
        expect(refused.statusCode, String(name)).toBe(422)
        expect(refused.json()).toMatchObject({ type: 'urn:starpass:problem:invalid', status: 422 })
        expect(refused.json().errors).toEqual([{ field: 'device_name', message: expect.any(String) }])
      }
    }
    expect((await list()).items).toMatchObject([{ device_name: 'phone' }])
  })
})

it('while the name of the bot is not known, the limit is told without a link', async () => {
  bot = null
  await register('phone')
  const refused = await register('tablet')
  expect(refused.json()).toMatchObject({
    upgrade_url: null,
    plans: ['month', 'family', 'team'],
    max_devices: 1,
  })
})
