import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { ALICE, chatOf, OLGA, pay, press, say } from './chat.ts'
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

    await chatOf(page, demo, OLGA)
    await page.getByTestId('start').click()
    await say(page, '/refund')
    await say(page, '@alice')
    await press(page, 'A month of Pro')
    await press(page, 'Bought by mistake')
    await press(page, 'Give 250 Stars back')
    await expectLast(page, /250 Stars are back with/)

    await chatOf(page, demo, ALICE)
    await expectLast(page, /250 Stars/)
    await page.getByTestId('purse').first().filter({ hasText: '5,000' }).waitFor()
    await say(page, '/status')
    await expectLast(page, /ended|nothing/i)
    expect(complaints).toEqual([])
  }, 90_000)

  it('says nothing of its inside on the page it shows to newcomers', async () => {
    await chatOf(page, demo, OLGA)
    expect(await page.locator('body').textContent()).not.toMatch(/undefined|NaN|\[object|Error/)
  })

  async function expectLast(on: Page, text: RegExp): Promise<void> {
    await on.getByTestId('message').filter({ hasText: text }).last().waitFor({ timeout: 15_000 })
  }
})
