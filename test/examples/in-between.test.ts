import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFilms } from '../../docs/examples/gate-fastify.ts'
import { check, connect, namesOfPlans } from '../../docs/examples/typed-client.ts'
import { hasPython, runDevice } from './device.ts'

const YES = { key: 'films', active: true, ends_at: null }
const HTML = '<html>Bad gateway, or welcome to our wireless network</html>'
/** What stands where the shop should be, by the first part of its address: proxies, portals, a shop that errs. */
const ANSWERS: Record<string, { status: number; said: unknown; headers?: Record<string, string> }> = {
  yes: { status: 200, said: YES },
  'html-200': { status: 200, said: HTML },
  'html-401': { status: 401, said: HTML },
  'html-403': { status: 403, said: HTML },
  'html-502': { status: 502, said: HTML },
  'empty-502': { status: 502, said: '' },
  'json-200': { status: 200, said: { ok: true } },
  'json-403': { status: 403, said: { message: 'Forbidden' } },
  null: { status: 200, said: 'null' },
  shut: { status: 200, said: { ...YES, active: false } },
  another: { status: 200, said: { ...YES, key: 'music' } },
  elsewhere: { status: 302, said: '', headers: { location: '/yes' } },
  cut: { status: 200, said: '[', headers: { 'content-length': '100' } },
}
/** None of them says yes. */
const NAMES = Object.keys(ANSWERS).filter(name => name !== 'yes')

let base = ''
const server = createServer((request, response) => {
  const [, name = '', ...rest] = (request.url ?? '').split('/')
  const { status, said, headers = {} } = ANSWERS[name] ?? { status: 404, said: '' }
  const { location } = headers
  response.writeHead(status, { ...headers, ...(location && { location: [location, ...rest].join('/') }) })
  const isList = rest.includes('device') && typeof said === 'object' && 'key' in (said ?? {})
  const text = typeof said === 'string' ? said : JSON.stringify(isList ? [said] : said)
  if (name === 'cut') response.write(text, () => response.destroy())
  else response.end(text)
})
beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

it('the Fastify gate opens to the word of the shop alone, and tells its operator of a wrong key', async () => {
  const lines: string[] = []
  const logger = { stream: { write: (line: string) => void lines.push(line) } }
  const ask = async (name: string) => {
    const films = createFilms({ address: `${base}/${name}`, apiKey: 'k' }, () => 1, { logger })
    const { statusCode } = await films.inject('/films/nosferatu')
    await films.close()
    return [name, statusCode]
  }
  expect(await ask('yes')).toEqual(['yes', 200])
  const closed = NAMES.filter(name => name !== 'html-401')
  expect(await Promise.all(closed.map(ask))).toEqual(closed.map(name => [name, 503]))
  expect(lines.join('')).toContain('redirect')
  expect(lines.join('')).not.toContain('API key')
  // Whoever buys cannot mend it by trying again.
  expect(await ask('html-401')).toEqual(['html-401', 500])
  expect(lines.join('')).toContain('"level":50')
  expect(lines.join('')).toContain('the shop does not know our API key')
})

it('the Python script says that the shop does not answer, and never "may not", for what is not an answer of it', async () => {
  if (!(await hasPython())) return
  const ask = async (name: string) => {
    const secret = { STARPASS_DEVICE_SECRET: 'spd_1' }
    const [code, said] = await runDevice({ STARPASS_URL: `${base}/${name}`, ...secret }, 'films')
    return [name, code, said.includes('Traceback')]
  }
  // Each is a process: those that each fail in a way of their own.
  const named = ['html-200', 'html-401', 'html-502', 'json-200', 'elsewhere', 'cut']
  expect(await Promise.all(named.map(ask))).toEqual(named.map(name => [name, 3, false]))
  expect(await Promise.all(['yes', 'shut'].map(ask))).toEqual([
    ['yes', 0, false],
    ['shut', 1, false],
  ])
})

it('the Python script says how it is called where something is missing', async () => {
  if (!(await hasPython())) return
  const whole = { STARPASS_URL: base, STARPASS_DEVICE_SECRET: 'spd_1' }
  const calls = [
    runDevice({ STARPASS_URL: base }, 'films'),
    runDevice({ ...whole, STARPASS_URL: 'pay.example.com' }, 'films'),
    runDevice(whole),
  ]
  for (const [code, said] of await Promise.all(calls)) {
    expect(code).toBe(4)
    expect(said).toContain('STARPASS_URL=https://pay.example.com')
  }
})

it('the typed client names what is not an answer of the shop, and opens nothing', async () => {
  const at = (name: string) => connect({ address: `${base}/${name}`, apiKey: 'k' })
  expect(await check(at('yes'), 1, 'films')).toEqual({ open: true, until: null })
  for (const name of ['html-401', 'html-403', 'html-502', 'empty-502'])
    await expect(check(at(name), 1, 'films'), name).rejects.toThrow(/^\d+, and not from the shop: http/)
  for (const name of NAMES) await expect(check(at(name), 1, 'films'), name).rejects.toThrow()
  await expect(namesOfPlans(at('html-502'))).rejects.toThrow('502, and not from the shop')
})
