import type { Stripe } from 'stripe'
import { describe, expect, it } from 'vitest'
import { translateSubscription } from '../../server/stripe/translate-subscription.ts'
import { aSubscription, seconds } from './stripe-objects.ts'

const day = (text: string) => new Date(`${text}T12:00:00Z`)

describe('a subscription', () => {
  const ours = { ticket: 7, personId: 1001, orderId: 'order-1', debt: null }

  it('is told in our words', () => {
    expect(translateSubscription(aSubscription(), ours)).toEqual({
      rail: 'card',
      providerId: 'sub_1',
      ticket: 7,
      personId: 1001,
      orderId: 'order-1',
      status: 'active',
      renews: true,
      price: { amount: 999, currency: 'USD' },
      periodStartsAt: day('2026-11-21'),
      periodEndsAt: day('2026-12-21'),
      cancelAt: null,
      endedAt: null,
      payUrl: null,
      createdAt: day('2026-11-21'),
    })
  })

  // cases 72, 75
  it.each([
    ['trialing', true],
    ['active', true],
    ['past_due', true],
    ['unpaid', false],
    ['paused', false],
    ['canceled', false],
    ['incomplete', false],
    ['incomplete_expired', false],
    ['hibernating', false],
  ])('that is %s: its next period is awaited: %s', (status, renews) => {
    expect(translateSubscription(aSubscription({ status }), ours)).toMatchObject({ status, renews })
  })

  // case 74
  it.each<[string, Partial<Stripe.Subscription>, string | null, boolean]>([
    ['by a date', { cancel_at: seconds('2026-12-21') }, '2026-12-21', false],
    ['by the flag', { cancel_at_period_end: true }, '2026-12-21', false],
    ['by both', { cancel_at: seconds('2026-12-21'), cancel_at_period_end: true }, '2026-12-21', false],
    ['in the middle of a period', { cancel_at: seconds('2026-12-01') }, '2026-12-01', false],
    ['only after the next period', { cancel_at: seconds('2027-01-21') }, '2027-01-21', true],
    ['not any more', { cancel_at: null, canceled_at: seconds('2026-11-30') }, null, true],
  ])('that is to end %s', (_, changes, cancelAt, renews) => {
    expect(translateSubscription(aSubscription(changes), ours)).toMatchObject({
      cancelAt: cancelAt && day(cancelAt),
      renews,
    })
  })

  it('whose collecting is paused brings no money', () => {
    const pause_collection = { behavior: 'void' as const, resumes_at: null }
    expect(translateSubscription(aSubscription({ pause_collection }), ours).renews).toBe(false)
  })

  // case 73
  it('that owes something says where it is paid, and what is to be done', () => {
    const debt = { payUrl: 'https://pay.example', todo: 'confirm' as const }
    expect(translateSubscription(aSubscription(), { ...ours, debt })).toMatchObject(debt)
  })
})
