import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { sandboxClient } from '../sandbox/client.ts'
import { launchBrowser } from '../support/chromium.ts'
import { word } from './app/words.ts'
import { type CardShop, startCardShop } from './card-shop.ts'
import { chatOf, say } from './chat.ts'
import { complaintsOf, newcomer, payOnSheet, pressMenu, told, WINDOW } from './mini-app.ts'

const en = (id: string) => word('en', id)
const PLAN = 'Pro that renews'
const RENEWS = /^Renews on \d+ \w+ \d{4}$/
const PATIENCE = { timeout: 45_000 }

let shop: CardShop
let browser: Browser
let page: Page
let complaints: string[]

/** A subscription in Stars through its whole life, in a real browser: one person's, in an app that stays open. */
beforeAll(async () => {
  shop = await startCardShop()
  browser = await launchBrowser()
  const context = await browser.newContext(WINDOW)
  context.setDefaultTimeout(PATIENCE.timeout)
  page = await context.newPage()
  complaints = complaintsOf(page)
})

afterAll(async () => {
  await browser?.close()
  await shop?.stop()
})

afterEach(() => expect([...complaints, ...shop.errors]).toEqual([]))

const inChat = (text: string | RegExp) =>
  page.getByTestId('message').filter({ hasText: text }).last().waitFor()
const press = (label: string) => page.getByTestId('button').filter({ hasText: label }).last().click()

let app: FrameLocator
const pass = () => app.getByRole('article', { name: PLAN })
const inApp = (id: string) => app.getByRole('button', { name: en(id), exact: true }).click()

/** By the button of the demo. */
async function later(by: 'week' | 'month'): Promise<void> {
  await page.getByTestId('clock').click()
  await page.getByTestId(`clock-${by}`).click()
}

/** What Telegram keeps under Settings › My Stars. */
async function inMyStars(deed: string): Promise<void> {
  await page.getByTestId('purse').first().click()
  await page.getByTestId(deed).click()
  await page.keyboard.press('Escape')
}

describe('a subscription in Stars', () => {
  let startedAt: number

  it('is begun by the button of a link in the chat', async () => {
    // Enough for two periods, and not for a third.
    await chatOf(page, shop, await newcomer(shop, 'Eve', { stars: 400 }))
    await say(page, '/buy steady')
    await press('Subscribe')
    await payOnSheet(page)
    await inChat(/Thank you. Pro that renews is yours until .*, and then renews by itself/)
    app = await pressMenu(page)
    await pass().getByText(RENEWS).waitFor()
  })

  it('is stopped in the app, where one is asked whether one is sure', async () => {
    await app.getByRole('button', { name: en('app-billing'), exact: true }).click()
    await inApp('app-cancel-renewal')
    const sure = app.getByRole('dialog', { name: en('app-stop-sure') })
    await sure.getByText(/stays yours until .*\. After that it ends, and nothing more is charged/).waitFor()
    await sure.getByRole('button', { name: en('app-cancel-renewal') }).click()
    await app.getByText(en('app-sub-ending'), { exact: true }).waitFor()
    await app.getByText(/^Ends on \d+ \w+ \d{4} and does not renew by itself$/).waitFor()
    await page.getByTestId('purse').first().click()
    await page.getByTestId('subscription-state').getByText('Stopped by the bot').waitFor()
    await page.keyboard.press('Escape')
  })

  it('is allowed there to renew again, and turned on in Telegram', async () => {
    await inApp('app-resume')
    await told(app, 'app-resume-how').waitFor()
    await inMyStars('renew-subscription')
    await inChat(/Pro that renews renews by itself again, next on/)
    await app.getByText(RENEWS).first().waitFor()
  })

  it('a month later has renewed', async () => {
    startedAt = performance.now()
    await later('month')
    await inChat('Pro that renews is renewed: yours until')
    await pass().getByText(RENEWS).waitFor()
  })

  // cases 27, 74
  it('another month later, with an empty purse, is late, and stays open for its days of grace', async () => {
    await later('month')
    await inChat('could not be renewed: Telegram could not take 200 Stars')
    await told(app, 'app-due').waitFor()
    await pass().getByText(en('app-pass-grace'), { exact: true }).waitFor()
  })

  it('a week later has ended, which is said once', async () => {
    await later('week')
    await inChat(/Pro that renews ended on .*\. Nothing has been charged since/)
    await app.getByRole('heading', { name: en('app-free'), exact: true }).waitFor()
    expect(await page.getByTestId('message').filter({ hasText: 'ended on' }).count()).toBe(1)
  })

  it('is begun anew, and they are welcome back', async () => {
    await press('Buy it again')
    await page.getByTestId('button').filter({ hasText: 'Subscribe' }).nth(1).waitFor()
    await press('Subscribe')
    await page.getByTestId('fill-purse').click()
    await payOnSheet(page)
    await inChat('Pro that renews is open again. Welcome back!')
    await pass().getByText(RENEWS).waitFor()
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    console.log(`A renewal, a failure, grace, the end and the return took ${seconds} s.`)
  })

  it('leaves books that hold what Telegram holds', async () => {
    const { stars } = await sandboxClient(shop.url).balance()
    expect(stars).toBe(600)
    const held = await shop.books.pool.query<{ stars: number }>(
      `select sum(amount)::int as stars from entries where rail = 'stars' and debit = 'cash'`,
    )
    expect(held.rows).toEqual([{ stars }])
    expect(await auditBooks(shop.books)).toEqual({ unbalanced: [], strayed: [], quarantined: 0 })
  })
})
