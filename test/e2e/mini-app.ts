import type { FrameLocator, Page } from 'playwright-core'
import { sandboxClient } from '../sandbox/client.ts'
import { word } from './app/words.ts'
import { chatOf } from './chat.ts'
import type { Demo } from './stage.ts'

/** A window in which nothing glides: what moves while it is pressed is missed, by people too. */
export const WINDOW = { viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce' as const }

/** Somebody nobody knows yet, with Stars to spend and the chat begun. */
export async function newcomer(demo: Demo, firstName: string, language = 'en'): Promise<number> {
  const control = sandboxClient(demo.url)
  const { user } = await control.addPerson({ first_name: firstName, language_code: language, stars: 5000 })
  await control.send({ person: user.id, text: '/start' })
  await control.waitFor(user.id, ({ messages }) => messages.length > 1)
  return user.id
}

/** Opens the Mini App as this person by the menu button of the chat. */
export async function openFromMenu(page: Page, demo: Demo, person: number): Promise<FrameLocator> {
  await chatOf(page, demo, person)
  return await pressMenu(page)
}

export async function pressMenu(page: Page): Promise<FrameLocator> {
  await page.getByTestId('menu-button').click()
  const app = appOn(page)
  await app.locator('main').waitFor()
  return app
}

/** The app that stands on this page. */
export function appOn(page: Page): FrameLocator {
  return page.getByTestId('app-frame').contentFrame()
}

/** From anywhere in the app to the pay sheet for a plan, in English. */
export async function order(page: Page, title: string): Promise<void> {
  const app = appOn(page)
  await app.getByRole('button', { name: word('en', 'app-plans'), exact: true }).click()
  await app.getByRole('button', { name: title }).click()
  await page.getByTestId('app-main-button').click()
  await page.getByTestId('confirm-pay').waitFor()
}

/** Pays what the sheet asks for, and puts the sheet away. */
export async function payOnSheet(page: Page): Promise<void> {
  await page.getByTestId('confirm-pay').click()
  await page.getByTestId('pay-close').click()
}

/** Closes the app; where it is asked whether one is sure, one is. */
export async function closeApp(page: Page): Promise<void> {
  await page.getByTestId('app-close').click()
  const sure = page.getByTestId('app-leave')
  const gone = page.getByTestId('app-frame')
  await sure.or(page.getByTestId('menu-button')).first().waitFor()
  if (await sure.isVisible()) await sure.click()
  await gone.waitFor({ state: 'detached' })
}

/** What the browser complains of from now on: errors of scripts, and what a policy forbade. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => {
    const isRefusal = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text())
  })
  return complaints
}
