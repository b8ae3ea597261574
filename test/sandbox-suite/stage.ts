import { Api, GrammyError } from 'grammy'
import { onTestFinished } from 'vitest'
import { sandboxClient } from '../sandbox/client.ts'
import type { NewPerson } from '../sandbox/face.ts'
import { type SandboxOptions, startSandbox } from '../sandbox/sandbox.ts'

export const token = '4242:sandbox-suite'

/** A sandbox with one bot, its real grammY client and the control face, gone when the test ends. */
export async function stage(options: Partial<SandboxOptions> = {}) {
  const clock = { seconds: Date.UTC(2026, 9, 1) / 1000 }
  const sandbox = await startSandbox({
    bots: [{ token, username: 'shop_bot', first_name: 'Shop' }],
    now: () => new Date(clock.seconds * 1000),
    ...options,
  })
  onTestFinished(() => sandbox.stop())
  const api = new Api(token, { apiRoot: sandbox.url })
  const control = sandboxClient(sandbox.url)

  return {
    url: sandbox.url,
    stop: sandbox.stop,
    clock,
    api,
    control,
    /** A person who has opened the chat with the bot; the update of it is confirmed already. */
    async newcomer(person: Partial<NewPerson> = {}): Promise<number> {
      const { user } = await control.addPerson({ first_name: 'Ann', ...person })
      await control.send({ person: user.id, text: '/start' })
      await drain(api)
      return user.id
    },
    /** Resolves once a long poll of the bot waits. */
    async polling(): Promise<void> {
      while (!(await control.bots())[0]?.polling);
    },
    /** A call grammY's types would not let through; the answer is Telegram's whole JSON. */
    async call(method: string, body: object = {}): Promise<unknown> {
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }
      const response = await fetch(`${sandbox.url}/bot${token}/${method}`, init)
      return response.json()
    },
  }
}

/** Confirms whatever waits for the bot and returns it. */
export async function drain(api: Api) {
  const updates = await api.getUpdates()
  const last = updates.at(-1)
  if (last) await api.getUpdates({ offset: last.update_id + 1, limit: 1 })
  return updates
}

/** What Telegram said no with; a call that succeeds fails the test. */
export async function refusal(call: Promise<unknown>): Promise<{ code: number; description: string }> {
  try {
    await call
  } catch (error) {
    if (error instanceof GrammyError) return { code: error.error_code, description: error.description }
    throw error
  }
  throw new Error('the call was to be refused, and was not')
}

export const xtr = (amount: number) => [{ label: 'Total', amount }]

export const badRequest = (reason: string) => ({ code: 400, description: `Bad Request: ${reason}` })
