import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type SandboxClient, sandboxClient } from '../sandbox/client.ts'
import { launchBrowser } from '../support/chromium.ts'
import { packed } from '../support/packed.ts'
import { word } from './app/words.ts'
import { chatOf, giveMonthBack } from './chat.ts'
import { liveWithDevice } from './device-life.ts'
import { enter } from './keyboard.ts'
import {
  appOn,
  closeApp,
  complaintsOf,
  newcomer,
  openFromMenu,
  order,
  payOnSheet,
  pressMenu,
  told,
  WINDOW,
} from './mini-app.ts'
import { clearData, type Demo, demoData, startDemo } from './stage.ts'

const en = (id: string) => word('en', id)

/** The Mini App as people come to it: out of a chat, in a real browser, on what `npm run demo` starts. */
describe('the Mini App of the demo', () => {
  let data: string
  let demo: Demo
  let control: SandboxClient
  let browser: Browser
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    data = await demoData()
    demo = await startDemo(data, 18_700, { program: await packed('test/demo/demo.ts') })
    control = sandboxClient(demo.url)
    browser = await launchBrowser()
  }, 90_000)

  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
    await clearData(data)
  })

  beforeEach(async () => {
    page = await newPage()
    complaints = complaintsOf(page)
  })

  afterEach(async () => {
    await page.context().close()
    expect(complaints).toEqual([])
  })

  async function newPage(): Promise<Page> {
    const context = await browser.newContext(WINDOW)
    context.setDefaultTimeout(15_000)
    return await context.newPage()
  }

  const starsOf = async (person: number) =>
    (await control.people()).find(({ user }) => user.id === person)?.stars

  it('is one tap away, sells, shows what was bought, and the chat says thank you', async () => {
    const ada = await newcomer(demo, 'Ada')
    const app = await openFromMenu(page, demo, ada)
    await app.getByRole('heading', { name: en('app-free'), exact: true }).waitFor()

    await order(page, 'A month of Pro')
    await payOnSheet(page)
    await told(app, 'app-paid').waitFor()
    await app.getByRole('button', { name: en('app-see-mine') }).click()
    await app
      .getByRole('article', { name: 'A month of Pro' })
      .getByText(/^Until \d+ \w+ \d{4}$/)
      .waitFor()
    expect(await app.getByText(en('app-free'), { exact: true }).count()).toBe(0)

    await closeApp(page)
    const thanks = page
      .getByTestId('message')
      .filter({ hasText: /Thank you\. A month of Pro is yours until/ })
    await thanks.last().waitFor()
    expect(await starsOf(ada)).toBe(4750)
  })

  // cases 18 and 19: `pending` and even `paid` are the client's words; the books have the last.
  it('gives nothing before the books have it, whatever the client says', async () => {
    const ben = await newcomer(demo, 'Ben')
    await control.sheet({ person: ben, holds_update: true })
    const app = await openFromMenu(page, demo, ben)
    await order(page, 'A week of Pro')
    await payOnSheet(page)
    await told(app, 'app-checking').waitFor()
    expect(await told(app, 'app-paid').count()).toBe(0)

    await control.sheet({ person: ben })
    await told(app, 'app-paid').waitFor()
  })

  // case 17
  it('finds it bought although the client says that it failed, however late that comes', async () => {
    const cleo = await newcomer(demo, 'Cleo')
    await control.sheet({ person: cleo, says: 'failed', holds_update: true })
    await page.clock.install()
    const app = await openFromMenu(page, demo, cleo)
    await order(page, 'A week of Pro')
    await page.getByTestId('confirm-pay').click()
    await page.getByTestId('pay-failed').getByTestId('pay-close').click()
    await told(app, 'app-checking').waitFor()
    await page.clock.fastForward(25_000)
    await told(app, 'app-dropped-failed').waitFor()
    expect(await starsOf(cleo)).toBe(4925)

    await control.sheet({ person: cleo })
    await told(app, 'app-paid').waitFor()
    await app.getByRole('button', { name: en('app-see-mine') }).click()
    await app.getByRole('article', { name: 'A week of Pro' }).waitFor()
  })

  it('closed while it pays, finds it bought when it is opened again', async () => {
    const dora = await newcomer(demo, 'Dora')
    await control.sheet({ person: dora, holds_update: true })
    await openFromMenu(page, demo, dora)
    await order(page, 'A week of Pro')
    await payOnSheet(page)
    await told(appOn(page), 'app-checking').waitFor()
    await closeApp(page)

    const again = await pressMenu(page)
    await told(again, 'app-checking').waitFor()
    await control.sheet({ person: dora })
    await told(again, 'app-paid').waitFor()
    await again.getByRole('article', { name: 'A week of Pro' }).waitFor()
  })

  it('put away before paying, charges nothing and can be tried again', async () => {
    const emil = await newcomer(demo, 'Emil')
    const app = await openFromMenu(page, demo, emil)
    await order(page, 'A week of Pro')
    await page.keyboard.press('Escape')
    await told(app, 'app-nothing-charged').waitFor()
    expect(await starsOf(emil)).toBe(5000)
    await page.getByTestId('app-main-button').click()
    await payOnSheet(page)
    await told(app, 'app-paid').waitFor()
  })

  it('turns when the admin gives the money back in the chat, under the eyes of whoever has it open', async () => {
    const finn = await newcomer(demo, 'Finn')
    const app = await openFromMenu(page, demo, finn)
    await order(page, 'A month of Pro')
    await payOnSheet(page)
    await app.getByRole('button', { name: en('app-see-mine') }).click()
    const pass = app.getByRole('article', { name: 'A month of Pro' })
    await pass.getByText(en('app-pass-now'), { exact: true }).waitFor()

    const desk = await newPage()
    await giveMonthBack(desk, demo, String(finn))

    await pass.getByText(en('app-pass-refunded'), { exact: true }).waitFor({ timeout: 20_000 })
    await app.getByRole('heading', { name: en('app-free'), exact: true }).waitFor()
    await app.getByRole('button', { name: en('app-billing'), exact: true }).click()
    await app.getByRole('button', { name: /A month of Pro.*Refunded/ }).waitFor()
    expect(await starsOf(finn)).toBe(5000)
    await desk.context().close()
  }, 90_000)

  it('keeps the devices of a person', async () => {
    await openFromMenu(page, demo, await newcomer(demo, 'Ivy'))
    await liveWithDevice(page)
  }, 90_000)

  it('sells to whoever has only a keyboard', async () => {
    const gwen = await newcomer(demo, 'Gwen')
    await chatOf(page, demo, gwen)
    const app = appOn(page)
    await enter(page, page.getByTestId('menu-button'))
    await app.getByRole('heading', { name: en('app-free'), exact: true }).waitFor()
    await enter(page, app.getByRole('button', { name: en('app-see-plans') }))
    await enter(page, app.getByRole('button', { name: 'A week of Pro' }))
    await page.getByTestId('app-main-button').waitFor()
    await enter(page, page.getByTestId('app-main-button'))
    await enter(page, page.getByTestId('confirm-pay'))
    await page.getByTestId('pay-close').waitFor()
    // What is next to press has the focus already.
    await page.keyboard.press('Enter')
    await told(app, 'app-paid').waitFor()
    await enter(page, app.getByRole('button', { name: en('app-see-mine') }))
    await app.getByRole('article', { name: 'A week of Pro' }).waitFor()
  })
})
