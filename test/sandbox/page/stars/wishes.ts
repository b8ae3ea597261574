import type { SubscriptionView } from '../../subscription-face.ts'
import * as api from '../api.ts'
import { openInvoiceLink } from '../deeds.ts'
import { linkSlug } from '../links.ts'
import { closeSheet, toast } from '../store.ts'
import { reload } from '../sync.ts'

/** Enough for a few more tries. */
export const purseful = 1000

/** What a person may wish of a subscription in Telegram's settings; a refusal is said in a toast. */
export const cancel = (one: SubscriptionView) => done(one.person, api.cancelSubscription(one.id))
export const renew = (one: SubscriptionView) => done(one.person, api.renewSubscription(one.id))
export const fill = (person: number, stars = purseful) => done(person, api.fillPurse(person, stars))

/** Arranges that the next renewal fails, or that it does not. */
export const arrange = (one: SubscriptionView, fails: boolean) =>
  done(one.person, api.failRenewals(one.id, fails ? 1 : 0))

/** One that has ended begins anew where it was bought. */
export function again({ invoice_url: link = '' }: SubscriptionView): void {
  const slug = linkSlug(link)
  if (slug === undefined) return
  closeSheet()
  void openInvoiceLink(slug)
}

async function done(person: number, asked: Promise<api.Answer<unknown>>): Promise<void> {
  const answer = await asked
  if (!answer.ok) toast(answer.problem)
  await reload(person)
}
