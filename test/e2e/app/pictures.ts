import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { startClient } from './client.ts'
import { bringAbout, type State } from './state.ts'
import { stateNamed, states } from './states.ts'

/** Where all pictures go, and those that are shown. */
const ALL = '.data/screenshots/app'
const SHOWN = 'docs/screenshots/app'

const PHONE = { width: 390, height: 844 }
const light = { language: 'en', scheme: 'light', viewport: PHONE } as const
const looks = {
  light,
  dark: { ...light, scheme: 'dark' },
  narrow: { ...light, viewport: { width: 320, height: 568 } },
  wide: { ...light, viewport: { width: 1024, height: 768 } },
  rtl: { ...light, language: 'ar' },
  russian: { ...light, language: 'ru' },
} as const
type Look = keyof typeof looks

/** What is pictured in each look; in light it is everything. */
const SCREENS = [
  'active',
  'free',
  'refunded',
  'several',
  'long-names',
  'plans',
  'plan',
  'stacking',
  'checking',
  'paid',
  'plans-both',
  'plan-both',
  'card-away',
  'card-parallel',
  'past-due',
  'mine',
  'mine-past-due',
  'mine-parallel',
  'stars-plan',
  'stars-plan-stopped',
  'stars-past-due',
  'stars-mine-stopped',
  'stars-mine-resume',
  'stars-stop',
  'stars-beside',
  'receipts-of-cards',
  'receipts-few',
  'receipt',
  'settings',
  'sign-out',
  'devices-none',
  'devices',
  'devices-full',
  'device',
  'device-taken',
  'device-secret',
  'device-remove',
  'old',
  'offline',
  'outside',
]

/** The best, by their looks; twice as sharp. */
const BEST: Partial<Record<Look, string[]>> = {
  light: ['active', 'plans', 'paid', 'refunded', 'settings', 'device-secret'],
  dark: ['several', 'stacking', 'receipts-few', 'mine-past-due', 'devices'],
  rtl: ['active', 'plans'],
}

/** Every screen of the Mini App in every state and look, as the built app is shown in a client of Telegram's. */
export async function pictureApp(browser: Browser): Promise<void> {
  const client = await startClient(browser)
  try {
    for (const [look, how] of Object.entries(looks)) {
      const pictured = look === 'light' ? states : SCREENS.map(stateNamed)
      for (const state of pictured) await picture(state, look as Look, how)
    }
  } finally {
    await client.close()
  }

  async function picture(state: State, look: Look, how: (typeof looks)[Look]): Promise<void> {
    const isBest = BEST[look]?.includes(state.name) ?? false
    const path = isBest ? join(SHOWN, `${state.name}-${look}.png`) : join(ALL, look, `${state.name}.png`)
    const app = await bringAbout(client, state, { ...how, deviceScaleFactor: isBest ? 2 : 1 })
    await mkdir(dirname(path), { recursive: true })
    // Pictures are taken of what has come to rest.
    await app.page.waitForTimeout(300)
    await app.page.screenshot({ path })
    await app.close()
    console.log(`  ${path}`)
  }
}
