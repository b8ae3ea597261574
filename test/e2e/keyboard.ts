import type { Locator, Page } from 'playwright-core'

/** Once around the demo's page with the app in it takes some 40; after two rounds there is no way. */
const MOST_STEPS = 80

/** Goes there by the Tab key alone, and presses Enter. */
export async function enter(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let steps = 0; !(await hasFocus(target)); steps++) {
    if (steps > MOST_STEPS) throw new Error(`no way by Tab to ${String(target)}`)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
}

function hasFocus(target: Locator): Promise<boolean> {
  // An element of a page that has no focus itself is not where the next key goes.
  return target.evaluate(element => element.matches(':focus') && element.ownerDocument.hasFocus())
}
