import { describe, expect, test } from 'vitest'
import { introduce } from '../../bot/introduce.ts'
import { LANGUAGES } from '../../bot/texts.ts'
import { tellStory } from '../../bot/why.ts'
import { deviceLines } from '../../bot/why-devices.ts'
import { ANN, at } from './ann.ts'
import { en, texts } from './speech.ts'
import { FULL } from './story.ts'

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
        [
          'Messages: 1 sent, 1 not sent',
          'Signed in to the app now: in 2 places',
          'Devices: 6',
          ...[9, 7, 6, 5, 4].map(day => `• Seen ${day}, last seen ${day} Nov 2026, 12:00`),
          '… and more: 1',
          'Devices revoked: 1',
        ].join('\n'),
        [
          '2 Nov 2026, 12:00 paid 250 Stars for ?',
          'payment stx1',
          'invoice in_1',
          'in our books p1, order ?',
          '→ gave month from 2 Nov 2026 to 30 Nov 2026, 12:00 g1',
          '→ ended 4 Nov 2026, 12:00: ?',
          '↩ refund of 250 Stars asked 3 Nov 2026, 12:00 by 900: kind. No answer yet. r1',
          '↩ 100 Stars refunded 4 Nov 2026, 12:00, asked by -: kind. r1',
          '↩ 50 Stars refunded 4 Nov 2026, 12:00, asked by 900: kind. r1',
          '↪ it came back to us 6 Nov 2026, 12:00: the bank did not take it',
          '↩ refund of 250 Stars refused 5 Nov 2026, 12:00, asked by 900: kind. The answer: BALANCE &lt;low&gt;. r1',
          '↩ refund of 250 Stars refused 5 Nov 2026, 12:00, asked by 900: kind. The answer: ?. r1',
          '⚖ 250 Stars disputed 5 Nov 2026, 12:00: fraudulent; now under_review. dp_1',
          '✉ told “thanks” 2 Nov 2026, 12:00 n1',
          '✉ “refunded” waits to be told since 4 Nov 2026, 12:00 n2',
        ].join('\n'),
        '2 Nov 2026, 12:00 given by hand, by 900: a &lt;friend&gt;\n→ gave month from 2 Nov 2026 for ever g2\n→ taken back 6 Nov 2026, 12:00 by 901: no more',
        '2 Nov 2026, 12:00 given by hand, by ?: ?\n→ gave month from 2 Nov 2026 to 30 Nov 2026, 12:00 g3',
        '7 Nov 2026, 12:00 subscription to The care, €9.99, by card\nactive sub_1\n→ its period: 7 Nov 2026, 12:00 to 30 Nov 2026, 12:00\n→ renews by itself',
        '8 Nov 2026, 12:00 subscription to The care, €9.99, by card\nactive sub_2\n→ its period: 7 Nov 2026, 12:00 to 30 Nov 2026, 12:00\n→ canceled, ends 20 Nov 2026, 12:00',
        '9 Nov 2026, 12:00 subscription to The care, €9.99, by card\npast_due sub_3\n→ ended 21 Nov 2026, 12:00\n→ a payment of it is owed',
        '10 Nov 2026, 12:00 invoice of €9.99: open in_2',
        '11 Nov 2026, 12:00 Telegram: they turned the renewal off stx1',
        '12 Nov 2026, 12:00 Telegram: they turned the renewal on again stx1',
        '13 Nov 2026, 12:00 Telegram: the payment for the renewal did not come ?',
        '14 Nov 2026, 12:00 renewal to be stopped, asked by 900: asked &lt;me&gt; stx1\n→ no answer yet',
        '15 Nov 2026, 12:00 renewal to be stopped, asked by -: refunded stx1\n→ done 16 Nov 2026, 12:00',
        '17 Nov 2026, 12:00 renewal to be allowed again, asked by 7 stx1\n→ refused 17 Nov 2026, 12:00: NO',
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
      subscriptions: [],
      renewals: [],
      invoices: [],
      notices: [],
      acts: [],
      access: [],
      openSessions: 0,
      devices: [],
    })
    expect(told).toContain('none, and there never was any')
    expect(told).toMatch(/\nDevices: none$/)
  })
})

test('a device is named as its person named it, and one that was never used says so', () => {
  const [unused] = FULL.devices
  if (!unused) throw new Error('no device')
  expect(deviceLines(en, [unused])).toEqual([
    'Devices: 1',
    '• The first &lt;one&gt;, added 1 Nov 2026, not seen yet',
  ])
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
