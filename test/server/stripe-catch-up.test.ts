import { expect, it } from 'vitest'
import { openDesk } from './stripe-desk.ts'

// case 78
it('what the webhook was never told of is found in what Stripe remembers, as far back as it must', async () => {
  const desk = await openDesk()
  const { cards } = desk.books.billing
  const payload = {}
  const event = (n: number, daysAgo: number, type = 'charge.updated') => ({
    id: `evt_past_${n}`,
    object: 'event',
    type,
    created: +desk.books.clock.now() / 1000 - daysAgo * 24 * 3600,
    data: { object: { payment_intent: `pi_past_${n}` } },
  })
  const brought = async (n: number) => {
    const subject = { kind: 'payment' as const, id: `pi_past_${n}` }
    await cards.keepEvent({ id: `evt_past_${n}`, type: 'charge.updated', key: subject.id, subject, payload })
  }
  // Newest last: one of long ago, a hundred that were brought, five days of silence, and now.
  desk.record.write(event(0, 20))
  for (let n = 1; n <= 100; n++) {
    desk.record.write(event(n, 10))
    await brought(n)
  }
  desk.record.write(event(101, 8), event(102, 7, 'payout.paid'), event(103, 3), event(104, 0))
  await brought(104)

  const before = (await desk.waiting()).length
  for (let time = 0; time < 2; time++) await desk.catchUp()
  expect((await desk.waiting()).slice(before).map(({ key }) => key)).toEqual(['pi_past_103', 'pi_past_101'])
  await desk.close()
})

it('goes on without it while Stripe does not answer', async () => {
  const desk = await openDesk()
  await desk.record.close()

  await expect(desk.catchUp()).resolves.toBeUndefined()
  await desk.books.close()
})
