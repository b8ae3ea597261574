import type { Locator } from 'playwright-core'
import type { PlanJson } from '../../../server/contract.ts'
import type { Api } from './api.ts'
import type { Client, OpenedApp, Opening } from './client.ts'
import { plansIn } from './shop.ts'

/** One thing that a person may have before their eyes. */
export interface State {
  name: string
  /** What the server says, other than to a newcomer; plans by their code. */
  api?: (plan: (code: string) => PlanJson, language: string) => Api
  opening?: Pick<Opening, 'startParam' | 'version' | 'outside'>
  /** What the person, the client or time does to bring it about. */
  steps?: (app: OpenedApp) => Promise<void>
  /** The id of a text that stands there then, or where to look. */
  shows: string | ((app: OpenedApp) => Locator)
  /** All that it is made of stands in other states too: it is pictured, and not examined once more. */
  alike?: true
}

/** Brings it about, and waits until it stands. */
export async function bringAbout(
  client: Client,
  { api, opening, steps, shows }: State,
  how: Pick<Opening, 'language' | 'scheme' | 'viewport' | 'deviceScaleFactor'>,
): Promise<OpenedApp> {
  const plans = plansIn(how.language)
  const plan = (code: string) => {
    const found = plans.find(one => one.code === code)
    if (!found) throw new Error(`the demo sells no ${code}`)
    return found
  }
  const app = await client.open({ ...how, ...opening, api: api?.(plan, how.language) ?? {} })
  try {
    await steps?.(app)
    const there = typeof shows === 'string' ? app.frame.getByText(app.word(shows)) : shows(app)
    await there.first().waitFor({ timeout: 10_000 })
    return app
  } catch (error) {
    await app.close()
    throw error
  }
}

/** Presses what says this in the app. */
export async function press({ frame, word }: OpenedApp, id: string): Promise<void> {
  await frame
    .getByRole('button', { name: word(id), exact: true })
    .first()
    .click()
}

/** Presses the client's big button, on which the price stands. */
export async function pressBuy({ page }: OpenedApp): Promise<void> {
  await page.locator('#main').click()
}

/** The pay sheet closes, and the client says why. */
export async function closeInvoice(app: OpenedApp, status: string): Promise<void> {
  await pressBuy(app)
  await app.frame.getByText(app.word('app-paying'), { exact: true }).first().waitFor()
  await app.tell('invoice_closed', { slug: 'aSlugOfAnInvoice', status })
}
