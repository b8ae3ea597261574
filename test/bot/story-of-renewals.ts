import type { Story, Subscription } from '../../db/billing.ts'
import { plan } from '../support/plan.ts'
import { ANN, at } from './ann.ts'

const subscription = (changes: Partial<Subscription>): Subscription => ({
  id: 's1',
  rail: 'card',
  providerId: 'sub_1',
  personId: ANN.id,
  plan: plan({ code: 'care' }),
  status: 'active',
  renews: true,
  price: { amount: 999, currency: 'EUR' },
  periodStartsAt: at(7),
  periodEndsAt: at(30),
  cancelAt: null,
  endedAt: null,
  payUrl: null,
  createdAt: at(7),
  stoppedByUs: false,
  ...changes,
})

const invoice = (changes: Partial<Story['invoices'][number]>): Story['invoices'][number] => ({
  invoiceId: 'i1',
  rail: 'card',
  providerId: 'in_1',
  status: 'open',
  amountDue: 999,
  amountPaid: 0,
  currency: 'EUR',
  createdAt: at(10),
  ...changes,
})

const renewal = (changes: Partial<Story['renewals'][number]>): Story['renewals'][number] => ({
  kind: 'canceled',
  at: at(11),
  subscription: 'stx1',
  ...{ askedBy: null, reason: null, result: null, detail: null, answeredAt: null },
  ...changes,
})

/** What renews for her, what was asked for it, and what was said of it. */
export const RENEWING: Pick<Story, 'subscriptions' | 'invoices' | 'renewals'> = {
  subscriptions: [
    subscription({ providerId: 'sub_1' }),
    subscription({ providerId: 'sub_2', renews: false, cancelAt: at(20), createdAt: at(8) }),
    subscription({
      providerId: 'sub_3',
      status: 'past_due',
      renews: false,
      endedAt: at(21),
      payUrl: 'https://pay.example',
      periodStartsAt: null,
      createdAt: at(9),
    }),
  ],
  invoices: [
    invoice({ providerId: 'in_1', status: 'paid' }),
    invoice({ providerId: 'in_2', createdAt: at(10) }),
  ],
  renewals: [
    renewal({}),
    renewal({ kind: 'active', at: at(12) }),
    renewal({ kind: 'failed', at: at(13), subscription: null }),
    renewal({ kind: 'stop', at: at(14), askedBy: 900, reason: 'asked <me>' }),
    renewal({ kind: 'stop', at: at(15), reason: 'refunded', result: 'done', answeredAt: at(16) }),
    renewal({ kind: 'allow', at: at(17), askedBy: 7, result: 'refused', detail: 'NO', answeredAt: at(17) }),
  ],
}
