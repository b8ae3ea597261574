import type { FrameLocator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { word } from './app/words.ts'
import { appOn, payOnSheet, told } from './mini-app.ts'

const en = (id: string, vars?: Record<string, string | number>) => word('en', id, vars)

/** A device from its first day to its last, in the app that is open on this page, of somebody without a plan (cases 101, 102). */
export async function liveWithDevice(page: Page): Promise<void> {
  const app = appOn(page)
  const press = (id: string) => pressIn(app, en(id))
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await press('app-devices')
  await press('app-device-add')
  await app.getByRole('textbox', { name: en('app-device-name') }).fill('Laptop')
  await page.keyboard.press('Enter')
  const sheet = app.getByRole('dialog', { name: en('app-secret', { name: 'Laptop' }) })
  await sheet.waitFor()
  for (let times = 0; times < 3; times++) await page.keyboard.press('Escape')
  await press('app-copy')
  await sheet.getByText(en('app-copied')).waitFor()
  const secret = await page.evaluate<string>('navigator.clipboard.readText()')
  expect(secret).toMatch(/^spd_[0-9a-f]{32}_[\w-]{43}$/)
  await press('app-secret-saved')
  await sheet.waitFor({ state: 'detached' })
  expect(await app.locator('body').textContent()).not.toContain(secret)

  const use = async () => await useSecret(page, secret)
  expect(await use()).toEqual({ status: 200, keys: [] })
  const device = (name: string) => app.getByRole('button', { name })
  await device('Laptop')
    .filter({ hasText: /Last used/ })
    .waitFor()
  await device('Laptop').click()
  await press('app-device-rename')
  await app.getByRole('textbox', { name: en('app-device-name') }).fill('Work laptop')
  await press('app-device-save')
  await device('Work laptop').and(app.locator(':focus')).waitFor()

  // Without a plan there is one; a plan that allows more makes room at once.
  await told(app, 'app-devices-full').waitFor()
  await press('app-upgrade')
  await app.getByRole('heading', { name: 'A month of Pro' }).waitFor()
  await page.getByTestId('app-main-button').click()
  await page.getByTestId('confirm-pay').waitFor()
  await payOnSheet(page)
  await told(app, 'app-paid').waitFor()
  await press('app-see-mine')
  await press('app-devices')
  await app.getByRole('heading', { name: en('app-devices-count', { count: 1, most: 3 }) }).waitFor()
  expect(await use()).toEqual({ status: 200, keys: ['pro'] })

  await device('Work laptop').click()
  await press('app-device-remove')
  await press('app-device-remove')
  await told(app, 'app-devices-none').waitFor()
  // What they had opened is gone: they are at the heading.
  await app.locator('#title:focus').waitFor()
  expect(await use()).toEqual({ status: 401, keys: undefined })
}

async function pressIn(app: FrameLocator, name: string): Promise<void> {
  await app.getByRole('button', { name, exact: true }).click()
}

/** What the server says to whoever bears this secret. */
async function useSecret(
  page: Page,
  secret: string,
): Promise<{ status: number; keys?: string[] | undefined }> {
  const address = (await page.getByTestId('app-frame').getAttribute('src')) ?? ''
  const answer = await fetch(new URL('../api/v1/device/entitlements', address), {
    headers: { authorization: `Bearer ${secret}` },
  })
  const body: unknown = await answer.json()
  const keys = Array.isArray(body) ? body.map(({ key }: { key: string }) => key) : undefined
  return { status: answer.status, keys }
}
