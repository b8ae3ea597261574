import { describe, expect, test } from 'vitest'
import { introduce } from '../../bot/introduce.ts'
import { LANGUAGES } from '../../bot/texts.ts'
import { tellStory } from '../../bot/why.ts'
import type { Entitlement, Person, Story } from '../../db/billing.ts'
import { en, texts } from './speech.ts'

const at = (day: number) => new Date(Date.UTC(2026, 10, day, 12))

const ANN: Person = {
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

const asked = { refundId: 'r1', reason: 'kind', requestedBy: 900, requestedAt: at(3) }
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

const FULL: Story = {
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
      refunds: [
        open,
        { ...open, requestedBy: null, result: 'succeeded', settledAt: at(4) },
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
  openSessions: 2,
  access: [
    entitlement({}),
    entitlement({ endsAt: null }),
    entitlement({ inGrace: true }),
    entitlement({ active: false }),
    entitlement({ active: false, endsAt: null }),
  ],
}

describe('the story of a person', () => {
  test('tells what is open and why, and each thing that happened', () => {
    expect(tellStory(en, FULL).replace(/<\/?(b|code)>/g, '')).toBe(
      [
        'Name not known yet\n7000000001 · language ? · known since 1 Nov 2026',
        [
          'Access now',
          '● pro open by month, 1 Nov 2026 to 30 Nov 2026, 12:00',
          '● pro open by month since 1 Nov 2026, for ever',
          '● pro open by the grace of month; paid until 30 Nov 2026, 12:00',
          '○ pro closed; month ended 30 Nov 2026, 12:00',
          '○ pro closed; month ended 1 Nov 2026, 12:00',
        ].join('\n'),
        'Messages: 1 sent, 1 not sent\nSigned in to the app now: in 2 places',
        [
          '2 Nov 2026, 12:00 paid 250 Stars for ?',
          'payment stx1',
          'in our books p1, order ?',
          '→ gave month from 2 Nov 2026 to 30 Nov 2026, 12:00 g1',
          '→ ended 4 Nov 2026, 12:00: ?',
          '↩ refund asked 3 Nov 2026, 12:00 by 900: kind. No answer yet. r1',
          '↩ refunded 4 Nov 2026, 12:00, asked by -: kind. r1',
          '↩ refund refused 5 Nov 2026, 12:00, asked by 900: kind. Telegram says: BALANCE &lt;low&gt;. r1',
          '↩ refund refused 5 Nov 2026, 12:00, asked by 900: kind. Telegram says: ?. r1',
          '✉ told “thanks” 2 Nov 2026, 12:00 n1',
          '✉ “refunded” waits to be told since 4 Nov 2026, 12:00 n2',
        ].join('\n'),
        '2 Nov 2026, 12:00 given by hand, by 900: a &lt;friend&gt;\n→ gave month from 2 Nov 2026 for ever g2\n→ taken back 6 Nov 2026, 12:00 by 901: no more',
        '2 Nov 2026, 12:00 given by hand, by ?: ?\n→ gave month from 2 Nov 2026 to 30 Nov 2026, 12:00 g3',
      ].join('\n\n'),
    )
  })

  test.each(LANGUAGES)('is complete in %s', language => {
    const told = tellStory(texts.speak(language), FULL)
    expect(told.split('\n')).toHaveLength(tellStory(en, FULL).split('\n').length)
  })

  test('of a newcomer says that there is nothing', () => {
    const told = tellStory(en, {
      person: ANN,
      payments: [],
      grants: [],
      notices: [],
      acts: [],
      access: [],
      openSessions: 0,
    })
    expect(told).toContain('none, and there never was any')
  })
})

test('a person is introduced by all that is known', () => {
  const known = {
    ...ANN,
    firstName: 'Ann',
    lastName: 'Lee',
    username: 'ann',
    language: 'ru',
    unreachableAt: at(9),
  }
  expect(introduce(en, known).replace(/<\/?(b|code)>/g, '')).toBe(
    'Ann Lee @ann\n7000000001 · language ru · known since 1 Nov 2026\nMessages don’t arrive since 9 Nov 2026',
  )
})
