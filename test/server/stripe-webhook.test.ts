import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ADMIN } from '../support/books.ts'
import { newsFor } from '../support/sale.ts'
import { blockTable, loseDatabase } from './stage.ts'
import { anEvent, bytesOf, type Door, OLD_SECRET, openDoor, WEBHOOK } from './stripe-door.ts'

let door: Door

beforeEach(async () => {
  door = await openDoor()
})
afterEach(() => door.close())

describe('an event that Stripe signed', () => {
  it('is kept whole, has its object read again, and is confirmed', async () => {
    const event = anEvent()
    const response = await door.deliver(bytesOf(event))

    expect([response.statusCode, response.json()]).toEqual([200, { received: true }])
    expect(await door.kept()).toEqual([{ provider_id: 'evt_1', payload: event }])
    expect(await door.readings()).toEqual([{ key: 'cus_1', data: { kind: 'subscription', id: 'sub_1' } }])
    expect(await door.counted('billing_webhook_invalid_sig_total')).toBe(0)
    expect(await door.counted('billing_webhook_replay_block_total')).toBe(0)
  })

  // cases 58, 63
  it('is done nothing for the second time, at once or later, and is confirmed again', async () => {
    const payload = bytesOf(anEvent())
    const signature = door.sign(payload)
    const answers = await Promise.all(Array.from({ length: 8 }, () => door.deliver(payload, signature)))
    door.books.clock.advance(200_000)
    answers.push(await door.deliver(payload, signature), await door.deliver(payload))

    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(200))
    expect(await door.kept()).toHaveLength(1)
    expect(await door.readings()).toHaveLength(1)
    expect(await door.counted('billing_webhook_replay_block_total')).toBe(9)
  })

  // case 64
  it('may be signed with any secret in rotation', async () => {
    const payload = bytesOf(anEvent())

    expect((await door.deliver(payload, door.sign(payload, { secret: OLD_SECRET }))).statusCode).toBe(200)
    expect(await door.kept()).toHaveLength(1)
  })

  // case 57
  it.each([-300, 300])('may be up to %i seconds off', async after => {
    const payload = bytesOf(anEvent())

    expect((await door.deliver(payload, door.sign(payload, { after }))).statusCode).toBe(200)
  })

  it('is taken whatever its payer typed', async () => {
    const object = { id: 'sub_1', description: 'a\u0000b \ud800' }

    expect((await door.deliver(bytesOf(anEvent({ data: { object } })))).statusCode).toBe(200)
    expect(await door.kept()).toMatchObject([
      { payload: { data: { object: { description: 'a\ufffdb \ufffd' } } } },
    ])
  })

  it('of a type that nothing follows from is kept, and the log says so once', async () => {
    for (const id of ['evt_1', 'evt_2']) await door.deliver(bytesOf(anEvent({ id, type: 'topup.created' })))

    expect(await door.kept()).toHaveLength(2)
    expect(await door.readings()).toEqual([])
    expect(door.log().filter(line => line.includes('need not be subscribed'))).toHaveLength(1)
  })

  // case 79
  it('of the other mode is kept and not worked, and admins are told once a day', async () => {
    for (const id of ['evt_1', 'evt_2', 'evt_3']) {
      if (id === 'evt_3') door.books.clock.advance(24 * 3600 * 1000)
      expect((await door.deliver(bytesOf(anEvent({ id, livemode: true })))).statusCode).toBe(200)
    }

    expect(await door.kept()).toHaveLength(3)
    expect(await door.readings()).toEqual([])
    expect(
      (await newsFor(door.books, ADMIN)).map(news => news.kind === 'alarm' && [news.about, news.id]),
    ).toEqual([
      ['wrong_mode', 'evt_1'],
      ['wrong_mode', 'evt_3'],
    ])
    // Once the key is of its mode, it is found at Stripe, and nobody has worked it yet.
    const subject = { kind: 'subscription', id: 'sub_1' } as const
    const found = { id: 'evt_1', type: 'customer.subscription.updated', subject, key: 'cus_1', payload: {} }
    expect(await door.books.billing.cards.keepEvent(found)).toBe('kept')
    expect(await door.readings()).toEqual([{ key: 'cus_1', data: subject }])
  })

  it('leaves nothing of its content and nothing secret in the log', async () => {
    const payload = bytesOf(anEvent({ data: { object: { id: 'sub_1', note: 'sesame' } } }))
    await door.deliver(payload)
    await door.deliver(payload, door.sign(payload, { after: -301 }))

    expect(door.log().join('')).toContain('evt_1')
    expect(door.log().join('')).not.toMatch(/sesame|whsec|v1=/)
  })
})

describe('beside the webhook', () => {
  it('other routes read JSON as ever', async () => {
    expect((await door.app.inject({ method: 'POST', url: '/json', payload: { a: 1 } })).json()).toEqual({
      a: 1,
    })
  })

  it('other methods are not known', async () => {
    expect((await door.app.inject({ url: WEBHOOK })).statusCode).toBe(405)
  })
})

describe('while the database does not answer', () => {
  it('an event is to be sent again', async () => {
    await loseDatabase(door.books)
    const response = await door.deliver(bytesOf(anEvent()))

    expect(response.statusCode).toBe(503)
    expect(response.headers['retry-after']).toBeDefined()
  })

  // case 80
  it('invoice.created is confirmed all the same: unconfirmed, it would hold up every invoice for days', async () => {
    const created = bytesOf(anEvent({ type: 'invoice.created', data: { object: { id: 'in_1' } } }))
    const unblock = await blockTable(door.books, 'provider_events')
    const slow = await door.deliver(created)
    await unblock()
    await loseDatabase(door.books)
    const lost = await door.deliver(created)

    expect([slow.statusCode, lost.statusCode]).toEqual([200, 200])
  })
})
