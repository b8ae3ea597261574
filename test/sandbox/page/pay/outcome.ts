import type { PayOutcome } from '../../face.ts'

type Failed = Extract<PayOutcome, { status: 'failed' }>

/** How Telegram's sheet puts a payment that did not happen; a refusal is in the bot's own words. */
export function wordsOf(outcome: Failed): { title: string; text: string } {
  switch (outcome.reason) {
    case 'refused':
      return { title: 'Payment declined', text: outcome.error_message }
    case 'timeout':
      return {
        title: 'The bot did not answer in time',
        text: 'It had ten seconds to accept the payment. No Stars were taken.',
      }
    case 'balance_too_low':
      return {
        title: 'Not enough Stars',
        text: 'The price is more than the purse holds. No Stars were taken.',
      }
    case 'already_paid':
      return { title: 'Already paid', text: 'This invoice can be paid once, and it has been.' }
    case 'blocked':
      return { title: 'The bot is blocked', text: 'Unblock it first; a blocked bot cannot take a payment.' }
  }
}
