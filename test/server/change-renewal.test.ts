import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { RenewalDue } from '../../db/billing.ts'
import { changeRenewal } from '../../server/stripe/change-renewal.ts'
import { createStripe } from '../../server/stripe/client.ts'
import { openBooks, type TestBooks } from '../support/books.ts'
import { rows, someone } from '../support/sale.ts'
import { SECRET_KEY } from './card-stage.ts'
import { type Answer, type Asked, scriptedStripe } from './scripted-stripe.ts'

let books: TestBooks
beforeAll(async () => {
  books = await openBooks()
})
afterAll(() => books.close())

/** `sub_1` as Stripe has it. */
let subscription: object
let asked: Asked[]
beforeEach(() => {
  subscription = {}
})

const SUBSCRIPTION = 'GET /v1/subscriptions/sub_1'
const UPDATE = 'POST /v1/subscriptions/sub_1'
const refusal = (code: string, status = 400): Answer => ({
  status,
  error: { type: 'invalid_request_error', code, message: `no: ${code}` },
})

async function change(wish: RenewalDue['wish'], lines: Record<string, () => Answer> = {}) {
  const stripe = await scriptedStripe(({ what, fields }) => {
    const line = lines[what]
    if (line) return line()
    if (what === UPDATE) subscription = { cancel_at_period_end: fields['cancel_at_period_end'] === 'true' }
    const living = { status: 'active', cancel_at: null, cancel_at_period_end: false, customer: 'cus_1' }
    return { object: { id: 'sub_1', ...living, ...subscription } }
  })
  asked = stripe.asked
  const { stripe: sdk } = createStripe({ secretKey: SECRET_KEY, apiRoot: stripe.url })
  const due = { requestId: 'r_1', rail: 'card', wish, personId: 7, providerId: 'sub_1' } as const
  return await changeRenewal(
    { stripe: sdk, billing: books.billing, livemode: false, now: books.clock.now },
    due,
  )
}
const changes = () => asked.filter(({ what }) => what === UPDATE).map(({ fields }) => fields)

it('ends a subscription with its period, once however often it is asked, and has it read again', async () => {
  for (let time = 0; time < 2; time++) {
    expect(await change('stop')).toEqual({ kind: 'done' })
    expect(changes()).toEqual(time === 0 ? [{ cancel_at_period_end: 'true' }] : [])
  }
  const readings = await rows(
    books,
    `select singleton_key as key, data from pgboss.job where name = 'readings'`,
  )
  expect(readings[0]).toEqual({ key: 'cus_1', data: { kind: 'subscription', id: 'sub_1' } })
})

// case 74
it.each([
  [
    'by the flag',
    { cancel_at: 1_800_000_000, cancel_at_period_end: true },
    { cancel_at_period_end: 'false' },
  ],
  ['by a date alone', { cancel_at: 1_800_000_000 }, { cancel_at: '' }],
])('lets one that was to end %s go on', async (_, is, asks) => {
  subscription = is
  expect(await change('allow')).toEqual({ kind: 'done' })
  expect(changes()).toEqual([asks])
})

it('leaves one that is over as it is: nothing more is taken, and nothing begins again', async () => {
  subscription = { status: 'canceled' }
  expect(await change('stop')).toEqual({ kind: 'done' })
  expect(await change('allow')).toEqual({ kind: 'refused', detail: 'canceled' })
  let looked = 0
  const ended = { object: { id: 'sub_1', status: 'canceled', customer: 'cus_1', cancel_at: null } }
  const living = { object: { ...ended.object, status: 'active', cancel_at_period_end: false } }
  const meanwhile = {
    [SUBSCRIPTION]: () => (++looked === 1 ? living : ended),
    [UPDATE]: () => refusal('resource_missing'),
  }
  expect(await change('stop', { ...meanwhile, [UPDATE]: () => refusal('no_longer') })).toEqual({
    kind: 'done',
  })
})

it('tells a final no in Stripe’s words', async () => {
  expect(await change('stop', { [UPDATE]: () => refusal('managed_by_schedule') })).toEqual({
    kind: 'refused',
    detail: 'managed_by_schedule: no: managed_by_schedule',
  })
  const gone = { [SUBSCRIPTION]: () => refusal('resource_missing', 404) }
  expect(await change('stop', gone)).toMatchObject({ kind: 'refused' })
})

it.each<[string, Answer]>([
  ['does not answer', 'hang up'],
  ['has trouble', refusal('whatever', 500)],
  ['does not take the key', refusal('api_key_expired', 401)],
])('is to be asked again where Stripe %s', async (_, answer) => {
  await expect(change('stop', { [UPDATE]: () => answer })).rejects.toThrow()
})

it('is to be asked again where the key is of another account, which knows nothing of ours', async () => {
  const personId = await someone(books)
  await books.billing.cards.keepCustomer({ personId, livemode: false, customerId: 'cus_1' })
  const missing = () => refusal('resource_missing', 404)
  await expect(
    change('stop', { [SUBSCRIPTION]: missing, 'GET /v1/customers/cus_1': missing }),
  ).rejects.toThrow('no such customer')
})
