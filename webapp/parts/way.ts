import { shop } from '../store.ts'
import { openLink, openTelegramLink } from '../telegram.ts'
import { known } from './loaded.tsx'

type Topic = 'support' | 'paysupport' | 'terms' | 'privacy'

/** What leads to a page of the shop's, or else to the command of the bot that says it; null where neither is known. */
export function wayTo(topic: Topic): (() => void) | null {
  const told = known(shop.value)
  const page = topic === 'terms' ? told?.terms_url : topic === 'privacy' ? told?.privacy_url : null
  if (page) return () => openLink(page)
  const bot = told?.bot_url
  return bot ? () => openTelegramLink(`${bot}?start=${topic}`) : null
}
