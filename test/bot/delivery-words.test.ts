import { describe, expect, test } from 'vitest'
import { deliveryWords, endpointWords } from '../../bot/delivery-words.ts'
import { placeOf } from '../../bot/place.ts'
import type { Delivery, EndpointStanding } from '../../db/billing.ts'
import { at } from './ann.ts'
import { ar, en, ru } from './speech.ts'

const bare = (html: string) => html.replace(/<\/?(b|code)>/g, '').replace(/[\u2066-\u2069\u200f]/g, '')

describe('how an endpoint stands', () => {
  const quiet: EndpointStanding = {
    endpointId: 'e1',
    url: 'https://crm.example/hooks?key=secret',
    waiting: 0,
    givenUp: 0,
    lastDeliveredAt: null,
    waitingSince: null,
  }
  const behind = { ...quiet, waiting: 3, waitingSince: at(4), givenUp: 21 }
  const place = 'crm.example (1cab)\n'

  test.each<[EndpointStanding, string, string, string]>([
    [quiet, 'Nothing has happened yet that it had to be told.', 'Пока не было ничего', 'لم يحدث بعد'],
    [
      { ...quiet, lastDeliveredAt: at(3) },
      '✓ All delivered, last 3 Nov 2026, 12:00',
      '✓ Всё',
      '✓ وصل كل شيء',
    ],
    [
      behind,
      '… Waiting: 3, since 4 Nov 2026, 12:00. They are sent again by themselves.\n⚠ Given up after three days: 21\nNothing was delivered yet.',
      '… Ждут доставки: 3, с 4 нояб. 2026',
      '… في الانتظار: 3، منذ',
    ],
    [
      { ...behind, waiting: 0, waitingSince: null, lastDeliveredAt: at(3) },
      '⚠ Given up after three days: 21\nLast delivered 3 Nov 2026, 12:00',
      '⚠ Не удалось доставить за три дня: 21\nПоследняя доставка: 3',
      '⚠ توقفت المحاولة بعد ثلاثة أيام: 21',
    ],
  ])('%j', (standing, english, russian, arabic) => {
    expect(bare(endpointWords(en, standing))).toBe(place + english)
    expect(bare(endpointWords(ru, standing))).toContain(place + russian)
    expect(bare(endpointWords(ar, standing))).toContain(place + arabic)
  })
})

describe('what came of a delivery', () => {
  const fresh: Delivery = {
    deliveryId: 'd1',
    eventId: 'evt-1',
    endpointId: 'e1',
    url: 'https://crm.example/hooks',
    personId: 7000000001,
    type: 'access.granted',
    happenedAt: at(2),
    tries: 0,
    lastTriedAt: null,
    lastAnswer: null,
    deliveredAt: null,
    stand: 'waiting',
  }
  const tried = { ...fresh, lastTriedAt: at(3), lastAnswer: '500 <oops>' }

  test.each<[Delivery, string, string, string]>([
    [fresh, '… not sent yet', '… ещё не', '… لم يُرسل بعد'],
    // Somebody has it sent again: what was answered before says nothing of it.
    [tried, '… not sent yet', '… ещё не', '… لم يُرسل بعد'],
    [
      { ...tried, tries: 2 },
      '… tried 2 times, last 3 Nov 2026, 12:00: 500 &lt;oops&gt;. It is tried again by itself.',
      '… 2 попытки, последняя 3 нояб.',
      '… محاولتان، آخرهما في',
    ],
    [
      { ...tried, tries: 21, stand: 'given_up' },
      '⚠ given up after 21 tries: 500 &lt;oops&gt;',
      '⚠ не доставлено, 21 попытка: 500',
      '⚠ توقفت المحاولة بعد 21 مرة: 500',
    ],
    [{ ...fresh, stand: 'given_up' }, '⚠ not sent: that address', '⚠ не отправлено', '⚠ لم يُرسل'],
    [
      { ...tried, deliveredAt: at(3), stand: 'delivered', lastAnswer: '200' },
      '✓ delivered 3 Nov 2026, 12:00: 200',
      '✓ дост',
      '✓ وصل',
    ],
    [
      { ...tried, tries: 1, deliveredAt: at(2), stand: 'delivered' },
      '✓ delivered 2 Nov 2026, 12:00; sent again 3 Nov 2026, 12:00, and not taken: 500 &lt;oops&gt;',
      'и не принято: 500',
      'ولم يُقبل: 500',
    ],
  ])('%j', (delivery, english, russian, arabic) => {
    const told = bare(deliveryWords(en, delivery, 3)).split('\n')
    expect(told[0]).toBe('3 · 2 Nov 2026, 12:00 · access.granted')
    expect(told[1]).toBe('of 7000000001, to crm.example (b855)')
    expect(told[2]).toContain(english)
    expect(told[3]).toBe('event evt-1')
    expect(bare(deliveryWords(ru, delivery))).toContain(russian)
    expect(bare(deliveryWords(ar, delivery))).toContain(arabic)
  })
})

test('an address is shown without what may be a secret in it, two of a host apart, none too long for a button', () => {
  expect(placeOf('https://user:pass@crm.example:8443/a?b=c')).toBe('crm.example:8443 (f471)')
  expect(placeOf('https://user:pass@crm.example/')).toMatch(/^crm\.example \([0-9a-f]{4}\)$/)
  expect(placeOf('http://crm.example/')).toBe('http://crm.example')
  const [one, two] = ['T1/B1/one', 'T1/B1/two'].map(path => placeOf(`https://hooks.example/services/${path}`))
  expect(one).toMatch(/^hooks\.example \([0-9a-f]{4}\)$/)
  expect(two).not.toBe(one)
  const long = placeOf(`https://${'a'.repeat(60)}.example/hooks`, 40)
  expect(long).toMatch(/^a{32}… \([0-9a-f]{4}\)$/)
})
