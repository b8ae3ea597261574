import type { Entitlement, Person, Story, Subscription } from '../../db/billing.ts'
import { plan } from '../support/plan.ts'

export const at = (day: number) => new Date(Date.UTC(2026, 10, day, 12))

export const ANN: Person = {
  id: 7_000_000_001,
  username: null,
  usernameSince: null,
  firstName: '',
  lastName: null,
  languageCode: null,
  language: null,
  unreachableAt: null,
  unreachableBecause: null,
  signedOutAt: null,
  timeZone: null,
  forgottenAt: null,
  metAt: at(1),
}

const entitlement = (changes: Partial<Entitlement>): Entitlement => ({
  key: 'pro',
  plan: 'month',
  active: true,
  startsAt: at(1),
  endsAt: at(30),
  inGrace: false,
  source: 'stars',
  grants: [],
  ...changes,
})

const asked = {
  refundId: 'r1',
  amount: 250,
  reason: 'kind',
  requestedBy: 900,
  requestedAt: at(3),
  cameBackAt: null,
}
const open = { ...asked, result: null, detail: null, settledAt: null }
const grant = {
  plan: 'month',
  source: 'stars',
  startsAt: at(2),
  endsAt: at(30),
  acquiredAt: at(2),
  grantedBy: null,
  revokedBy: null,
} as const

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

export const FULL: Story = {
  person: ANN,
  payments: [
    {
      paymentId: 'p1',
      rail: 'stars',
      chargeId: 'stx1',
      orderId: null,
      plan: null,
      price: { amount: 250, currency: 'XTR' },
      quarantine: null,
      paidAt: at(2),
      refundable: false,
      refunded: 100,
      invoice: 'in_1',
      disputes: [
        {
          disputeId: 'd1',
          providerId: 'dp_1',
          status: 'under_review',
          stand: 'open',
          reason: 'fraudulent',
          price: { amount: 250, currency: 'XTR' },
          openedAt: at(5),
        },
      ],
      refunds: [
        open,
        { ...open, amount: 100, requestedBy: null, result: 'succeeded', settledAt: at(4) },
        { ...open, amount: 50, result: 'succeeded', settledAt: at(4), cameBackAt: at(6) },
        { ...open, result: 'failed', detail: 'BALANCE <low>', settledAt: at(5) },
        { ...open, result: 'failed', settledAt: at(5) },
      ],
    },
  ],
  grants: [
    { ...grant, grantId: 'g1', chargeId: 'stx1', reason: null, revokedAt: at(4), revokedReason: null },
    {
      ...grant,
      grantId: 'g2',
      chargeId: null,
      source: 'manual',
      endsAt: null,
      grantedBy: 900,
      reason: 'a <friend>',
      revokedAt: at(6),
      revokedBy: 901,
      revokedReason: 'no more',
    },
    {
      ...grant,
      grantId: 'g3',
      chargeId: null,
      source: 'manual',
      reason: null,
      revokedAt: null,
      revokedReason: null,
    },
  ],
  notices: [
    {
      noticeId: 'n1',
      kind: 'thanks',
      paymentId: 'p1',
      grantId: null,
      messageId: 7,
      createdAt: at(2),
      sentAt: at(2),
    },
    {
      noticeId: 'n2',
      kind: 'refunded',
      paymentId: 'p1',
      grantId: null,
      messageId: null,
      createdAt: at(4),
      sentAt: null,
    },
  ],
  acts: [],
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
  openSessions: 2,
  access: [
    entitlement({}),
    entitlement({ endsAt: null }),
    entitlement({ inGrace: true }),
    entitlement({ active: false }),
    entitlement({ active: false, endsAt: null }),
  ],
}
