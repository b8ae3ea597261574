import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Api } from 'grammy'
import { sandboxClient } from '../sandbox/client.ts'
import { startSandbox } from '../sandbox/sandbox.ts'
import { linkDependencies, pack } from '../support/pack.ts'
import { AT, type Telegram } from './lane.ts'
import { type Build, VICTIM } from './victim-process.ts'

const TOKEN = '4200:crash-token'

/** What outlives every victim: the Telegram they speak to, and the files they are made from. */
export interface Ground {
  telegram: Telegram
  build(sources: Record<string, string>): Promise<Build>
  close(): Promise<void>
}

export async function openGround(): Promise<Ground> {
  const bot = { token: TOKEN, username: 'crash_bot', first_name: 'Crash' }
  const sandbox = await startSandbox({ bots: [bot], now: () => AT })
  const folder = await mkdtemp(join(tmpdir(), 'starpass-crash-'))
  await linkDependencies(folder)
  let builds = 0
  return {
    telegram: {
      client: sandboxClient(sandbox.url),
      api: new Api(TOKEN, { apiRoot: sandbox.url }),
      shop: { apiRoot: sandbox.url, token: TOKEN },
    },
    async build(sources) {
      const victim = await pack(VICTIM, join(folder, `build-${++builds}`), sources)
      return { victim, cache: join(folder, 'compiled') }
    },
    async close() {
      await sandbox.stop()
      await rm(folder, { recursive: true })
    },
  }
}
