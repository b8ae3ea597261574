import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { expect, it } from 'vitest'
import { stage } from './stage.ts'

const secret = `whsec_${Buffer.from('what only the shop and the service know').toString('base64')}`
const PRO = { key: 'pro', plan: 'month', starts_at: '2026-10-01T00:00:00Z', ends_at: null, in_grace: false }

/** Tells the service as a shop does. */
function shop(url: string, by = secret) {
  return async (id: string, type: string, data: object, more: { body?: string; sentAt?: Date } = {}) => {
    const said = JSON.stringify({ type, timestamp: '2026-10-01T00:00:00Z', data })
    const { body = said, sentAt = new Date() } = more
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(+sentAt / 1000)),
      'webhook-signature': new Webhook(by).sign(id, sentAt, said),
    }
    return (await fetch(`${url}/service/webhook`, { method: 'POST', headers, body })).status
  }
}

it('another service takes what the shop signed, once for each id, and knows from that alone who may use what', async () => {
  const { url, control } = await stage({ service: { secret } })
  const tell = shop(url)
  const ann = (sequence: number) => ({ telegram_id: 1, sequence, entitlement: PRO })
  expect(await tell('one', 'access.granted', ann(3))).toBe(204)
  expect(
    await tell('two', 'payment.settled', { telegram_id: 1, sequence: 4, payment: { plan: 'month' } }),
  ).toBe(204)
  expect(await tell('one', 'access.granted', ann(3))).toBe(204)
  expect(await control.service()).toMatchObject({
    known: [{ telegram_id: 1, ...PRO }],
    heard: [
      { id: 'two', type: 'payment.settled', times: 1 },
      { id: 'one', type: 'access.granted', times: 2, heard_at: '2026-10-01T00:00:00.000Z', data: ann(3) },
    ],
  })
  await tell('three', 'access.ended', ann(5))
  // What came again is not news: it does not open what was closed since.
  await tell('one', 'access.granted', ann(3))
  expect((await control.service()).known).toEqual([])
  // Neither does one that was given up, and is sent again when it is old: it never came before.
  await tell('six', 'access.granted', ann(6))
  await tell('eight', 'access.ended', ann(8))
  await tell('seven', 'access.extended', ann(7))
  expect(await control.service()).toMatchObject({
    known: [],
    heard: [{ id: 'seven', times: 1 }, {}, {}, {}, {}, {}],
  })
})

it('another service takes nothing that is forged, changed or old', async () => {
  const { url, control } = await stage({ service: { secret } })
  const data = { telegram_id: 1, sequence: 1, entitlement: PRO }
  const other = `whsec_${Buffer.from('what somebody else made up').toString('base64')}`
  expect(await shop(url, other)('one', 'access.granted', data)).toBe(401)
  expect(await shop(url)('one', 'access.granted', data, { body: '{"type":"access.granted"}' })).toBe(401)
  const old = new Date(Date.now() - 3_600_000)
  expect(await shop(url)('one', 'access.granted', data, { sentAt: old })).toBe(401)
  expect(await control.service()).toMatchObject({ known: [], heard: [], unsigned: 3 })
})

it('another service can be down for a while, and survives a restart', async () => {
  const save = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'state.json')
  const first = await stage({ service: { secret }, save })
  await first.control.sendServiceAway(true)
  const data = { telegram_id: 1, sequence: 1, entitlement: PRO }
  expect(await shop(first.url)('one', 'access.granted', data)).toBe(503)
  await first.control.sendServiceAway(false)
  expect(await shop(first.url)('one', 'access.granted', data)).toBe(204)
  const view = await first.control.service()
  await first.stop()
  expect(await (await stage({ service: { secret }, save })).control.service()).toEqual(view)
})
