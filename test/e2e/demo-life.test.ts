import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sandboxClient } from '../sandbox/client.ts'
import { ALICE } from './chat.ts'
import { clearData, type Demo, demoData, startDemo } from './stage.ts'

/** What `npm run demo` does to a machine: little, and nothing that stays. */
describe('the demo', () => {
  let data: string
  const open: Demo[] = []

  beforeEach(async () => {
    data = await demoData()
  })

  afterEach(async () => {
    for (const demo of open.splice(0))
      if (demo.process.exitCode === null && !demo.process.killed) await demo.stop()
    await clearData(data)
  })

  // A port of its own: after a restart the demo must be where it was, and other tests start demos too.
  async function start(port = 18_870): Promise<Demo> {
    const demo = await startDemo(data, port)
    open.push(demo)
    return demo
  }

  it('goes on with the same data after kill -9, and leaves no process behind on Ctrl-C', async () => {
    const first = await start()
    await buyWeek(first)
    const signedIn = await signIn(first)
    first.process.kill('SIGKILL')
    await once(first.process, 'exit')

    const second = await start()
    const control = sandboxClient(second.url)
    expect(await mySessions(signedIn)).toHaveLength(1)
    await control.send({ person: ALICE, text: '/status' })
    await control.waitFor(ALICE, chat => /A week of Pro/.test(chat.messages.at(-1)?.text ?? ''))
    expect((await control.balance()).stars).toBe(75)

    expect(await second.stop()).toBe(0)
    expect(processesOn(data)).toEqual([])
  }, 120_000)

  it('takes the next port when its own is taken, and says so', async () => {
    const squatter = createServer().listen(18_900, '127.0.0.1')
    await once(squatter, 'listening')
    try {
      const demo = await start(18_900)
      expect(demo.printed).toContain('Port 18900 is taken; using 18901.')
      expect(demo.url).toBe('http://127.0.0.1:18901')
    } finally {
      squatter.close()
    }
  }, 60_000)

  it('opens its Mini App where it is served now, also after a start on other ports', async () => {
    await (await start()).stop()
    const squatter = createServer().listen(18_921, '127.0.0.1')
    await once(squatter, 'listening')
    try {
      const demo = await start(18_920)
      const control = sandboxClient(demo.url)
      const address = async () => (await control.openApp({ person: ALICE, from: { kind: 'menu' } })).url
      // Telegram is told of the button while the demo is in use already.
      await expect
        .poll(() => address().then(url => new URL(url).origin), { timeout: 15_000 })
        .toBe('http://127.0.0.1:18922')
      expect(await mySessions(await signIn(demo))).toHaveLength(1)
    } finally {
      squatter.close()
    }
  }, 60_000)

  it('run twice on one folder, points to the one that runs', async () => {
    const first = await start()
    const second = await start()
    expect(second.url).toBe(first.url)
  }, 60_000)

  it('writes below .data/ and nowhere else in the clone', async () => {
    const before = tracked()
    await buyWeek(await start())
    expect(tracked()).toBe(before)
    expect((await readdir(data)).toSorted()).toEqual([
      'postgres',
      'running.json',
      'session-secret',
      'telegram.json',
    ])
  }, 60_000)
})

async function buyWeek(demo: Demo): Promise<void> {
  const control = sandboxClient(demo.url)
  await control.send({ person: ALICE, text: '/buy week' })
  const chat = await control.waitFor(ALICE, ({ messages }) => messages.some(message => message.invoice))
  const invoice = chat.messages.findLast(message => message.invoice)
  const outcome = await control.pay({ person: ALICE, message_id: invoice?.message_id ?? 0 })
  expect(outcome.status).toBe('paid')
  await control.waitFor(ALICE, ({ messages }) => /Thank you/.test(messages.at(-1)?.text ?? ''))
}

/** Signs Alice in by the menu button; her token, and where it is good. */
async function signIn(demo: Demo): Promise<{ api: URL; token: string }> {
  const { url } = await sandboxClient(demo.url).openApp({ person: ALICE, from: { kind: 'menu' } })
  const api = new URL('../api/v1/', url)
  const init_data = new URLSearchParams(new URL(url).hash.slice(1)).get('tgWebAppData')
  const answer = await fetch(new URL('miniapp/exchange-initdata', api), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ init_data }),
  })
  const { access_token } = (await answer.json()) as { access_token: string }
  return { api, token: access_token }
}

async function mySessions({ api, token }: { api: URL; token: string }): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}` }
  return await (await fetch(new URL('me/sessions', api), { headers })).json()
}

/** What git sees in the clone, ignored files left out. */
function tracked(): string {
  return spawnSync('git', ['status', '--porcelain'], { encoding: 'utf8' }).stdout
}

/** Processes whose command line names the folder. */
function processesOn(folder: string): string[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
  return stdout.split('\n').filter(line => line.includes(folder) && !line.includes('vitest'))
}
