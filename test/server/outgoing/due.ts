import type { OutgoingDue } from '../../../db/billing.ts'

export const DUE: OutgoingDue = {
  deliveryId: '0198c000-0000-7000-8000-000000000001',
  eventId: '0198c000-0000-7000-8000-000000000002',
  url: '',
  personId: 5_000_000_001,
  happenedAt: new Date('2026-11-21T12:00:00Z'),
  sequence: 7,
  tries: 0,
  facts: {
    type: 'access.granted',
    access: {
      key: 'pro',
      plan: 'month',
      active: true,
      startsAt: '2026-11-21T12:00:00.000Z',
      endsAt: null,
      source: 'stars',
      inGrace: false,
    },
  },
}
