// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { leave, openDevice } from './device.ts'
import { json, ScriptedServer } from './scripted-server.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  leave()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

// SESSION_TTL_SECONDS may be any whole number; setTimeout takes 31 bits of milliseconds, and goes off at once for more.
it.each([3_300_000, 10 * 366 * 86_400, Number.MAX_SAFE_INTEGER])(
  'a session with a token of %d seconds is not renewed over and over',
  async seconds => {
    const token = () => json({ access_token: 'token', token_type: 'bearer', expires_in: seconds })
    const server = new ScriptedServer()
      .on('POST miniapp/exchange-initdata', token)
      .on('POST miniapp/renew', token)
      .on('GET me', () => json('in'))
    openDevice()
    const session = await import('../../webapp/session.ts')
    await session.signIn()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(server.count('POST miniapp/renew')).toBe(0)
    expect(await session.callSignedIn({ path: 'me' })).toEqual({ kind: 'ok', value: 'in' })
  },
)
