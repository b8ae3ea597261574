import { vi } from 'vitest'
import { closeDevice, openDevice } from './device.ts'
import { json, problem, ScriptedServer } from './scripted-server.ts'

export const EXCHANGE = 'POST miniapp/exchange-initdata'
export const RENEW = 'POST miniapp/renew'

/** A page just opened, and a server that accepts one token at a time: the one it gave out last. */
export class SessionStage {
  readonly server: ScriptedServer
  readonly session: typeof import('../../webapp/session.ts')
  #tokens = 0

  private constructor(server: ScriptedServer, session: typeof import('../../webapp/session.ts')) {
    this.server = server
    this.session = session
    server
      .on(EXCHANGE, () => this.newToken(900))
      .on(RENEW, () => this.newToken(900))
      .on('GET me', ({ headers }) =>
        headers['authorization'] === `Bearer token-${this.#tokens}` ? json('in') : problem(401, 'session'),
      )
  }

  static async open(): Promise<SessionStage> {
    vi.useFakeTimers()
    const server = new ScriptedServer()
    openDevice()
    return new SessionStage(server, await import('../../webapp/session.ts'))
  }

  static close(): void {
    closeDevice()
  }

  newToken(seconds: number): Response {
    this.#tokens += 1
    return json({ access_token: `token-${this.#tokens}`, token_type: 'bearer', expires_in: seconds })
  }

  /** What it gave out last is over. */
  lapse(): void {
    this.#tokens += 1
  }
}
