import { vi } from 'vitest'
import type { PersonContext } from '../../bot/context.ts'
import type { BotCard, CardOffer } from '../../bot/dependencies.ts'
import type { RefundAnswer, RenewalAnswer } from '../../db/billing.ts'
import { en } from './speech.ts'

/** A card rail that answers as it is told to, for the bot alone. */
export function scriptedCard(
  says: {
    offer?: CardOffer
    renews?: boolean | null
    giveBack?: RefundAnswer
    changeRenewal?: RenewalAnswer
  } = {},
) {
  const { offer = { kind: 'unavailable' }, renews = true, giveBack = { kind: 'succeeded' } } = says
  const { changeRenewal = { kind: 'done' } } = says
  return {
    checkout: vi.fn<BotCard['checkout']>(async () => offer),
    giveBack: vi.fn<BotCard['giveBack']>(async () => giveBack),
    endRenewal: vi.fn<BotCard['endRenewal']>(async () => {}),
    changeRenewal: vi.fn<BotCard['changeRenewal']>(async () => changeRenewal),
    reconcile: vi.fn<BotCard['reconcile']>(async () => ({
      rail: 'card',
      read: 0,
      repaired: 0,
      unlisted: { count: 0, charges: [] },
      balances: [],
    })),
    renews: vi.fn<BotCard['renews']>(() => renews),
  }
}

interface Reply {
  text: string
  /** Each button as `label -> what it does`. */
  buttons: string[]
}

interface Button {
  text: string
  url?: string
  callback_data?: string
  web_app?: { url: string }
}

/** A private chat with this person: what the bot's features see of it, and what they answer, without the markup. */
export function chat(speech = en, id = 7): { ctx: PersonContext; replies: Reply[] } {
  const replies: Reply[] = []
  const reply = async (html: string, how: { reply_markup?: { inline_keyboard: Button[][] } } = {}) => {
    const text = html.replace(/<\/?(b|code)>/g, '')
    const buttons = (how.reply_markup?.inline_keyboard ?? []).flat()
    replies.push({ text, buttons: buttons.map(buttonIn) })
  }
  async function replyWithInvoice(title: string) {
    replies.push({ text: `invoice: ${title}`, buttons: [] })
  }
  const ctx = { ...speech, person: { id }, reply, replyWithInvoice } as unknown as PersonContext
  return { ctx, replies }
}

function buttonIn({ text, url, callback_data, web_app }: Button): string {
  return `${text} -> ${url ?? callback_data ?? web_app?.url}`
}
