import { expect, test, vi } from 'vitest'
import { anotherProcess } from '../support/another-process.ts'
import { ADMIN, openBooks, SHOP } from '../support/books.ts'
import { recordDuties } from '../support/duties.ts'
import { buy, newRequest, rows, someone } from '../support/sale.ts'
import { STARS_SHOP, subscribe } from '../support/stars-sale.ts'
import { announceAll, anotherService } from '../support/told.ts'

// cases 84, 94
test('messages, refunds, readings, renewals and webhooks that a killed process had in hand are carried out by another', async () => {
  const plans = [...SHOP, ...STARS_SHOP.filter(({ code }) => code === 'club')]
  const webhookUrls = ['https://one.example/hook']
  const books = await openBooks({ plans, webhookUrls })
  const ann = await someone(books)
  const { charge } = await buy(books, ann)
  await books.billing.requestRefund({
    chargeId: charge.chargeId,
    requestedBy: ADMIN,
    reason: 'asked for it',
    request: newRequest(),
  })
  const subject = { kind: 'invoice', id: 'in_1' } as const
  const event = { id: 'evt_1', type: 'invoice.paid', key: 'cus_1', payload: {}, subject }
  await books.billing.cards.keepEvent(event)

  const { charge: first } = await subscribe(books, ann)
  const stop = { personId: ann, subscriptionId: null, askedBy: ann, reason: 'enough' }
  await books.billing.renewals.stop(stop)

  await announceAll(books)

  const doomed = await anotherProcess(books, { plans, adminIds: [ADMIN], webhookUrls })
  await doomed.workForEver()
  const inHand = async () => (await rows(books, `select name from pgboss.job where state = 'active'`)).length
  await vi.waitFor(async () => expect(await inHand()).toBe(5), { timeout: 10_000, interval: 50 })
  await doomed.kill()

  const { duties, told, givenBack, changes } = recordDuties()
  await books.billing.work(duties)
  const service = anotherService()
  await books.billing.outgoing.work(service.deliver)
  const read: unknown[] = []
  await books.billing.cards.work(async each => void read.push(each))
  await vi.waitFor(
    async () => {
      expect(told.map(({ news }) => news.kind).sort()).toEqual([
        'refund_done',
        'refunded',
        'thanks',
        'thanks',
      ])
      expect(await books.billing.pending()).toMatchObject(Array(5).fill({ count: 0 }))
    },
    { timeout: 30_000, interval: 100 },
  )
  expect(givenBack).toHaveLength(1)
  expect(read).toEqual([subject])
  expect(changes).toMatchObject([{ wish: 'stop', providerId: first.chargeId }])
  const events = await rows<{ id: string }>(books, 'select id from outgoing_events order by position')
  expect(service.taken.map(({ eventId }) => eventId)).toEqual(events.map(({ id }) => id))
  await books.close()
}, 60_000)
