import { connect } from 'node:net'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startServer } from '../../server/main.ts'
import { openStage, type Stage } from './stage.ts'

const SECRET = 'a-secret_of-Telegram'
const URL_PATH = '/telegram/webhook'
const JSON_TYPE = { 'content-type': 'application/json' }
const TELEGRAM = { ...JSON_TYPE, 'x-telegram-bot-api-secret-token': SECRET }

let stage: Stage
/** What the bot was handed, and what it does with it. */
let handed: object[]
let bot: () => Promise<object | null>

beforeAll(async () => {
  stage = await openStage({
    telegramWebhook: {
      secret: SECRET,
      receive: update => {
        handed.push(update)
        return bot()
      },
    },
  })
})
beforeEach(() => {
  handed = []
  bot = async () => null
})
afterAll(() => stage.close())

const send = (payload: string, headers: Record<string, string> = TELEGRAM) =>
  stage.app.inject({ method: 'POST', url: URL_PATH, payload, headers })

// cases 46 and 47
describe('an update without the secret', () => {
  it.each<[string, Record<string, string>]>([
    ['none', {}],
    ['an empty one', { 'x-telegram-bot-api-secret-token': '' }],
    ['a wrong one', { 'x-telegram-bot-api-secret-token': `${SECRET}x` }],
    ['one of the same length', { 'x-telegram-bot-api-secret-token': SECRET.toUpperCase() }],
    ['it in another header', { authorization: `Bearer ${SECRET}` }],
  ])('is refused: %s', async (_, headers) => {
    const response = await send('{"update_id":1}', { ...JSON_TYPE, ...headers })

    expect(response.statusCode).toBe(401)
    expect(response.headers['content-type']).toMatch('application/problem+json')
    expect(response.json()).toMatchObject({ status: 401, instance: URL_PATH })
    expect(handed).toEqual([])
  })

  it('is refused for its secret, whatever its body is: the body is not looked at', async () => {
    const forged = [
      send('{"update_id":', JSON_TYPE),
      send('x'.repeat(3_000_000), JSON_TYPE),
      send('<update/>', { 'content-type': 'application/xml' }),
      send('{}', JSON_TYPE),
    ]

    expect((await Promise.all(forged)).map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 401])
  })

  it('is refused before its body has come, and the rest is not waited for', async () => {
    const free = { host: '127.0.0.1', port: 0 }
    const server = await startServer({
      ...stage.dependencies,
      registry: new Registry(),
      listen: free,
      metrics: free,
    })
    const answer = await new Promise<string>((resolve, reject) => {
      const head = `POST ${URL_PATH} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n`
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(`${head}{"up`))
      let text = ''
      socket.on('data', chunk => {
        text += chunk
      })
      socket.on('close', () => resolve(text))
      socket.on('error', reject)
    })
    await server.stop()

    expect(answer).toMatch(/^HTTP\/1\.1 401 /)
    expect(answer).toMatch(/connection: close/i)
  })
})

describe('an update from Telegram', () => {
  it('is confirmed with an empty answer when the bot has nothing to say at once', async () => {
    const response = await send('{"update_id":7,"message":{"text":"hi"}}')

    expect([response.statusCode, response.body]).toEqual([200, ''])
    expect(handed).toEqual([{ update_id: 7, message: { text: 'hi' } }])
  })

  it('is answered with the call the bot wants made', async () => {
    bot = async () => ({ method: 'answerPreCheckoutQuery', pre_checkout_query_id: '5', ok: true })
    const response = await send('{"update_id":7,"pre_checkout_query":{"id":"5"}}')

    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toMatch(/^application\/json/)
    expect(response.json()).toEqual({
      method: 'answerPreCheckoutQuery',
      pre_checkout_query_id: '5',
      ok: true,
    })
  })

  // case 13
  it('is to be sent again, soon, when the bot could not take it', async () => {
    bot = () => Promise.reject(new Error('update 7 is not booked'))
    const response = await send('{"update_id":7}')

    expect(response.statusCode).toBe(503)
    expect(response.headers['content-type']).toMatch('application/problem+json')
    expect(response.headers['retry-after']).toBe('1')
    expect(response.body).not.toContain('booked')
  })

  it.each([
    ['no JSON', '{"update_id":', 400],
    ['nothing', '', 400],
    ['no update', '{"id":7}', 422],
    ['far larger than any update', JSON.stringify({ update_id: 1, text: 'x'.repeat(1_100_000) }), 413],
  ])('that is %s is refused', async (_, body, status) => {
    const response = await send(body)

    expect(response.statusCode).toBe(status)
    expect(response.json()).toMatchObject({ status })
    expect(handed).toEqual([])
  })

  it('may be as large as Telegram makes them', async () => {
    expect((await send(JSON.stringify({ update_id: 1, text: 'x'.repeat(900_000) }))).statusCode).toBe(200)
  })

  it('leaves one line in the log, with its id and nothing that is in it', async () => {
    const before = stage.lines().length
    await send('{"update_id":987654,"message":{"text":"sesame"}}')
    await send('{"update_id":987655,"message":{"text":"sesame"}', TELEGRAM)

    const lines = stage.lines().slice(before)
    expect(lines[0]).toMatchObject({ msg: 'request', route: URL_PATH, status: 200, update_id: 987654 })
    expect(JSON.stringify(lines)).not.toContain('sesame')
    expect(stage.raw()).not.toContain(SECRET)
  })

  it('comes by POST', async () => {
    const response = await stage.app.inject({ url: URL_PATH, headers: TELEGRAM })

    expect(response.statusCode).toBe(405)
    expect(response.headers.allow).toBe('POST')
  })
})

describe('in polling mode', () => {
  it('there is nothing at the address of the webhook', async () => {
    const polling = await openStage()
    const response = await polling.app.inject({
      method: 'POST',
      url: URL_PATH,
      payload: '{"update_id":1}',
      headers: TELEGRAM,
    })
    await polling.close()

    expect(response.statusCode).toBe(404)
  })
})
