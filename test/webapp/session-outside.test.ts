// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { openDevice } from './device.ts'
import { ScriptedServer } from './scripted-server.ts'

describe('outside Telegram', () => {
  it('there is no session, and none is asked for', async () => {
    const server = new ScriptedServer()
    openDevice({ initData: null, unheard: true })
    const session = await import('../../webapp/session.ts')
    expect(session.stage.value).toEqual({ kind: 'outside' })
    await session.signIn()
    await session.callSignedIn({ path: 'me' })
    expect(session.stage.value).toEqual({ kind: 'outside' })
    expect(server.asked).toEqual([])
    vi.unstubAllGlobals()
  })
})
