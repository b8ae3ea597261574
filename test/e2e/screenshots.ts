import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../support/chromium.ts'
import { pictureApp } from './app/pictures.ts'
import { ALICE, BORIS, chatOf, OLGA, pay, press, say } from './chat.ts'
import { appOn, closeApp, newcomer, openFromMenu, order, payOnSheet } from './mini-app.ts'
import { pictureStats, pictureSubscription } from './month-pictures.ts'
import { clearData, demoData, startDemo } from './stage.ts'

/**
 * Every screen of the demo as a picture, in `docs/screenshots/`: to be looked at, and shown in the README. Those of one
 * part alone: `npm run screenshots -- subscription`.
 */
const OUT = 'docs/screenshots'
const WIDE = { width: 1280, height: 860 }
const PHONE = { width: 390, height: 844 }

const data = await demoData()
await mkdir(OUT, { recursive: true })
console.log('Starting a demo of its own…')
const demo = await startDemo(data, 18_850)
const browser = await launchBrowser()
const parts = {
  async chat() {
    await buyer(await open(browser, WIDE))
    const charge = await phone(await open(browser, PHONE))
    await operator(await open(browser, WIDE), charge)
    await desk(await open(browser, WIDE))
    await inRussian(await open(browser, PHONE))
  },
  async app() {
    await miniApp(await open(browser, WIDE))
    await miniAppOnPhone(await open(browser, PHONE))
  },
  subscription: async () => pictureSubscription(await open(browser, WIDE), demo, shot),
  stats: async () => pictureStats(await open(browser, PHONE), demo, shot),
  webhooks: async () => webhooks(await open(browser, WIDE)),
  states: () => pictureApp(browser),
}
const [only] = process.argv.slice(2)
try {
  for (const [name, picture] of Object.entries(parts)) if (!only || name === only) await picture()
} finally {
  await browser.close()
  await demo.stop()
  await clearData(data)
}

async function buyer(page: Page): Promise<void> {
  await chatOf(page, demo, ALICE, 'light')
  await shot(page, 'empty')
  await page.getByTestId('start').click()
  await say(page, '/plans')
  await shot(page, 'plans')
  await say(page, '/buy month')
  await shot(page, 'invoice')
  await page.getByTestId('pay').last().click()
  await shot(page, 'pay-sheet')
  await page.keyboard.press('Escape')
  await pay(page)
  await say(page, '/status')
  await shot(page, 'status')
  await chatOf(page, demo, ALICE, 'dark')
  await shot(page, 'status-dark')
}

async function phone(page: Page): Promise<string> {
  await chatOf(page, demo, ALICE, 'dark')
  await say(page, '/buy week')
  await shot(page, 'phone-invoice-dark')
  const charge = await pay(page)
  await page.getByTestId('receipt').last().click()
  await shot(page, 'phone-receipt-dark')
  await page.keyboard.press('Escape')
  await chatOf(page, demo, ALICE, 'light')
  await shot(page, 'phone-thanks')
  return charge
}

async function operator(page: Page, charge: string): Promise<void> {
  await chatOf(page, demo, OLGA, 'light')
  await page.getByTestId('start').click()
  await say(page, `/refund ${charge} changed her mind`)
  await say(page, '/why @alice')
  await shot(page, 'operator')
  await page.getByText('What to try').click()
  await shot(page, 'guide')
  await page.keyboard.press('Escape')
}

/** A refund as a conversation, and what else only an admin sees. */
async function desk(page: Page): Promise<void> {
  await chatOf(page, demo, OLGA, 'light')
  await say(page, '/refund')
  await shot(page, 'desk-whom')
  await say(page, '@alice')
  await shot(page, 'desk-which')
  await press(page, 'A month of Pro')
  await shot(page, 'desk-why')
  await press(page, 'Bought by mistake')
  await shot(page, 'desk-sure')
  await press(page, 'Give 250 Stars back')
  const done = page.getByTestId('message').filter({ hasText: '250 Stars are back with' })
  await done.last().waitFor({ timeout: 15_000 })
  await shot(page, 'desk-done')
  await say(page, '/grant @alice week to make up for it')
  await say(page, '/balance')
  await shot(page, 'desk-balance')
  await say(page, '/audit')
  await shot(page, 'desk-audit')
}

/** What other services were told, and a way to tell them again. */
async function webhooks(page: Page): Promise<void> {
  await chatOf(page, demo, await newcomer(demo, 'Zoe'), 'light')
  await say(page, '/buy week')
  await pay(page)
  await chatOf(page, demo, OLGA, 'light')
  if (await page.getByTestId('start').isVisible()) await page.getByTestId('start').click()
  await page.getByTestId('message').filter({ hasText: 'Hello, Olga' }).first().waitFor()
  await say(page, '/webhooks')
  const messages = page.getByTestId('message')
  const before = await messages.count()
  await page.getByTestId('button').filter({ hasText: '↻ 1' }).last().click()
  await messages.nth(before).filter({ hasText: '✓ delivered' }).waitFor({ timeout: 15_000 })
  await shot(page, 'desk-webhooks')
}

async function inRussian(page: Page): Promise<void> {
  await chatOf(page, demo, BORIS, 'light')
  await page.getByTestId('start').click()
  await say(page, '/buy year')
  await page.getByTestId('pay').last().click()
  await shot(page, 'phone-too-little')
}

/** The Mini App beside the chat that it was opened from. */
async function miniApp(page: Page): Promise<void> {
  const app = await openFromMenu(page, demo, await newcomer(demo, 'Ada'))
  await order(page, 'A month of Pro')
  await shot(page, 'mini-app-pay')
  await payOnSheet(page)
  await app.locator('.notice-glad').waitFor()
  await shot(page, 'mini-app-paid')
  await app.locator('.notice-glad button').click()
  await app.locator('.pass').waitFor()
  await shot(page, 'mini-app')
  await page.getByTestId('theme').first().click()
  await shot(page, 'mini-app-dark')
  await closeApp(page)
}

async function miniAppOnPhone(page: Page): Promise<void> {
  await openFromMenu(page, demo, await newcomer(demo, 'Борис', { language: 'ru' }))
  await appOn(page).locator('#free').waitFor()
  await shot(page, 'phone-mini-app')
}

async function open(on: Browser, viewport: { width: number; height: number }): Promise<Page> {
  const deviceScaleFactor = viewport === PHONE ? 2 : 1
  const context = await on.newContext({ viewport, deviceScaleFactor, reducedMotion: 'reduce' })
  return await context.newPage()
}

async function shot(page: Page, name: string): Promise<void> {
  // Pictures are taken of what has come to rest.
  await page.waitForTimeout(600)
  await page.screenshot({ path: join(OUT, `${name}.png`) })
  console.log(`  ${name}.png`)
}
