import { expect, it } from 'vitest'
import { examineEndpoints, untold } from '../../../server/outgoing/examine.ts'
import type { Resolve } from '../../../server/outgoing/resolve.ts'

const at = (address: string): { urls: string[]; resolve: Resolve } => ({
  urls: ['https://shop.example:8443/hook?key=secret'],
  resolve: (_, __, found) => found(null, [{ address, family: 4 }]),
})

it('has nothing against a public address, and says how a private one is allowed', async () => {
  const fine = [{ level: 'ok', line: 'Webhooks: shop.example:8443 is where other services can be told.' }]
  expect(await examineEndpoints({ ...at('93.184.216.34'), allowPrivate: false })).toEqual(fine)
  expect(await examineEndpoints({ ...at('10.0.0.1'), allowPrivate: true })).toEqual(fine)
  expect(await examineEndpoints({ ...at('10.0.0.1'), allowPrivate: false })).toEqual([
    {
      level: 'bad',
      line: 'Webhooks: shop.example:8443 is at a private address, so it is told nothing. OUTGOING_WEBHOOK_ALLOW_PRIVATE=1 allows it.',
    },
  ])
})

it('says of a name that nobody knows what the network says', async () => {
  const resolve: Resolve = (_, __, found) => found(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), [])
  expect(await examineEndpoints({ ...at(''), resolve, allowPrivate: true })).toEqual([
    {
      level: 'bad',
      line: 'Webhooks: shop.example:8443 is not found (ENOTFOUND). Check OUTGOING_WEBHOOK_URLS and the network.',
    },
  ])
})

it('names what an endpoint has not taken for an hour, and what was given up there', () => {
  const now = new Date('2026-11-21T12:00:00Z')
  const standing = { endpointId: 'e', url: 'https://shop.example/hook', lastDeliveredAt: null }
  const since = (minutes: number) => new Date(+now - minutes * 60_000)
  const quiet = { ...standing, waiting: 3, givenUp: 0, waitingSince: since(59) }
  expect(untold([quiet, { ...quiet, waiting: 0, waitingSince: null }], now)).toEqual([])
  expect(untold([{ ...quiet, givenUp: 2, waitingSince: since(190) }], now)).toEqual([
    {
      level: 'warn',
      line: 'Webhooks: given up at shop.example after three days: 2. Send /webhooks to replay them.',
    },
    {
      level: 'warn',
      line: 'Webhooks: not taken by shop.example yet: 3, the oldest of 3 hours ago. /webhooks says why.',
    },
  ])
})
