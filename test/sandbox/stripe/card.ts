import { ControlRefusal } from '../refusal.ts'
import type { PaymentMethod } from './state.ts'

/**
 * How a payment method answers. `first`: when the person is there, at their first payment; `later`: when they are
 * not. `slow` comes through or fails days later.
 */
interface Behaviour {
  first: 'accepts' | 'declines' | 'asks' | 'slow'
  later: 'accepts' | 'declines' | 'asks' | 'slow'
  declineCode: string
  message: string
}

const declined = { declineCode: 'generic_decline', message: 'Your card was declined.' }

const behaviours = {
  '4242424242424242': { first: 'accepts', later: 'accepts', ...declined },
  '4000000000000002': { first: 'declines', later: 'declines', ...declined },
  '4000000000009995': {
    first: 'declines',
    later: 'declines',
    declineCode: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
  },
  '4000000000000341': { first: 'accepts', later: 'declines', ...declined },
  '4000002500003155': { first: 'asks', later: 'accepts', ...declined },
  '4000002760003184': { first: 'asks', later: 'asks', ...declined },
  slow: {
    first: 'slow',
    later: 'slow',
    declineCode: 'insufficient_funds',
    message: 'The debit was returned.',
  },
} satisfies Record<string, Behaviour>

/** A test card's number without spaces, or `slow`: a bank debit that takes days. */
export type Card = keyof typeof behaviours

export const cards: Card[] = Object.keys(behaviours) as Card[]

/** The card a form names; spaces do not matter. */
export function readCard(number: string): Card {
  const card = cards.find(card => card === number.replaceAll(' ', ''))
  if (card === undefined)
    throw new ControlRefusal(400, `not a test card: ${number}; there are ${cards.join(', ')}`)
  return card
}

/** How this payment method behaves: its last digits say which card it is. */
export function behaviour(method: PaymentMethod): Behaviour {
  if (method.type !== 'card') return behaviours.slow
  const card = cards.find(card => card.endsWith(method.card?.last4 ?? '?'))
  return behaviours[card ?? '4000000000000002']
}
