import { cardApp } from './card-stage.ts'
import type { Asked } from './scripted-stripe.ts'
import { smallStripe } from './small-stripe.ts'
import { BUYER, type Stage, signIn } from './stage.ts'

let person = BUYER
/** Somebody new, in front of a shop with a Stripe of its own. */
export async function openShop(stage: Stage, weather?: Parameters<typeof smallStripe>[0]) {
  const stripe = await smallStripe(weather)
  const id = ++person
  return { stripe, ...cardApp(stage, stripe.url), id, headers: await signIn(stage, { id }) }
}

type Shop = Pick<Awaited<ReturnType<typeof openShop>>, 'app' | 'headers'>

/** They tap the plan. */
export async function choose(
  { app, headers }: Shop,
  plan: string,
  { anyway, language = 'en' }: { anyway?: boolean; language?: string } = {},
) {
  return await app.inject({
    method: 'POST',
    url: '/api/v1/billing/checkout',
    headers: { ...headers, 'accept-language': language },
    payload: { plan, ...(anyway && { anyway }) },
  })
}

/** The objects of this kind that Stripe was asked to make. */
export const creates = (asked: Asked[], what: string) => asked.filter(one => one.what === `POST /v1/${what}`)
