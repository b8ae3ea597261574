import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type SandboxClient, sandboxClient } from '../sandbox/client.ts'
import type { Faults } from '../sandbox/face.ts'
import type { SandboxOptions } from '../sandbox/sandbox.ts'

export interface Telegram {
  url: string
  control: SandboxClient
  /** Calls a method as the bot would. */
  call<T>(method: string, body: object): Promise<T>
}

/** A second of the webhook's retry ladder, in milliseconds: what Telegram tries again after two minutes comes after four seconds. */
const RETRY_UNIT_MS = 30

/** What goes wrong while it storms: every fault there is, often. */
export function faultsOf(seed: number): Faults {
  return {
    seed,
    duplicate: 0.1,
    reorder: 0.1,
    delay: 0.1,
    delay_ms: 300,
    too_many: 0.02,
    internal: 0.03,
    dropped: 0.03,
    cut: 0.03,
  }
}

/** Telegram, played by the sandbox in a process of its own, which ends with this one. */
export async function startTelegram(token: string): Promise<Telegram & { stop(): Promise<void> }> {
  const options: SandboxOptions = {
    bots: [{ token, username: 'chaos_bot', first_name: 'Chaos' }],
    local: true,
    retryUnitMs: RETRY_UNIT_MS,
  }
  const script = join(import.meta.dirname, 'telegram-process.ts')
  const child = fork(script, [JSON.stringify(options)], { execArgv: [], env: {} })
  const ended = once(child, 'exit')
  const died = ended.then(([code, signal]) => {
    throw new Error(`the sandbox ended before it was asked to (${code ?? signal})`)
  })
  const [url]: [string] = await Promise.race([once(child, 'message') as Promise<[string]>, died])
  died.catch(() => {})
  return {
    ...telegramAt(url, token),
    async stop() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}

/** The sandbox at `url`, for one bot of it. */
export function telegramAt(url: string, token: string): Telegram {
  return {
    url,
    control: sandboxClient(url),
    async call<T>(method: string, body: object) {
      const response = await fetch(`${url}/bot${token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const answer = (await response.json()) as { ok: boolean; result: T; description?: string }
      if (!answer.ok) throw new Error(`${method}: ${answer.description}`)
      return answer.result
    },
  }
}
