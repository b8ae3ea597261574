import type { Entitlement, Story } from '../../db/billing.ts'
import { ANN, at } from './ann.ts'
import { RENEWING } from './story-of-renewals.ts'

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

function device(name: string, changes: Partial<Story['devices'][number]>): Story['devices'][number] {
  return { deviceId: `d-${name}`, name, registeredAt: at(2), seenAt: null, revokedAt: null, ...changes }
}

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
  ...RENEWING,
  openSessions: 2,
  devices: [
    device('The first <one>', { seenAt: null, registeredAt: at(1) }),
    device('Given away', { revokedAt: at(3) }),
    ...[4, 9, 5, 6, 7].map(day => device(`Seen ${day}`, { seenAt: at(day) })),
  ],
  access: [
    entitlement({}),
    entitlement({ endsAt: null }),
    entitlement({ inGrace: true }),
    entitlement({ active: false }),
    entitlement({ active: false, endsAt: null }),
  ],
}
