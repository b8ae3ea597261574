import fc from 'fast-check'
import { type Kind, kind, pick, which, who, wish } from './commands.ts'
import type { Life } from './life.ts'

const planCode = fc.constantFrom('club', 'club', 'pass')
/** Whether the shop is asked first, as it should be; a lost or overruled answer is none. */
const asked = fc.boolean()
const times = fc.integer({ min: 1, max: 5 })

interface Link {
  url: string
  orderId: string
  amount: number
}

/** What people do with Stars. */
export const inStars: Kind[] = [
  kind('buys in Stars', 4, { who, planCode, asked }, buy),
  kind('pays a link', 1, { which, who, asked }, payAgain),
  kind('does not want it renewed in Stars', 4, { which }, cancel),
  kind('wants it renewed in Stars after all', 2, { which }, renew),
  kind('has an empty purse', 2, { which, times }, haveNoStars),
  kind('stops what renews', 2, { who }, stop),
  kind('lets it be turned on again', 1, { who }, allow),
]

async function buy(life: Life, of: { who: number; planCode: string; asked: boolean }): Promise<void> {
  const personId = life.people[of.who] ?? 0
  let link: Link | null = null
  await life.act(async ({ billing, linkTo }) => {
    const rail = 'stars'
    const opened = await billing.openOrder({ personId, planCode: of.planCode, rail, anyway: true })
    if (opened.kind !== 'opened') return
    const { order } = opened
    link = { url: await linkTo(order, 'en'), orderId: order.id, amount: order.price.amount }
    life.links.push(link)
  })
  if (link) await pay(life, link, personId, of.asked)
}

async function payAgain(life: Life, of: { which: number; who: number; asked: boolean }): Promise<void> {
  const link = pick(life.links, of.which)
  if (link) await pay(life, link, life.people[of.who] ?? 0, of.asked)
}

async function pay(life: Life, link: Link, person: number, asked: boolean): Promise<void> {
  const { url, orderId: reference, amount } = link
  const price = { amount, currency: 'XTR' }
  let isAdmitted = !asked
  if (asked)
    await life.act(async ({ billing }) => {
      isAdmitted = (await billing.admit({ reference, payerId: person, price })).kind === 'admitted'
    })
  if (isAdmitted) await life.provider.telegram.pay({ person, invoice_url: url, without_precheckout: true })
}

async function stop(life: Life, of: { who: number }): Promise<void> {
  const personId = life.people[of.who] ?? 0
  await life.act(async ({ billing }) => {
    const reason = 'asked for it'
    await billing.renewals.stop({ personId, subscriptionId: null, askedBy: personId, reason })
  })
}

async function allow(life: Life, of: { who: number }): Promise<void> {
  const personId = life.people[of.who] ?? 0
  await life.act(async ({ billing }) => {
    for (const { id, stoppedByUs } of await billing.cards.subscriptionsOf(personId))
      if (stoppedByUs) await billing.renewals.allow({ personId, subscriptionId: id })
  })
}

async function subscription({ provider }: Life, index: number) {
  return pick(await provider.telegram.subscriptions(), index)
}

async function cancel(life: Life, of: { which: number }): Promise<void> {
  const one = await subscription(life, of.which)
  if (one) await wish(life.provider.telegram.cancelSubscription(one.id))
}

async function renew(life: Life, of: { which: number }): Promise<void> {
  const one = await subscription(life, of.which)
  if (!one) return
  if (one.state === 'canceled') life.turnedOn.add(one.id)
  await wish(life.provider.telegram.renewSubscription(one.id))
}

async function haveNoStars(life: Life, of: { which: number; times: number }): Promise<void> {
  const one = await subscription(life, of.which)
  if (one) await wish(life.provider.telegram.failRenewals(one.id, of.times))
}
