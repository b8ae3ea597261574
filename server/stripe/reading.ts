import type { Logger } from 'pino'
import { Stripe } from 'stripe'
import type { Billing } from '../../db/billing.ts'
import { requireOurAccount } from './account.ts'
import type { Counted } from './payment-count.ts'

/** Something on this account that is nobody's we know. */
export interface Foreign {
  /** The provider's. */
  id: string
  detail: string
}

/** What every reading works with. */
export interface Desk {
  stripe: Stripe
  billing: Billing
  logger: Logger
  counted(what: Counted): void
  /** Collects what is nobody's we know, for whoever tells of all of it at once; absent: each is told. */
  foreign?: Foreign[]
  /** Whether money that moves with this key is real. */
  livemode: boolean
  now: () => Date
}

/**
 * What Stripe says of it; null where it has no such thing any more: a draft that was deleted. Rejects, so that it is
 * tried again, where it looks into another account than ours, which has nothing of ours.
 */
export async function read<T>(desk: Desk, what: string, asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError) || error.code !== 'resource_missing')
      throw error
    await requireOurAccount(desk)
    desk.logger.error({ reading: what }, 'Stripe knows no such object: nothing can follow from it')
    return null
  }
}

/** The id of what Stripe gives as an id, or whole where it was asked to. */
export function idOf(thing: string | { id: string }): string
export function idOf(thing: string | { id: string } | null | undefined): string | null
export function idOf(thing: string | { id: string } | null | undefined): string | null {
  return typeof thing === 'string' ? thing : (thing?.id ?? null)
}

/** The thing itself where it came along; null where only its id did, or there is none. */
export function wholeOf<T extends object>(thing: string | T | null | undefined): T | null {
  return typeof thing === 'object' ? thing : null
}

export function instant(seconds: number): Date {
  return new Date(seconds * 1000)
}

export function instantOrNull(seconds: number | null | undefined): Date | null {
  return typeof seconds === 'number' ? instant(seconds) : null
}

/** Our money: Stripe's amounts are in minor units already, its currencies in small letters. */
export function money(amount: number, currency: string): { amount: number; currency: string } {
  return { amount, currency: currency.toUpperCase() }
}
