import type { Logger } from 'pino'
import { createInvoiceLinks } from './bot/invoice-link.ts'
import { followLanguage } from './bot/language.ts'
import { createTexts, LANGUAGES } from './bot/texts.ts'
import type { Config } from './config.ts'
import type { Billing } from './db/billing.ts'
import type { MiniApp } from './server/mini-app.ts'
import { BUILT, buildApp } from './webapp/build/build.ts'

interface Needs extends Pick<MiniApp, 'now' | 'botUsername'> {
  config: Config
  billing: Billing
  logger: Logger
  frameAncestors?: string[]
  onProgress: (line: string) => void
}

/** Where the Mini App is served; null: there is none. */
export function appUrlOf({ http }: Config): string | null {
  return http && `${http.publicUrl}/app/`
}

/** What the Mini App is made of; null where the shop has no public address. */
export async function miniAppOf(needs: Needs): Promise<MiniApp | null> {
  const { config, billing, logger, now, botUsername, frameAncestors = [], onProgress } = needs
  const { http, botToken, telegramApiRoot: apiRoot, adminIds, legal } = config
  if (!http) return null
  const line = { token: botToken, apiRoot }
  const texts = createTexts({ logger, strict: false })
  return {
    ...http,
    now,
    botUsername,
    sessionTtlSeconds: config.sessionTtlSeconds,
    initDataMaxAgeSeconds: config.initDataMaxAgeSeconds,
    botToken,
    legal,
    languages: LANGUAGES,
    files: await buildApp({ outDir: BUILT, onProgress }),
    frameAncestors,
    invoiceUrl: createInvoiceLinks(line),
    noPlan: language => texts.speak(language).plain('no-plan'),
    returnTexts(from, language) {
      const { plain } = texts.speak(language)
      return {
        title: plain(`return-${from}-title`),
        text: plain(`return-${from}-text`),
        button: plain('return-button'),
      }
    },
    onLanguage: followLanguage({ ...line, billing, logger, texts, adminIds, appUrl: appUrlOf(config) }),
  }
}
