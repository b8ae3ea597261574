import type { FrameLocator, Page } from 'playwright-core'
import { word } from './app/words.ts'
import { appOn } from './mini-app.ts'

/** Cards by what they do. */
export const CARD = {
  works: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  asks: '4000 0025 0000 3155',
  failsLater: '4000 0000 0000 0341',
}

/** What stands in the browser that slid over the chat or the app. */
export function browserOn(page: Page): FrameLocator {
  return page.getByTestId('browser-frame').contentFrame()
}

/** From anywhere in the app to the provider's page for a plan. */
export async function checkOut(page: Page, title: string): Promise<void> {
  const app = appOn(page)
  await app.getByRole('button', { name: word('en', 'app-plans'), exact: true }).click()
  await app.getByRole('button', { name: title }).click()
  await page.getByRole('button', { name: /by card$/ }).click()
  await browserOn(page).getByTestId('checkout-pay').waitFor()
}

/** Pays on the provider's page, which is open. */
export async function payBy(page: Page, card: string): Promise<void> {
  const provider = browserOn(page)
  await provider.getByTestId('card-number').fill(card)
  await provider.getByTestId('checkout-pay').click()
}

/** From the page that a provider's leads to, back to where they came from. */
export async function comeBack(page: Page): Promise<void> {
  await browserOn(page)
    .getByRole('link', { name: word('en', 'return-button') })
    .click()
  await page.getByTestId('browser').waitFor({ state: 'detached' })
}
