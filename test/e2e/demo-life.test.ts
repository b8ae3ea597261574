import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sandboxClient } from '../sandbox/client.ts'
import { packed } from '../support/packed.ts'
import { ALICE } from './chat.ts'
import { clearData, type Demo, demoData, startDemo } from './stage.ts'

/**
 * What `npm run demo` does to a machine: little, and nothing that stays. Each start costs seconds of a processor, so
 * the tests share one folder, and the demo that runs on it.
 */
describe('the demo', { timeout: 120_000 }, () => {
  // A port of its own: after a restart the demo must be where it was, and other tests start demos too.
  const PORT = 18_870
  let data: string
  let demo: Demo | null = null

  beforeAll(async () => {
    data = await demoData()
  })

  afterAll(async () => {
    await demo?.stop()
    await clearData(data)
  })

  const again = async () => await startDemo(data, PORT, { program: await packed('test/demo/demo.ts') })
  const running = async () => (demo ??= await again())

  it('writes into its folder and nowhere else in the clone', async () => {
    const before = tracked()
    await buyWeek(await running())
    expect(tracked()).toBe(before)
    expect((await readdir(data)).toSorted()).toEqual([
      'postgres',
      'running.json',
      'session-secret',
      'signing-keys.json',
      'telegram.json',
    ])
  })

  it('run twice on one folder, points to the one that runs', async () => {
    const first = await running()
    const second = await again()
    expect(second.url).toBe(first.url)
  })

  it('goes on with the same data after kill -9, and leaves no process behind on Ctrl-C', async () => {
    const first = await running()
    await buyWeek(first)
    const signedIn = await signIn(first)
    const { stars } = await sandboxClient(first.url).balance()
    expect(stars % 75).toBe(0)
    first.process.kill('SIGKILL')
    await once(first.process, 'exit')
    demo = null

    const second = await running()
    const control = sandboxClient(second.url)
    expect(await mySessions(signedIn)).toHaveLength(1)
    await control.send({ person: ALICE, text: '/status' })
    await control.waitFor(ALICE, chat => /A week of Pro/.test(chat.messages.at(-1)?.text ?? ''))
    expect((await control.balance()).stars).toBe(stars)

    expect(await second.stop()).toBe(0)
    demo = null
    expect(processesOn(data)).toEqual([])
  })

  it('takes the next ports when its own are taken, says so, and opens its Mini App where that is now', async () => {
    await running()
    await demo?.stop()
    const squatters = [PORT, PORT + 2].map(port => createServer().listen(port, '127.0.0.1'))
    try {
      await Promise.all(squatters.map(squatter => squatter.listening || once(squatter, 'listening')))
      demo = await again()
      expect(demo.printed).toContain(`Port ${PORT} is taken; using ${PORT + 1}.`)
      expect(demo.url).toBe(`http://127.0.0.1:${PORT + 1}`)
      const control = sandboxClient(demo.url)
      const address = async () => (await control.openApp({ person: ALICE, from: { kind: 'menu' } })).url
      // Telegram is told of the button while the demo is in use already.
      await expect
        .poll(() => address().then(url => new URL(url).origin), { timeout: 15_000 })
        .toBe(`http://127.0.0.1:${PORT + 3}`)
      // Nobody signed in before with the proof that this start draws.
      expect(await mySessions(await signIn(demo))).not.toHaveLength(0)
    } finally {
      for (const squatter of squatters) squatter.close()
    }
  })
})

async function buyWeek(demo: Demo): Promise<void> {
  const control = sandboxClient(demo.url)
  await control.send({ person: ALICE, text: '/buy week' })
  const { messages } = await control.waitFor(ALICE, chat => chat.messages.at(-1)?.invoice !== undefined)
  const invoice = messages.at(-1)
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
