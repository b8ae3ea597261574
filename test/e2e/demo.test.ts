import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { ALICE, chatOf, giveMonthBack, OLGA, pay, say } from './chat.ts'
import { clearData, type Demo, demoData, startDemo } from './stage.ts'

/** A newcomer's first five minutes, in a real browser, on what `npm run demo` starts. */
describe('the demo in a browser', () => {
  let data: string
  let demo: Demo
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    data = await demoData()
    // One after the other: what has started is known, and stopped, when the next cannot start.
    demo = await startDemo(data)
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1280, height: 860 } })
  }, 90_000)

  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
    await clearData(data)
  })

  it('sells a month for Stars, shows it, and gives the Stars back when the admin is led through a refund', async () => {
    const complaints: string[] = []
    page.on('pageerror', error => complaints.push(error.message))
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()))

    await chatOf(page, demo, ALICE)
    await page.getByTestId('start').click()
    await say(page, '/buy')
    await page.getByTestId('button').filter({ hasText: 'A month of Pro' }).last().click()
    await pay(page)
    await expectLast(page, /Thank you\. A month of Pro is yours until \d+ \w+ \d{4}/)
    expect(await page.getByTestId('purse').first().textContent()).toContain('4,750')

    await say(page, '/status')
    await expectLast(page, /A month of Pro\s+until \d+ \w+ \d{4}, (30|31) days left/)

    await giveMonthBack(page, demo, '@alice')
    await expectLast(page, /250 Stars are back with/)

    await chatOf(page, demo, ALICE)
    await expectLast(page, /250 Stars/)
    await page.getByTestId('purse').first().filter({ hasText: '5,000' }).waitFor()
    await say(page, '/status')
    await expectLast(page, /ended|nothing/i)

    await page.getByTestId('another-service').first().click()
    const heard = page.getByTestId('service-heard')
    await heard.getByText('access.ended').waitFor({ timeout: 15_000 })
    const types = await heard.locator('code').allTextContents()
    expect(types.toSorted()).toEqual([
      'access.ended',
      'access.granted',
      'payment.refunded',
      'payment.settled',
    ])
    expect(await heard.textContent()).toContain('Alice Moreau: 250 Stars given back')
    expect(complaints).toEqual([])
  }, 90_000)

  it('has what its HTTP side can do to read, and to try, at /docs of the shop', async () => {
    const shop = `http://127.0.0.1:${Number(new URL(demo.url).port) + 1}`
    const docs = await browser.newPage()
    const complaints: string[] = []
    docs.on('console', message => message.type() === 'error' && complaints.push(message.text()))
    await docs.goto(`${shop}/docs`)
    const catalog = docs.locator('#operations-shop-listPlans')
    await catalog.locator('.opblock-summary').click()
    await catalog.locator('.try-out__btn').click()
    await catalog.locator('.execute').click()
    await catalog.locator('.live-responses-table').filter({ hasText: 'A month of Pro' }).waitFor()
    expect(complaints).toEqual([])
    await docs.close()
  }, 90_000)

  it('says nothing of its inside on the page it shows to newcomers', async () => {
    await chatOf(page, demo, OLGA)
    expect(await page.locator('body').textContent()).not.toMatch(/undefined|NaN|\[object|Error/)
  })

  async function expectLast(on: Page, text: RegExp): Promise<void> {
    await on.getByTestId('message').filter({ hasText: text }).last().waitFor({ timeout: 15_000 })
  }
})
