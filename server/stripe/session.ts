import type { Stripe } from 'stripe'
import type { Order } from '../../db/billing.ts'

/**
 * What Stripe is asked for. It depends on the order, and on what seldom changes: asked again for the same order, it is
 * the same request, to the letter. Nothing in it comes from the buyer's client but the language.
 */
export function sessionFor(
  { id, personId, plan, price, expiresAt }: Order,
  more: { customer: string; renews: boolean; publicUrl: string; language: string | null },
): Stripe.Checkout.SessionCreateParams {
  const { customer, renews, publicUrl, language } = more
  if (!plan.card) throw new Error(`the order ${id} is not for a card`)
  const metadata = { person: String(personId), order: id }
  return {
    mode: renews ? 'subscription' : 'payment',
    customer,
    client_reference_id: id,
    line_items: [{ price: plan.card.price, quantity: 1 }],
    // Metadata of a session does not come to what it makes; renewals are known by the subscription's.
    metadata,
    ...(renews ? { subscription_data: { metadata } } : { payment_intent_data: { metadata } }),
    success_url: returnUrl(publicUrl, 'paid', language),
    cancel_url: returnUrl(publicUrl, 'canceled', language),
    expires_at: Math.floor(+expiresAt / 1000),
    // What is shown is what is booked: no other currency by the buyer's country, neither converted by Stripe nor, where
    // the price has `currency_options`, the one of those that is spoken there.
    adaptive_pricing: { enabled: false },
    currency: price.currency.toLowerCase(),
    locale: localeOf(language),
  }
}

/** Our own page that leads back into Telegram; it claims nothing about money. */
export function returnUrl(
  publicUrl: string,
  from: 'paid' | 'canceled' | 'portal',
  language: string | null,
): string {
  return `${publicUrl}/return/${from}${language ? `?language=${encodeURIComponent(language)}` : ''}`
}

/** The shop's languages that Stripe's pages speak (SDK 23.1, `Session.Locale`: no Arabic). */
const LOCALES = new Set(['en', 'ru'])

/** `auto`: what the browser asks for. */
export function localeOf(language: string | null): 'auto' | 'en' | 'ru' {
  return language && LOCALES.has(language) ? (language as 'en' | 'ru') : 'auto'
}
