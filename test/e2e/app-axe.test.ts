import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, Frame } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { type Client, startClient } from './app/client.ts'
import { bringAbout } from './app/state.ts'
import { stateNamed, states } from './app/states.ts'

const PHONE = { width: 390, height: 844 }
const IN_ARABIC = [
  'active',
  'plans',
  'stacking',
  'paid',
  'receipts-few',
  'settings',
  'old',
  'plan-both',
  'card-away',
  'mine-parallel',
  'stars-mine-stopped',
  'stars-stop',
  'device-secret',
]

/** Whatever state the app is in, everybody can read it and work with it, as far as a machine can tell. */
describe('the Mini App for everybody', () => {
  let browser: Browser
  let client: Client
  let axe: string

  beforeAll(async () => {
    browser = await launchBrowser()
    client = await startClient(browser)
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  })

  afterAll(async () => {
    await client?.close()
    await browser?.close()
  })

  it.each(states.filter(({ alike }) => !alike))('$name: axe finds nothing, in light or dark', state =>
    check(state.name, 'en'),
  )

  it.each(IN_ARABIC)('%s, from right to left: axe finds nothing', name => check(name, 'ar'))

  async function check(name: string, language: string): Promise<void> {
    const app = await bringAbout(client, stateNamed(name), { language, scheme: 'light', viewport: PHONE })
    try {
      expect(await findings(app.frame)).toEqual([])
      await app.wear('dark')
      await app.frame.locator('html[data-scheme=dark] main').waitFor()
      // Nothing else is another in the dark.
      expect(await findings(app.frame, ['color-contrast'])).toEqual([])
      expect(app.complaints).toEqual([])
    } finally {
      await app.close()
    }
  }

  /** Every rule broken, of these or of all, and by what. */
  async function findings(frame: Frame, rules?: string[]): Promise<string[]> {
    // By the debugger's way in, which the app's policy does not bind.
    if (await frame.evaluate("typeof axe === 'undefined'")) await frame.evaluate(axe)
    const options = { resultTypes: ['violations'], iframes: false, ...(rules && { runOnly: rules }) }
    const { violations }: AxeResults = await frame.evaluate(`axe.run(document, ${JSON.stringify(options)})`)
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(node => `${id}: ${node.html}\n${node.failureSummary}`),
    )
  }
})
