import { expect, test } from 'vitest'
import { createInvoiceLinks } from '../../bot/invoice-link.ts'
import type { Order } from '../../db/billing.ts'
import { plan } from '../support/plan.ts'
import { type Answer, scripted } from './scripted.ts'

const LINK = 'https://t.me/$abc'

function order(more: Parameters<typeof plan>[0]): Order {
  return {
    id: '0196a0de-7c5b-7aaa-8bbb-000000000000',
    personId: 7,
    plan: plan(more),
    price: { amount: 250, currency: 'XTR' },
    rail: 'stars',
    createdAt: new Date('2026-12-21T11:00:00Z'),
    expiresAt: new Date('2026-12-21T12:00:00Z'),
  }
}

/** Links of a Telegram that answers like this. */
async function linksAt(answers: Answer[], patienceMs?: number) {
  const telegram = await scripted({ createInvoiceLink: answers })
  const link = createInvoiceLinks({ token: '4500:links', apiRoot: telegram.url }, patienceMs)
  return { link, calls: telegram.calls }
}

test('a link sells what an invoice in the chat would, in the language of the app', async () => {
  const { link, calls } = await linksAt([{ result: LINK }])
  const title = { en: 'Pro, for people who read to the end', ru: 'Про', ar: 'احترافي' }
  const one = order({ code: 'pro', title, description: '' })
  expect([await link(one, 'ar-EG'), await link(one, 'pt-br'), await link(one, null)]).toEqual([
    LINK,
    LINK,
    LINK,
  ])
  expect(calls.map(({ payload }) => payload['title'])).toEqual([
    'احترافي',
    'Pro, for people who read to the…',
    'Pro, for people who read to the…',
  ])
  expect(calls[0]?.payload).toMatchObject({
    title: 'احترافي',
    description: 'احترافي',
    payload: one.id,
    currency: 'XTR',
    provider_token: '',
    prices: [{ label: 'احترافي', amount: 250 }],
  })
})

test('what renews is sold as a subscription, by the only period that Telegram knows', async () => {
  const { link, calls } = await linksAt([{ result: LINK }])
  await link(order({ code: 'pro' }), 'en')
  await link(order({ code: 'club', term: 'P30D', stars: { amount: 250, recurring: true } }), 'en')
  expect(calls.map(({ payload }) => payload['subscription_period'])).toEqual([undefined, 2_592_000])
})

test('trouble that passes is waited out', async () => {
  const busy = { error_code: 429, description: 'Too Many Requests: retry after 1', retry_after: 1 }
  const { link, calls } = await linksAt([
    'hang up',
    { error_code: 502, description: 'Bad Gateway' },
    busy,
    { result: LINK },
  ])
  expect(await link(order({ code: 'pro' }), 'en')).toBe(LINK)
  expect(calls).toHaveLength(4)
})

test('a pause longer than somebody waits is not waited out; the error names Telegram, and nothing of the order', async () => {
  const busy = { error_code: 429, description: 'Too Many Requests: retry after 30', retry_after: 30 }
  const { link, calls } = await linksAt([busy])
  const error = await link(order({ code: 'pro' }), 'en').catch((thrown: unknown) => thrown)
  expect(String(error)).toBe(
    'Error: Telegram gives no invoice link: createInvoiceLink 429 Too Many Requests: retry after 30',
  )
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/0196a0de|4500:links/)
  expect(calls).toHaveLength(1)
})

test('a Telegram that is silent is asked twice, and given up in time', async () => {
  const { link, calls } = await linksAt([], 1_200)
  const asked = performance.now()
  await expect(link(order({ code: 'pro' }), 'en')).rejects.toThrow('Telegram gives no invoice link')
  expect(performance.now() - asked).toBeLessThan(2_500)
  expect(calls).toHaveLength(2)
})

test('what Telegram refuses is not asked again', async () => {
  const { link, calls } = await linksAt([{ error_code: 400, description: 'Bad Request: no' }])
  await expect(link(order({ code: 'pro' }), 'en')).rejects.toThrow('createInvoiceLink 400 Bad Request: no')
  expect(calls).toHaveLength(1)
})
