import { type CardApp, cardApp } from './card-stage.ts'
import { type Answer, type Asked, scriptedStripe } from './scripted-stripe.ts'
import { BUYER, type Stage, signIn } from './stage.ts'

export const CONFIGURATIONS = 'v1/billing_portal/configurations'
export const SESSIONS = 'v1/billing_portal/sessions'
export const refusal = (error: { code?: string; param?: string; message?: string }): Answer => ({
  status: 400,
  error: { type: 'invalid_request_error', ...error },
})

let person = BUYER + 2000
/** The id of somebody nobody has met. */
export const nextPerson = () => ++person

/** Somebody known to a Stripe with a portal, unless `weather` has something else to say. */
export async function openPortal(
  stage: Stage,
  weather: (asked: Asked, before: number) => Answer | null = () => null,
) {
  const stripe = await scriptedStripe(asked => {
    const before = stripe.asked.filter(({ what }) => what === asked.what).length - 1
    const said = weather(asked, before)
    if (said) return said
    if (asked.what === `GET /${CONFIGURATIONS}`)
      return { object: { object: 'list', data: [], has_more: false } }
    if (asked.what === `POST /${CONFIGURATIONS}`) return { object: { id: `bpc_${before + 1}` } }
    return { object: { id: 'bps_1', url: 'https://portal.example/1' } }
  })
  const id = nextPerson()
  const headers = { ...(await signIn(stage, { id })), 'accept-language': 'ru' }
  const customerId = `cus_${id}`
  await stage.billing.cards.keepCustomer({ personId: id, livemode: false, customerId })
  return { stripe, ...cardApp(stage, stripe.url), id, headers, customerId }
}

type Shop = { app: CardApp['app']; headers: Record<string, string> }
export const post = ({ app, headers }: Shop, path: string, payload?: object) =>
  app.inject({ method: 'POST', url: `/api/v1/billing/${path}`, headers, ...(payload && { payload }) })
