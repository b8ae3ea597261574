import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Registry } from 'prom-client'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, expectTypeOf, it } from 'vitest'
import { readConfig } from '../../config.ts'
import type { Paths } from '../../docs/examples/client/paths.ts'
import { createFilms } from '../../docs/examples/gate-fastify.ts'
import { createReceiver } from '../../docs/examples/receive-webhook.ts'
import { check, connect, namesOfPlans } from '../../docs/examples/typed-client.ts'
import { readAnswer } from '../../docs/examples/verify-answer.ts'
import { createSender } from '../../server/outgoing/sender.ts'
import { AS_SERVICE, BUYER, buy, KEY, openStage, type Stage } from '../server/stage.ts'
import { answerKey } from '../support/answer-keys.ts'
import { plan } from '../support/books.ts'
import { hasPython, runDevice } from './device.ts'

const ISSUER = 'https://shop.example'
const PLANS = [plan({ code: 'films', entitlements: ['films'], title: 'Films' })]
const run = promisify(execFile)

let stage: Stage
let shop: { address: string; apiKey: string }
beforeAll(async () => {
  stage = await openStage({
    plans: PLANS,
    signing: { issuer: ISSUER, keys: [answerKey('EdDSA', 'one')] },
  })
  // Who verifies goes by the machine's clock.
  stage.clock.advance(Date.now() - +stage.clock.now())
  shop = { address: await stage.app.listen({ host: '127.0.0.1', port: 0 }), apiKey: KEY }
  await buy(stage, 'films')
})
afterAll(() => stage.close())

it('the Fastify gate lets in who paid, leads others to the bot, and stays shut while the shop is away', async () => {
  const person = (request: { headers: object }) => Number(new Map(Object.entries(request.headers)).get('as'))
  const films = createFilms(shop, person, {})
  const ask = (as: number) => films.inject({ url: '/films/nosferatu', headers: { as: String(as) } })
  expect((await ask(BUYER)).json()).toEqual({ title: 'Nosferatu', year: 1922 })
  const shut = await ask(777)
  expect([shut.statusCode, shut.json()]).toEqual([
    403,
    {
      error: 'This person never had access to it.',
      upgrade_url: 'https://t.me/starpass_bot?start=plan_films',
    },
  ])
  const away = createFilms({ ...shop, address: 'http://127.0.0.1:1' }, person, {})
  const lost = await away.inject({ url: '/films/nosferatu', headers: { as: String(BUYER) } })
  expect(lost.statusCode).toBe(503)
  await films.close()
  await away.close()
})

it('the Python script runs on a device while its person has access, and not once it is revoked', async () => {
  const registered = await stage.billing.devices.register({ personId: BUYER, name: 'Projector' })
  if (registered.kind !== 'registered') throw new Error(registered.kind)
  if (!(await hasPython())) return
  const env = { STARPASS_URL: shop.address, STARPASS_DEVICE_SECRET: registered.secret }
  const asked = async (key: string, more = {}) => await runDevice({ ...env, ...more }, key)
  expect(await asked('films')).toEqual([0, expect.stringMatching(/^films is open, until 20\d\d-.*Z\.\n$/)])
  expect(await asked('music')).toEqual([1, 'music is not open.\n'])
  expect(await asked('films', { STARPASS_URL: 'http://127.0.0.1:1' })).toEqual([
    3,
    expect.stringContaining('The shop does not answer'),
  ])
  await stage.billing.devices.revoke({ personId: BUYER, deviceId: registered.device.id })
  expect(await asked('films')).toEqual([2, expect.stringContaining('Send the secret of a registered device')])
})

it('the verifier reads a signed answer with the keys it has, and none that is for others or changed', async () => {
  const { body: token } = await stage.app.inject({
    url: `/api/v1/people/${BUYER}/entitlements`,
    headers: { ...AS_SERVICE, accept: 'application/jwt' },
  })
  const keySet = (await stage.app.inject('/.well-known/jwks.json')).json()
  const answer = { token, keySet, issuer: ISSUER, audience: 'media-server' }
  expect(await readAnswer(answer)).toEqual({ telegramId: BUYER, open: ['films'] })

  const [head, , signature] = token.split('.')
  const claims = { sub: '777', exp: 9999999999, iss: ISSUER, aud: 'media-server', entitlements: [] }
  const forged = [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.')
  await expect(readAnswer({ ...answer, token: forged })).rejects.toThrow('signature')
  await expect(readAnswer({ ...answer, audience: 'another' })).rejects.toThrow('aud')
  await expect(readAnswer({ ...answer, issuer: 'https://other.example' })).rejects.toThrow('iss')
})

it('the receiver takes what Starpass sends, once, and nothing that others do', async () => {
  const secret = `whsec_${Buffer.alloc(32, 's').toString('base64')}`
  const { app, isOpen } = createReceiver(secret)
  const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/starpass`
  const sender = createSender({
    ...{ secrets: [secret], allowPrivate: true },
    ...{ logger: stage.dependencies.logger, registry: new Registry() },
  })
  const deliver = (type: 'access.granted' | 'access.ended', sequence: number) =>
    sender.deliver({
      ...{ deliveryId: `d${sequence}`, eventId: `evt_${sequence}`, sequence, url, personId: BUYER },
      ...{ happenedAt: stage.clock.now(), tries: 0 },
      facts: {
        type,
        access: {
          ...{ key: 'films', plan: 'films', source: 'stars', inGrace: false },
          ...{ startsAt: '2026-11-21T12:00:00.000Z', endsAt: null, active: type === 'access.granted' },
        },
      },
    })
  expect(await deliver('access.granted', 1)).toMatchObject({ kind: 'taken' })
  expect(isOpen(BUYER, 'films')).toBe(true)
  expect(await deliver('access.ended', 2)).toMatchObject({ kind: 'taken' })
  expect(await deliver('access.granted', 1)).toMatchObject({ kind: 'taken' })
  expect(isOpen(BUYER, 'films')).toBe(false)

  // One that was given up, and never taken, is sent again by an admin, later than what came after it.
  expect(await deliver('access.ended', 5)).toMatchObject({ kind: 'taken' })
  expect(await deliver('access.granted', 4)).toMatchObject({ kind: 'taken' })
  expect(isOpen(BUYER, 'films')).toBe(false)
  expect(await deliver('access.granted', 6)).toMatchObject({ kind: 'taken' })
  expect(isOpen(BUYER, 'films')).toBe(true)

  const body = JSON.stringify({ type: 'access.granted', data: {} })
  const other = new Webhook(Buffer.alloc(32, 'x').toString('base64'))
  const forged = {
    ...{ 'content-type': 'application/json', 'webhook-id': 'evt_3' },
    'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
    'webhook-signature': other.sign('evt_3', new Date(), body),
  }
  expect((await fetch(url, { method: 'POST', headers: forged, body })).status).toBe(401)
  await sender.stop()
  await app.close()
})

it('the typed client checks what a person may use, and lists the plans', async () => {
  const client = connect(shop)
  expect(await check(client, BUYER, 'films')).toEqual({ open: true, until: expect.stringMatching(/Z$/) })
  expect(await check(client, 777, 'films')).toMatchObject({ open: false, reason: 'none' })
  await expect(check(connect({ ...shop, apiKey: 'wrong' }), 777, 'films')).rejects.toThrow('Unauthorized')
  expect(await namesOfPlans(client)).toEqual(['Films'])
  // Held by tsc.
  type Register = Paths['/api/v1/devices/register']['post']
  expectTypeOf<Register['requestBody']['content']['application/json']>().toEqualTypeOf<{
    device_name: string
  }>()
  expectTypeOf<Register['responses'][201]['content']['application/json']['secret']>().toEqualTypeOf<string>()
})

it('the command of docs/services.md makes a signing key, and another behind it', async () => {
  const text = await readFile(join(import.meta.dirname, '../../docs/services.md'), 'utf8')
  const command = /```sh\n(node -e [\s\S]*?)\n```/.exec(text)?.[1] ?? ''
  const addKey = async (before: string) => {
    const { stdout } = await run('sh', ['-c', command], {
      env: { ...process.env, ANSWER_SIGNING_KEYS: before },
    })
    return stdout.trim().replace('ANSWER_SIGNING_KEYS=', '')
  }
  const both = await addKey(await addKey(''))
  const read = readConfig({ BOT_TOKEN: `1:${'A'.repeat(35)}`, ANSWER_SIGNING_KEYS: both })
  expect(read.kind === 'ok' && read.config.signing.keys.map(({ algorithm }) => algorithm)).toEqual([
    'EdDSA',
    'EdDSA',
  ])
})
