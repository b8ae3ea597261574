import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ miniApp: { publicUrl: 'https://shop.example/pay' } })
})
afterAll(() => stage.close())

it('/docs is a page of files from here alone, and may run, load and ask for nothing else', async () => {
  for (const url of ['/docs', '/docs/']) {
    const page = await stage.app.inject(url)
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none';",
    )
    const files = [...page.body.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path]) => String(path))
    expect(files.length).toBeGreaterThan(4)
    for (const file of files) {
      // The proxy takes the path of PUBLIC_URL off.
      const { pathname } = new URL(file, `https://shop.example/pay${url}`)
      expect(pathname).toMatch(/^\/pay\/docs\/static\//)
      const answer = await stage.app.inject(pathname.replace('/pay', ''))
      expect(answer.statusCode, file).toBe(200)
      expect(answer.headers['content-security-policy'], file).toContain("script-src 'self';")
    }
  }
})

it('/docs shows what /openapi.json says', async () => {
  const [shown, told] = await Promise.all(['/docs/json', '/openapi.json'].map(url => stage.app.inject(url)))
  expect(shown?.json()).toEqual(told?.json())
  expect((await stage.app.inject('/docs/static/swagger-initializer.js')).body).toContain(
    "resolveUrl('./json')",
  )
})

it('/docs leads to no other file, and takes nothing', async () => {
  for (const url of ['/docs/static/../../package.json', '/docs/static/..%2f..%2fpackage.json', '/docs/x'])
    expect((await stage.app.inject(url)).statusCode, url).toBe(404)
  expect((await stage.app.inject({ method: 'POST', url: '/docs', payload: {} })).statusCode).toBe(405)
})
