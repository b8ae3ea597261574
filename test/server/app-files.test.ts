import { connect } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../server/frame.ts'
import { ASSET, HOST, PAGE, SCRIPT, SECRET, serveFolder } from './app-folder.ts'

/** Ways that lead out of the folder, or to what is hidden in it. */
const OUTSIDE = [
  ...['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '..\\', '..%5c', '/../', '%252e%252e/', 'assets/../../'].map(
    way => `/app/${way}secret.env`,
  ),
  '/app/assets/..%2f..%2fsecret.env',
  '/app/./.env',
  '/app/.env%00.js',
]

describe('the Mini App over HTTP', () => {
  let app: App
  let close: () => Promise<void>

  beforeAll(async () => {
    const served = await serveFolder()
    app = served.app
    close = served.close
  })

  afterAll(() => close())

  it('is a page that is asked for anew each time', async () => {
    const page = await app.inject('/app/')
    expect(page.statusCode).toBe(200)
    expect(page.body).toBe(PAGE)
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    })
    const again = await app.inject({
      url: '/app/',
      headers: { 'if-none-match': String(page.headers['etag']) },
    })
    expect(again.statusCode).toBe(304)
    expect(again.body).toBe('')
  })

  it('has files that are kept for a year: their names change with their content', async () => {
    const asset = await app.inject(ASSET)
    expect(asset.headers).toMatchObject({
      'content-type': expect.stringMatching(/javascript; charset=utf-8$/),
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
  })

  it('runs only its own scripts and styles, talks only to its own server, and says nothing of where it is', async () => {
    const { headers } = await app.inject('/app/')
    expect(policyOf(headers)).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': `https://web.telegram.org https://*.telegram.org ${HOST}`,
    })
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'permissions-policy': expect.stringContaining('geolocation=()'),
    })
  })

  it('locks no client of Telegram’s out, and cuts none off that opened it in a window', async () => {
    const { headers } = await app.inject('/app/')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin-allow-popups')
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin')
    for (const lock of ['x-frame-options', 'cross-origin-embedder-policy'])
      expect(headers).not.toHaveProperty(lock)
  })

  it('leaves everything that is not the app out of every frame', async () => {
    for (const url of ['/app/nothing.js', '/app/assets/', '/nothing'])
      expect(policyOf((await app.inject(url)).headers)).toMatchObject({ 'frame-ancestors': "'none'" })
  })

  it('answers HEAD with the headers of GET and no body', async () => {
    for (const url of ['/app/', ASSET]) {
      const get = await app.inject(url)
      const head = await app.inject({ method: 'HEAD', url })
      expect(head.statusCode).toBe(200)
      expect(head.body).toBe('')
      const { 'x-request-id': _get, date: _at, ...expected } = get.headers
      expect(head.headers).toMatchObject(expected)
    }
  })

  it.each([
    ['br', (body: Buffer) => brotliDecompressSync(body)],
    ['gzip', (body: Buffer) => gunzipSync(body)],
  ])('comes compressed as %s to whoever takes it', async (encoding, open) => {
    const answer = await app.inject({ url: ASSET, headers: { 'accept-encoding': encoding } })
    expect(answer.headers).toMatchObject({
      'content-encoding': encoding,
      'content-type': expect.stringMatching(/javascript; charset=utf-8$/),
      'cache-control': 'public, max-age=31536000, immutable',
      vary: expect.stringMatching(/accept-encoding/i),
    })
    expect(answer.rawPayload.length).toBeLessThan(SCRIPT.length / 4)
    expect(open(answer.rawPayload).toString()).toBe(SCRIPT)
  })

  it('prefers the smaller of two, and sends what it has where none is taken or there', async () => {
    const asked = (encodings: string, url = ASSET) =>
      app.inject({ url, headers: { 'accept-encoding': encodings } })
    expect((await asked('gzip, deflate, br')).headers['content-encoding']).toBe('br')
    const none = await asked('identity')
    expect(none.headers).not.toHaveProperty('content-encoding')
    expect(none.body).toBe(SCRIPT)
    const small = await asked('br', '/app/')
    expect(small.headers).not.toHaveProperty('content-encoding')
    expect(small.body).toBe(PAGE)
  })

  it('is found without its last slash too, below whatever path a proxy has, and keeps what was asked', async () => {
    const plain = await app.inject('/app')
    expect(plain.statusCode).toBe(302)
    expect(plain.headers['location']).toBe('app/')
    const deep = await app.inject('/app?tgWebAppStartParam=plan_month')
    expect(new URL(String(deep.headers['location']), 'https://a.example/shop/app').href).toBe(
      'https://a.example/shop/app/?tgWebAppStartParam=plan_month',
    )
  })

  it('says in the usual words that a file is not there; no folder is listed', async () => {
    for (const url of ['/app/nothing', '/app/assets', '/app/assets/', '/app/.env', `${ASSET}.br`]) {
      const { statusCode, headers, json } = await app.inject(url)
      expect([url, statusCode]).toEqual([url, 404])
      expect(headers['content-type']).toMatch(/^application\/problem\+json/)
      expect(headers['cache-control']).toBe('no-store')
      expect(json()).toMatchObject({ status: 404, detail: 'There is nothing at this address.' })
    }
  })

  it('is only read', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'] as const)
      for (const url of ['/app', '/app/', ASSET]) {
        const answer = await app.inject({ method, url, payload: {} })
        expect(answer.statusCode).toBe(405)
        expect(answer.headers['allow']).toBe('GET, HEAD')
      }
  })

  it('gives away nothing that lies outside of it', async () => {
    const address = await app.listen({ host: '127.0.0.1', port: 0 })
    for (const path of OUTSIDE) {
      const answer = await getRaw(address, path)
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
      expect(answer).toContain('content-type: application/problem+json')
      expect(answer).not.toContain(SECRET)
    }
  })
})

function policyOf(headers: Record<string, unknown>): Record<string, string> {
  const directives = String(headers['content-security-policy']).split(';')
  return Object.fromEntries(directives.map(directive => directive.split(/ (.*)/s).slice(0, 2)))
}

/** Sends the path as it is, which no client of good manners would. */
function getRaw(address: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => {
      socket.write(`GET ${path} HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n`)
    })
    let answer = ''
    socket.on('data', data => {
      answer += data
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}
