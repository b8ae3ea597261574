import type { Browser, Page, Response } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BOT } from '../demo/people.ts'
import { type SandboxClient, sandboxClient } from '../sandbox/client.ts'
import { launchBrowser } from '../support/chromium.ts'
import { packed } from '../support/packed.ts'
import { word } from './app/words.ts'
import {
  complaintsOf,
  newcomer,
  openFromMenu,
  order,
  payOnSheet,
  pressMenu,
  signedAt,
  statusOf,
  WINDOW,
} from './mini-app.ts'
import { clearData, type Demo, demoData, startDemo } from './stage.ts'

/** Short enough to wait for, long enough that a busy machine renews in time. */
const TTL_SECONDS = 6
const en = (id: string) => word('en', id)

/** Who is in, for how long, and who is not; on a demo whose sessions are short. */
describe('who comes into the Mini App', () => {
  let data: string
  let demo: Demo
  let control: SandboxClient
  let browser: Browser
  let page: Page
  let complaints: string[]
  /** What the server answered to whoever wanted in or asked with a token. */
  let answers: { path: string; status: number }[]

  beforeAll(async () => {
    data = await demoData()
    // As by default: what Telegram signed lives no longer than a token.
    const short = ['SESSION_TTL_SECONDS', 'INIT_DATA_MAX_AGE_SECONDS'].map(name => `${name}=${TTL_SECONDS}`)
    demo = await startDemo(data, 18_750, {
      more: short.flatMap(setting => ['--set', setting]),
      program: await packed('test/demo/demo.ts'),
    })
    control = sandboxClient(demo.url)
    browser = await launchBrowser()
  }, 90_000)

  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
    await clearData(data)
  })

  beforeEach(async () => {
    const context = await browser.newContext(WINDOW)
    context.setDefaultTimeout(15_000)
    page = await context.newPage()
    complaints = complaintsOf(page)
    answers = []
    page.on('response', response => {
      const path = /\/api\/v1\/(.+)$/.exec(response.url())?.[1]
      if (path) answers.push({ path, status: response.status() })
    })
  })

  afterEach(async () => {
    await page.context().close()
    expect(complaints).toEqual([])
  })

  const isRenewal = (response: Response) => response.url().endsWith('/miniapp/renew')
  const exchanges = () =>
    answers.filter(({ path }) => path === 'miniapp/exchange-initdata').map(({ status }) => status)

  // case 99
  it('stays in for as long as the app is open, and notices nothing', async () => {
    const app = await openFromMenu(page, demo, await newcomer(demo, 'Hugo'))
    for (let renewals = 0; renewals < 2; renewals++)
      expect((await page.waitForResponse(isRenewal)).status()).toBe(200)
    await app.getByRole('button', { name: en('app-billing'), exact: true }).click()
    await app.getByText(en('app-billing-none')).waitFor()
    expect(exchanges()).toEqual([200])
    expect(answers.filter(({ status }) => status === 401)).toEqual([])
    expect(JSON.stringify(await page.context().storageState())).not.toMatch(/eyJ|hash=/)
  })

  // case 51, 97, 99
  it('goes on without a word when its token and what Telegram signed got old while the phone slept', async () => {
    const ida = await newcomer(demo, 'Ida')
    await page.route('**/miniapp/renew', route => route.abort())
    const entered = page.waitForResponse(/exchange-initdata/)
    const app = await openFromMenu(page, demo, ida)
    const exchange = await entered
    const { access_token } = await exchange.json()
    await expect
      .poll(() => statusOf(appAddress(), access_token), { timeout: 15_000, interval: 250 })
      .toBe(401)
    const { init_data } = exchange.request().postDataJSON()
    const signed = Number(new URLSearchParams(init_data).get('auth_date'))
    await expect.poll(() => Date.now() / 1000 - signed, { timeout: 15_000 }).toBeGreaterThan(TTL_SECONDS + 1)
    const headers = { 'content-type': 'application/json' }
    const late = await fetch(exchange.url(), { method: 'POST', headers, body: JSON.stringify({ init_data }) })
    expect(await late.json()).toMatchObject({ type: 'urn:starpass:problem:init-data-old' })

    await page.unroute('**/miniapp/renew')
    await order(page, 'A week of Pro')
    await payOnSheet(page)
    await app.getByRole('main').getByText(en('app-paid')).waitFor()
    expect(exchanges()).toEqual([200])
  })

  // case 50
  it('is not let in with what Telegram did not sign', async () => {
    const jan = await newcomer(demo, 'Jan')
    const { url } = await control.openApp({ person: jan, from: { kind: 'menu' } })
    await page.goto(url.replace('Jan', 'Jon'))
    await page.getByRole('heading', { name: en('app-refused') }).waitFor()
    expect(exchanges()).toEqual([401])
  })

  // case 51
  it('is asked to open it anew with what was signed too long ago', async () => {
    const kim = await newcomer(demo, 'Kim')
    const { url } = await control.openApp({ person: kim, from: { kind: 'menu' } })
    const address = new URL(url)
    const launch = new URLSearchParams(address.hash.slice(1))
    launch.set('tgWebAppData', signedAt(Math.floor(Date.now() / 1000) - 1000, { id: kim, first_name: 'Kim' }))
    await page.goto(`${address.origin}${address.pathname}#${launch}`)
    await page.getByRole('heading', { name: en('app-old') }).waitFor()
    expect(exchanges()).toEqual([401])
  })

  it('is out everywhere on their own wish, and in again from the chat', async () => {
    const lea = await newcomer(demo, 'Lea')
    const app = await openFromMenu(page, demo, lea)
    await app.getByRole('button', { name: en('app-settings') }).click()
    await app.getByRole('button', { name: en('app-sign-out') }).click()
    await app
      .getByRole('dialog')
      .getByRole('button', { name: en('app-sign-out') })
      .click()
    await app.getByRole('heading', { name: en('app-ended') }).waitFor()
    await app.getByRole('button', { name: en('app-close') }).click()
    await page.getByTestId('app-frame').waitFor({ state: 'detached' })
    const again = await pressMenu(page)
    await again.getByRole('heading', { name: en('app-free'), exact: true }).waitFor()
  })

  it('wears what their Telegram wears, and speaks the language they choose, in the chat too', async () => {
    const max = await newcomer(demo, 'Max')
    const app = await openFromMenu(page, demo, max)
    await app.getByRole('heading', { name: en('app-free'), exact: true }).waitFor()
    const scheme = () => app.locator('html').getAttribute('data-scheme')
    const before = await scheme()
    await page.getByTestId('theme').first().click()
    await expect.poll(scheme).toBe(before === 'dark' ? 'light' : 'dark')

    await app.getByRole('button', { name: en('app-settings') }).click()
    await app.getByRole('radio', { name: 'العربية' }).check()
    await app.getByRole('heading', { name: word('ar', 'app-settings') }).waitFor()
    expect(await app.locator('html').getAttribute('dir')).toBe('rtl')
    await app.getByRole('radio', { name: 'Русский' }).check()
    await app.getByRole('heading', { name: word('ru', 'app-settings') }).waitFor()
    expect(await app.locator('html').getAttribute('dir')).toBe('ltr')
    await control.send({ person: max, text: '/status' })
    await control.waitFor(max, ({ messages }) => /[а-я]{3}/i.test(messages.at(-1)?.text ?? ''))
  })

  it('has words though their file did not come the first time, and a way on where none comes', async () => {
    const nan = await newcomer(demo, 'Nan')
    await page.route('**/assets/en-*.js', route => route.abort())
    const second = page.waitForResponse(/again-en-/)
    await openFromMenu(page, demo, nan)
    expect((await second).status()).toBe(200)
    await page.route('**/assets/again-en-*.js', route => route.abort())
    await page.goto(appAddress())
    const again = page.getByRole('button', { name: en('app-retry') })
    await again.waitFor()
    await page.unrouteAll()
    await again.click()
    await page.getByRole('heading', { name: en('app-outside') }).waitFor()
  })

  it('is told where it belongs when it is opened outside Telegram', async () => {
    await page.goto(appAddress())
    await page.getByRole('heading', { name: en('app-outside') }).waitFor()
    const way = page.getByRole('link', { name: en('app-outside-open') })
    expect(await way.getAttribute('href')).toBe(`https://t.me/${BOT.username}`)
    expect(exchanges()).toEqual([])
  })

  /** Next to the sandbox's own port. */
  function appAddress(): string {
    return `http://127.0.0.1:${Number(new URL(demo.url).port) + 1}/app/`
  }
})
