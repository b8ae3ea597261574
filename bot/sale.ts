import { InlineKeyboard } from 'grammy'
import { type Billing, isSold, type PlanTerms, textIn } from '../db/billing.ts'
import type { Speech } from './texts.ts'

/** What the bot sells itself, in the order of the shop. */
export async function onSale(billing: Billing): Promise<PlanTerms[]> {
  return (await billing.catalog()).filter(isSold)
}

/** One button a plan, with its price. */
export function planButtons(speech: Speech, plans: PlanTerms[]): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  for (const plan of plans) {
    const label = speech.plain('plan-button', {
      title: textIn(plan.title, speech.language),
      amount: starsOf(plan),
    })
    keyboard.text(label, `buy:${plan.code}`).row()
  }
  return keyboard
}

/** What a plan of `onSale` costs. */
export function starsOf(plan: PlanTerms): number {
  return plan.stars?.amount ?? 0
}
