import type { FrameLocator, Locator, Page } from 'playwright-core'
import { BOT } from '../demo/people.ts'
import { sandboxClient } from '../sandbox/client.ts'
import { newWebAppKey, signInitData } from '../sandbox/init-data.ts'
import { word } from './app/words.ts'
import { chatOf } from './chat.ts'
import type { Demo } from './stage.ts'

/** A window in which nothing glides: what moves while it is pressed is missed, by people too. */
export const WINDOW = { viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce' as const }

/** Somebody nobody knows yet, with Stars to spend and the chat begun. */
export async function newcomer(
  demo: Pick<Demo, 'url'>,
  firstName: string,
  { language = 'en', stars = 5000 } = {},
): Promise<number> {
  const control = sandboxClient(demo.url)
  const { user } = await control.addPerson({ first_name: firstName, language_code: language, stars })
  await control.send({ person: user.id, text: '/start' })
  await control.waitFor(user.id, ({ messages }) => messages.length > 1)
  return user.id
}

/** Opens the Mini App as this person by the menu button of the chat. */
export async function openFromMenu(
  page: Page,
  demo: Pick<Demo, 'url'>,
  person: number,
): Promise<FrameLocator> {
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

/** What is said by this text, in English, on the screen; what is read out says it a second time. */
export function told(app: FrameLocator, id: string): Locator {
  return app.getByRole('main').getByText(word('en', id))
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

/** initData of the demo's bot as Telegram would have signed it then. */
export function signedAt(auth_date: number, user: { id: number; first_name: string }): string {
  const signers = { botId: Number(BOT.token.split(':')[0]), token: BOT.token, key: newWebAppKey() }
  return signInitData({ user: JSON.stringify(user), auth_date: String(auth_date) }, signers)
}

/** What the app’s server answers to whoever bears this token. */
export async function statusOf(app: string, token: string): Promise<number> {
  const answer = await fetch(new URL('../api/v1/me', app), { headers: { authorization: `Bearer ${token}` } })
  return answer.status
}
