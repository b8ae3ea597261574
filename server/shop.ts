import { ProblemJson, ShopJson } from './contract.ts'
import type { App } from './frame.ts'
import type { Open } from './limit.ts'
import type { MiniApp } from './mini-app.ts'
import { within } from './within.ts'

/** A link is worth this wait, not more: the rest of the answer is known. */
const NAME_LIMIT_MS = 1000

/** `GET /api/v1/shop`: where the shop is found, and what Telegram requires every shop to have. Public. */
export function shopRoutes(app: App, { miniApp, onRequest }: { miniApp: MiniApp } & Open): void {
  const { botUsername, legal, languages } = miniApp
  const schema = {
    ...{ operationId: 'getShop', summary: 'Where the shop is found, and its terms' },
    ...{ tags: ['shop'], security: [] },
    response: { 200: ShopJson, '5xx': ProblemJson },
  }
  app.get('/api/v1/shop', { schema, onRequest }, async request => {
    const username = await within(NAME_LIMIT_MS, botUsername()).catch(error => {
      request.log.warn({ err: error }, 'the name of the bot is not known')
      return null
    })
    return {
      bot_url: username && `https://t.me/${username}`,
      support_contact: legal.contact,
      terms_url: legal.termsUrl,
      privacy_url: legal.privacyUrl,
      languages: [...languages],
    }
  })
}
