import type { Page } from 'playwright-core'
import { word } from './app/words.ts'
import { chatOf, OLGA, say } from './chat.ts'
import { closeApp, newcomer, payOnSheet, pressMenu } from './mini-app.ts'
import { letMonthsPass } from './months.ts'
import type { Demo } from './stage.ts'

/** Pictures what stands there, under this name. */
type Shot = (page: Page, name: string) => Promise<void>

/** A subscription in Stars, month by month, in the chat and in the app beside it. */
export async function pictureSubscription(page: Page, demo: Demo, shot: Shot): Promise<void> {
  await chatOf(page, demo, await newcomer(demo, 'Eve', { stars: 400 }))
  await say(page, '/buy steady')
  await page.getByTestId('button').filter({ hasText: 'Subscribe' }).last().click()
  await payOnSheet(page)
  await said(page, 'then renews by itself')
  await say(page, '/status')
  const before = await pressMenu(page)
  await before.getByRole('button', { name: word('en', 'app-billing'), exact: true }).click()
  await before.locator('.mine').waitFor()
  await shot(page, 'subscription')
  await closeApp(page)
  await aMonthLater(page)
  await said(page, 'is renewed: yours until')
  await aMonthLater(page)
  await said(page, 'could not be renewed')
  await say(page, '/status')
  const after = await pressMenu(page)
  await after.locator('.pass').waitFor()
  await shot(page, 'subscription-late')
}

/** What an admin is sent who asks how the shop is doing. */
export async function pictureStats(page: Page, demo: Demo, shot: Shot): Promise<void> {
  await letMonthsPass(demo.url)
  await chatOf(page, demo, OLGA, 'light')
  if (await page.getByTestId('start').isVisible()) await page.getByTestId('start').click()
  await say(page, '/stats')
  await page.getByTestId('photo').last().waitFor()
  await shot(page, 'desk-stats')
}

async function aMonthLater(page: Page): Promise<void> {
  await page.getByTestId('clock').click()
  await page.getByTestId('clock-month').click()
}

async function said(page: Page, text: string): Promise<void> {
  await page.getByTestId('message').filter({ hasText: text }).last().waitFor({ timeout: 45_000 })
}
