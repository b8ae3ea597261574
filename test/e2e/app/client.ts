import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core'
import { appFiles } from '../../../server/app-files.ts'
import { createFrame } from '../../../server/frame.ts'
import { createLogger } from '../../../server/log.ts'
import { BUILT, buildApp } from '../../../webapp/build/build.ts'
import { paletteOf } from '../../sandbox/page/mini/palette.ts'
import { type Api, answer, newcomer } from './api.ts'
import { NOW } from './shop.ts'
import { word } from './words.ts'

type Scheme = 'light' | 'dark'

export interface Opening {
  language: string
  scheme: Scheme
  viewport: { width: number; height: number }
  /** What the server says, other than to a newcomer. */
  api?: Api
  startParam?: string
  /** Of the client; 9.1 unless given. */
  version?: string
  /** In a plain browser, with nothing in the address that Telegram would have put there. */
  outside?: boolean
  deviceScaleFactor?: number
}

/** The app as it stands in a client of Telegram. */
export interface OpenedApp {
  page: Page
  frame: Frame
  language: string
  /** Complaints of the browser about the app: errors, and what its policy forbade. */
  complaints: string[]
  /** How the app says this here. */
  word(id: string, vars?: Record<string, string | number>): string
  /** The client says something to the app. */
  tell(eventType: string, eventData?: object): Promise<void>
  /** What the app said to the client so far, by the names of the events. */
  said(): Promise<{ eventType: string; eventData?: Record<string, unknown> }[]>
  wear(scheme: Scheme): Promise<void>
  close(): Promise<void>
}

export interface Client {
  open(opening: Opening): Promise<OpenedApp>
  close(): Promise<void>
}

/** A client of Telegram's with the built app in a frame, its own headers on: only what the server says is made up. */
export async function startClient(browser: Browser): Promise<Client> {
  const html = await readFile(join(import.meta.dirname, 'client.html'))
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const client = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const files = await buildApp({ outDir: BUILT, onProgress: () => {} })
  const app = createFrame(createLogger('silent'), frame =>
    appFiles(frame, { files, frameAncestors: [client] }),
  )
  const address = `${await app.listen({ host: '127.0.0.1', port: 0 })}/app/`
  const idle = new Map<string, Page>()
  return {
    open: opening => open({ browser, idle, client, address }, opening),
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await app.close()
    },
  }
}

/** Where apps are opened. `idle`: pages to use again, by what is fixed about each; a new one is a new process. */
interface Ground {
  browser: Browser
  idle: Map<string, Page>
  client: string
  address: string
}

async function open({ browser, idle, client, address }: Ground, opening: Opening): Promise<OpenedApp> {
  const { language, scheme, viewport, api, deviceScaleFactor = 1, outside = false } = opening
  const fixed = { viewport, deviceScaleFactor, locale: language }
  const key = JSON.stringify(fixed)
  const page = idle.get(key) ?? (await newPage(browser, fixed))
  idle.delete(key)
  const context = page.context()
  await page.emulateMedia({ colorScheme: scheme })
  await context.clock.install({ time: NOW })
  await answer(context, { ...newcomer(language), ...api })
  const complaints = listen(page)
  if (outside) await page.goto(address)
  else {
    await page.goto(client)
    await page.evaluate(src => Reflect.get(globalThis, 'load')(src), `${address}#${fragmentOf(opening)}`)
  }
  const frame = outside ? page.mainFrame() : await frameOf(page)
  async function close(): Promise<void> {
    await clear(page, frame)
    idle.set(key, page)
  }
  return { page, frame, complaints, language, close, ...dealings(page, opening) }
}

async function newPage(
  browser: Browser,
  fixed: Pick<BrowserContextOptions, 'viewport' | 'deviceScaleFactor' | 'locale'>,
): Promise<Page> {
  const context = await browser.newContext({ ...fixed, timezoneId: 'UTC', reducedMotion: 'reduce' })
  return await context.newPage()
}

/** Nothing of what was is left for the next: not what was kept or answered, nor who listens. */
async function clear(page: Page, frame: Frame): Promise<void> {
  await frame.evaluate(() => localStorage.clear())
  for (const event of ['pageerror', 'console'] as const) page.removeAllListeners(event)
  await page.unrouteAll()
  await page.context().unrouteAll()
  await page.context().setOffline(false)
  await page.goto('about:blank')
}

function dealings(page: Page, { language, outside }: Opening) {
  const tell: OpenedApp['tell'] = async (type, data = {}) => {
    await page.evaluate(([name, told]) => Reflect.get(globalThis, 'tell')(name, told), [type, data] as const)
  }
  return {
    word: (id: string, vars?: Record<string, string | number>) => word(language, id, vars),
    tell,
    said: (): ReturnType<OpenedApp['said']> => page.evaluate(() => Reflect.get(globalThis, 'said')),
    async wear(scheme: Scheme) {
      await page.emulateMedia({ colorScheme: scheme })
      // A browser has no client that would tell.
      if (outside) await page.reload()
      else await tell('theme_changed', { theme_params: paletteOf(scheme === 'dark') })
    },
  }
}

function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => {
    // A refused question is logged by the browser itself; the app is shown what comes of it.
    const isRefusal = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text())
  })
  return complaints
}

async function frameOf(page: Page): Promise<Frame> {
  const handle = await page.locator('iframe').elementHandle()
  const frame = await handle?.contentFrame()
  if (!frame) throw new Error('the app has no frame')
  await frame.waitForURL(/\/app\//)
  return frame
}

/** What Telegram puts into the address; that it is signed is the server's to see, and the server is made up. */
function fragmentOf({ language, scheme, startParam, version = '9.1' }: Opening): string {
  const user = { id: 1001, first_name: 'Alice', last_name: 'Moreau', language_code: language }
  const initData = new URLSearchParams({
    user: JSON.stringify(user),
    ...(startParam === undefined ? {} : { start_param: startParam }),
    auth_date: String(NOW.getTime() / 1000),
    hash: 'nobody-looks-at-it',
  })
  return new URLSearchParams({
    tgWebAppData: String(initData),
    tgWebAppVersion: version,
    tgWebAppPlatform: 'weba',
    tgWebAppThemeParams: JSON.stringify(paletteOf(scheme === 'dark')),
  }).toString()
}
