import type { Page } from 'playwright-core'
import type { Demo } from './stage.ts'

/** The people of the demo (test/demo/people.ts). */
export const ALICE = 1_001
export const BORIS = 1_002
export const OLGA = 1_003

/** Opens the page as this person. */
export async function chatOf(
  page: Page,
  demo: Pick<Demo, 'url'>,
  person: number,
  theme?: 'light' | 'dark',
): Promise<void> {
  const query = new URLSearchParams({ as: String(person), ...(theme ? { theme } : {}) })
  await page.goto(`${demo.url}/?${query}`)
  await page.getByTestId('start').or(page.getByTestId('composer')).first().waitFor()
}

/** Types a message and waits for the bot's answer to it. */
export async function say(page: Page, text: string): Promise<void> {
  const before = await page.getByTestId('message').count()
  await page.getByTestId('composer').fill(text)
  await page.keyboard.press('Enter')
  await page
    .getByTestId('message')
    .nth(before + 1)
    .waitFor({ timeout: 15_000 })
}

/** Presses the newest button with this label, and waits until it has led somewhere. */
export async function press(page: Page, label: string): Promise<void> {
  const button = page.getByTestId('button').filter({ hasText: label }).last()
  await button.click()
  await button.waitFor({ state: 'detached', timeout: 15_000 })
}

/** Olga begins the chat, and is led to giving somebody their month back. */
export async function giveMonthBack(page: Page, demo: Pick<Demo, 'url'>, whom: string): Promise<void> {
  await chatOf(page, demo, OLGA)
  await page.getByTestId('start').click()
  await say(page, '/refund')
  await say(page, whom)
  await press(page, 'A month of Pro')
  await press(page, 'Bought by mistake')
  await press(page, 'Give 250 Stars back')
}

/** Pays the newest invoice with Stars; the charge id from its receipt. */
export async function pay(page: Page): Promise<string> {
  await page.getByTestId('pay').last().click()
  await page.getByTestId('confirm-pay').click()
  await page.getByTestId('pay-done').waitFor({ timeout: 15_000 })
  await page.getByText('See the receipt').click()
  const charge = await page.getByTestId('charge-id').textContent()
  await page.keyboard.press('Escape')
  return charge?.trim() ?? ''
}
