import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { days } from '../support/books.ts'
import { type Desk, openDesk } from './stripe-desk.ts'
import { aBuyer } from './stripe-life.ts'

let desk: Desk
let customer: string

beforeEach(async () => {
  desk = await openDesk()
  const { personId, tag } = await aBuyer(desk.books)
  customer = `cus_${tag}`
  desk.record.write(aCustomer())
  await desk.catchUp()
  await desk.books.billing.cards.keepCustomer({ personId, livemode: false, customerId: customer })
})
afterEach(() => desk.close())

const aCustomer = () => ({ id: customer, object: 'customer' })

/** An event of a payment, made by the clock of the books. */
function happens(n: number, type = 'charge.updated') {
  const created = Math.floor(+desk.books.clock.now() / 1000)
  const event = {
    id: `evt_${n}`,
    object: 'event',
    type,
    created,
    data: { object: { payment_intent: `pi_${n}` } },
  }
  desk.record.write(event)
  return {
    async comesThrough() {
      const subject = { kind: 'payment', id: `pi_${n}` } as const
      await desk.books.billing.cards.keepEvent({
        id: event.id,
        type,
        key: subject.id,
        subject,
        payload: event,
      })
    },
  }
}

const later = (ms: number) => desk.books.clock.advance(ms)
const found = async () => (await desk.waiting()).map(({ key }) => key)

// case 78
describe('what the webhook was never told of', () => {
  it('is found, whatever came through before and after, and over any number of pages', async () => {
    later(days(10))
    happens(1)
    happens(2, 'payout.paid')
    later(days(5))
    for (let n = 101; n <= 250; n++) await happens(n).comesThrough()
    const before = (await found()).length

    for (let time = 0; time < 2; time++) await desk.catchUp()
    expect((await found()).slice(before)).toEqual(['pi_1'])
  })

  it('is looked for from a little before the last look, and not all over again', async () => {
    later(days(3))
    await desk.catchUp()
    later(-days(1))
    happens(1)
    later(days(1) - 10 * 60_000)
    happens(2)
    later(10 * 60_000)
    await desk.catchUp()

    expect(await found()).toEqual(['pi_2'])
  })

  it('while Stripe does not answer either is found when it does, without a start', async () => {
    later(days(4))
    happens(1)
    desk.record.fail(503)
    const stop = new AbortController()
    const keeping = desk.keepUp(stop.signal)
    onTestFinished(() => stop.abort())
    await vi.waitFor(() => expect(desk.record.asked.length).toBeGreaterThan(4))
    expect(await found()).toEqual([])

    desk.record.fail(null)
    await vi.waitFor(async () => expect(await found()).toEqual(['pi_1']))
    later(days(1))
    happens(2)
    await vi.waitFor(async () => expect(await found()).toEqual(['pi_1', 'pi_2']))
    stop.abort()
    await keeping
  })

  it('is no reason to stay when the process is to leave', async () => {
    desk.record.fail('silence')
    const stop = new AbortController()
    const keeping = desk.keepUp(stop.signal)
    const asked = desk.record.asked.length
    await vi.waitFor(() => expect(desk.record.asked.length).toBeGreaterThan(asked))
    stop.abort()

    await keeping
  })

  // case 79
  it('because the key was of the other mode meanwhile is worked by the right one', async () => {
    later(days(1))
    happens(1, 'charge.succeeded')
    const about = { type: 'charge.succeeded', key: 'evt_1', subject: null, payload: {} }
    await desk.books.billing.cards.keepEvent({ id: 'evt_1', ofOtherMode: true, ...about })
    await desk.catchUp()

    expect(await found()).toEqual(['pi_1'])
  })
})

describe('with the key of another account of the same mode', () => {
  it('nothing is taken for gone, admins are told once, and the right key reads all of it', async () => {
    desk.record.strike(customer)
    later(days(1))
    happens(1)
    for (let time = 0; time < 2; time++) {
      await expect(desk.bring('payment', 'pi_1')).rejects.toThrow('no such customer')
      await expect(desk.catchUp()).rejects.toThrow('no such customer')
    }
    expect(await found()).toEqual([])
    expect(await desk.toldAdmin('alarm')).toMatchObject([{ about: 'wrong_account', id: customer }])

    desk.record.write(aCustomer())
    await desk.catchUp()
    expect(await found()).toEqual(['pi_1'])
    await desk.bring('payment', 'pi_1')
  })
})
