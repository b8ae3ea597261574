import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { answerKey } from '../support/answer-keys.ts'
import { aDevice } from '../support/device.ts'
import { AS_SERVICE, BUYER, buy, openStage, type Stage } from './stage.ts'

const PATH = `/api/v1/people/${BUYER}/entitlements`
const AS_JWT = { ...AS_SERVICE, accept: 'application/jwt' }

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ signing: { issuer: 'https://shop.example', keys: [answerKey('EdDSA', 'one')] } })
  await buy(stage, 'month')
})
afterAll(() => stage.close())

const ask = (headers: Record<string, string>, path = PATH) => stage.app.inject({ url: path, headers })

describe('asking again', () => {
  it.each([PATH, `${PATH}/pro`])('is cheap while nothing has changed: %s', async path => {
    const first = await ask(AS_SERVICE, path)
    expect(first.headers['etag']).toMatch(/^"[\w-]{43}"$/)
    expect(first.headers['cache-control']).toBe('private, no-cache')
    expect(first.headers['vary']).toBe('Accept, Authorization')

    const { etag = '' } = first.headers
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await ask({ ...AS_SERVICE, 'if-none-match': known }, path)
      expect(again.statusCode, known).toBe(304)
      expect(again.body).toBe('')
      expect(again.headers).toMatchObject({ etag, 'cache-control': 'private, no-cache' })
      expect(again.headers['content-type']).toBeUndefined()
    }
    expect((await ask({ ...AS_SERVICE, 'if-none-match': '"other"' }, path)).body).toBe(first.body)
  })

  it('is no less for who wants the headers alone', async () => {
    const { secret } = await aDevice(stage, BUYER)
    const asked: [string, Record<string, string>][] = [
      [PATH, AS_SERVICE],
      [PATH, AS_JWT],
      [`${PATH}/pro`, AS_SERVICE],
      ['/api/v1/device/entitlements', { authorization: `Bearer ${secret}` }],
      ['/.well-known/jwks.json', {}],
      ['/openapi.json', {}],
    ]
    for (const [url, headers] of asked) {
      const { headers: told } = await stage.app.inject({ method: 'HEAD', url, headers })
      const known = { ...headers, 'if-none-match': String(told.etag) }
      const again = await stage.app.inject({ method: 'HEAD', url, headers: known })
      expect([again.statusCode, again.body], url).toEqual([304, ''])
      expect(again.headers.etag).toBe(told.etag)
      // Of the body that is not sent there is none to tell (RFC 9110 8.6).
      expect(again.headers['content-length']).toBeUndefined()
    }
  })

  it('is not for who may not ask, nor for a gate that is shut', async () => {
    const { etag = '' } = (await ask(AS_SERVICE)).headers
    expect((await ask({ 'if-none-match': etag })).statusCode).toBe(401)
    const shut = await ask({ ...AS_SERVICE, 'if-none-match': '*' }, `${PATH}/films`)
    expect(shut.statusCode).toBe(403)
    expect(shut.headers['cache-control']).toBe('no-store')
  })

  it('takes one read of the books, by an index', async () => {
    for (const headers of [AS_SERVICE, AS_JWT]) {
      const query = vi.spyOn(pg.Client.prototype, 'query')
      await ask(headers)
      const calls = query.mock.calls as unknown as [string | { text: string; values: unknown[] }][]
      query.mockRestore()
      // The job queue looks after its own tables meanwhile.
      const [asked, ...more] = calls
        .map(([call]) => call)
        .filter(call => !JSON.stringify(call).includes('pgboss'))
      expect(more).toEqual([])
      if (typeof asked !== 'object') throw new Error('the books were not asked')

      const client = await stage.database.pool.connect()
      await client.query('begin; set local enable_seqscan = off')
      const { rows } = await client.query(`explain ${asked.text}`, asked.values)
      await client.query('rollback')
      client.release()
      expect(JSON.stringify(rows)).toMatch(/Index Cond: \(person_id =/)
    }
  })
})
