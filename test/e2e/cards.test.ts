import { readFile } from 'node:fs/promises'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { readTables } from '../crash/state.ts'
import { type SandboxClient, sandboxClient } from '../sandbox/client.ts'
import { launchBrowser } from '../support/chromium.ts'
import { word } from './app/words.ts'
import { browserOn, CARD, checkOut, comeBack, payBy } from './card-pages.ts'
import { type CardShop, startCardShop } from './card-shop.ts'
import { ATTEMPTS, attempt, GENUINE, UNSEEN } from './card-webhooks.ts'
import { chatOf, say } from './chat.ts'
import { complaintsOf, newcomer, openFromMenu, told, WINDOW } from './mini-app.ts'

const en = (id: string) => word('en', id)
const CLUB = "The makers' club"
const ADVICE = 'An hour of advice'
const RENEWS = /^Renews on \d+ \w+ \d{4}$/
const PATIENCE = { timeout: 30_000 }

let shop: CardShop
let control: SandboxClient
let browser: Browser
let page: Page
let complaints: string[]

/**
 * Cards as people pay with them: all of the shop, between a Telegram and a Stripe, in a real browser. It is one shop, and
 * each test finds it as the one before left it.
 */
beforeAll(async () => {
  shop = await startCardShop()
  control = sandboxClient(shop.url)
  browser = await launchBrowser()
  const context = await browser.newContext(WINDOW)
  context.setDefaultTimeout(PATIENCE.timeout)
  page = await context.newPage()
  complaints = complaintsOf(page)
})

afterAll(async () => {
  await browser?.close()
  await shop?.stop()
})

afterEach(() => expect([...complaints, ...shop.errors]).toEqual([]))

const idle = () => expect.poll(() => shop.isIdle(), PATIENCE).toBe(true)
const there = (id: string) => browserOn(page).getByTestId(id)
const inChat = (text: string) => page.getByTestId('message').filter({ hasText: text }).last()

/** One person's, in an app that stays open. */
describe('a subscription', () => {
  let app: FrameLocator
  const pass = () => app.getByRole('article', { name: CLUB })
  const manage = () => app.getByRole('button', { name: en('app-portal') }).click()
  const leavePortal = async () => {
    await there('portal-return').click()
    await comeBack(page)
  }

  it('is bought by card on the provider’s page, and the app turns when they come back', async () => {
    app = await openFromMenu(page, shop, await newcomer(shop, 'Ada'))
    await app.getByRole('heading', { name: en('app-free'), exact: true }).waitFor()
    await checkOut(page, CLUB)
    expect(await there('checkout-total').textContent()).toContain('$19.00')
    await payBy(page, CARD.works)
    await comeBack(page)
    await told(app, 'app-paid').waitFor()
    await app.getByRole('button', { name: en('app-see-mine') }).click()
    await pass().getByText(RENEWS).waitFor()
  })

  // case 74
  it('is canceled in the portal to end with what is paid, and resumed there', async () => {
    await app.getByRole('button', { name: en('app-billing'), exact: true }).click()
    await manage()
    await there('portal-cancel-plan').click()
    await there('portal-cancel-sure').click()
    await there('portal-plan').getByText('Cancels').waitFor()
    await leavePortal()
    await app.getByText(/^Ends on \d+ \w+ \d{4} and does not renew by itself$/).waitFor()
    await app.getByText(en('app-sub-ending'), { exact: true }).waitFor()

    await manage()
    await there('portal-resume').click()
    await there('portal-plan').getByText('Renews on').waitFor()
    await leavePortal()
    await app.getByText(RENEWS).waitFor()
  })

  it('has an invoice to keep', async () => {
    await app.getByRole('button', { name: /The makers' club.*Paid/ }).click()
    const saving = page.waitForEvent('download')
    await app.getByRole('button', { name: en('app-receipt-pdf') }).click()
    const pdf = await readFile(await (await saving).path(), 'latin1')
    expect(pdf).toMatch(/^%PDF-1.*\$19\.00.*%%EOF\s*$/s)
    await page.getByTestId('app-back').click()
  })

  // case 72
  it('that could not renew says so in the app and the chat until its invoice is paid', async () => {
    await manage()
    await there('portal-card').click()
    await there('card-number').fill(CARD.failsLater)
    await there('portal-card-save').click()
    await there('portal-plan').waitFor()
    await leavePortal()
    await page.getByTestId('clock').click()
    await page.getByTestId('clock-month').click()
    await told(app, 'app-due').waitFor()
    await pass().getByText(en('app-pass-grace'), { exact: true }).waitFor()
    await inChat('did not come through: $19.00').waitFor()

    await app.getByRole('link', { name: en('app-pay-now') }).click()
    await there('other-card').check()
    await there('card-number').fill(CARD.works)
    await there('invoice-pay').click()
    await there('invoice-state').getByText('Paid').waitFor()
    await page.getByTestId('browser-close').click()
    await pass().getByText(RENEWS).waitFor()
    await told(app, 'app-due').waitFor({ state: 'detached' })
  })
})

// case 73
it('a declined card can be followed by one whose bank asks; who refuses there has not paid', async () => {
  const app = await openFromMenu(page, shop, await newcomer(shop, 'Ben'))
  await checkOut(page, ADVICE)
  await payBy(page, CARD.declined)
  await browserOn(page).getByText('Your card was declined.').waitFor()
  await payBy(page, CARD.asks)
  await there('bank-no').click()
  await browserOn(page).getByText('unable to authenticate').waitFor()
  expect(await control.stripe.charges({ currency: 'eur', paid: 'true' })).toEqual([])
  await payBy(page, CARD.asks)
  await there('bank-yes').click()
  await comeBack(page)
  await told(app, 'app-paid').waitFor()
})

// case 65
it('money that comes slowly opens nothing before it is there', async () => {
  const cleo = await newcomer(shop, 'Cleo')
  const app = await openFromMenu(page, shop, cleo)
  await checkOut(page, ADVICE)
  await there('method-slow').check()
  await there('checkout-pay').click()
  await comeBack(page)
  await told(app, 'app-checking').waitFor()
  await idle()
  const open = await shop.books.pool.query('select from entitlements where person_id = $1', [cleo])
  expect(open.rowCount).toBe(0)

  await app.getByRole('link', { name: en('app-away-page') }).click()
  await browserOn(page).getByText('All done here').waitFor()
  const [intent] = await control.stripe.paymentIntents({ status: 'processing' })
  await control.stripe.settleDebit({ payment_intent: intent?.id ?? '', succeeds: true })
  await page.getByTestId('browser-close').click()
  await told(app, 'app-paid').waitFor()
})

it('the chat sells by card too, and says thank you', async () => {
  await chatOf(page, shop, await newcomer(shop, 'Dan'))
  await say(page, '/buy club')
  await page.getByTestId('button').filter({ hasText: 'By card' }).click()
  await page.getByTestId('button').filter({ hasText: 'Pay $19' }).click()
  await payBy(page, CARD.works)
  await comeBack(page)
  await inChat(`Thank you. ${CLUB} is yours until`).waitFor()
})

it('after all of it the books hold what Stripe holds', async () => {
  await idle()
  const { usd } = await control.stripe.balance()
  expect(await shop.held()).toEqual([
    { currency: 'eur', net: 0, fee: 0 },
    { currency: 'usd', net: usd?.net, fee: usd?.fee },
  ])
  expect(await auditBooks(shop.books)).toEqual({ unbalanced: [], strayed: [], quarantined: 0 })
})

// cases 62, 63
describe('of what comes to the webhook', () => {
  it.each(ATTEMPTS)('$name changes nothing', async ({ send, problem, counted }) => {
    const [before, count] = [await readTables(shop.books.pool), await shop.counted(counted)]
    const answer = await attempt(shop, send)
    expect(answer.status).toBe(problem === null ? 200 : 400)
    if (problem) expect(await answer.json()).toMatchObject({ type: `urn:starpass:problem:${problem}` })
    await idle()
    expect(await readTables(shop.books.pool)).toEqual(before)
    expect(await shop.counted(counted)).toBe(count + 1)
  })

  it('what Stripe signed now is kept', async () => {
    expect((await attempt(shop, GENUINE)).status).toBe(200)
    const kept = await shop.books.pool.query('select from provider_events where provider_id = $1', [UNSEEN])
    expect(kept.rowCount).toBe(1)
  })
})
