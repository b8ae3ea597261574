import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../db/id.ts'
import { scriptedStripe } from './server/scripted-stripe.ts'
import { CARD_SHOP } from './server/stripe-life.ts'
import { days, openBooks, SHOP, type TestBooks } from './support/books.ts'
import { examined } from './support/examined.ts'
import { buy, rows, someone } from './support/sale.ts'

let books: TestBooks
beforeAll(async () => {
  // The doctor holds its clock against Telegram's too.
  books = await openBooks({ plans: [...SHOP, ...CARD_SHOP], at: new Date() })
})
afterAll(() => books.close())

const CARDS = {
  PUBLIC_URL: 'https://shop.example',
  SESSION_SECRET: 's'.repeat(32),
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
}
const ask = (starsHeld?: number, env: Record<string, string> = {}) =>
  examined(books, {}, env, { now: books.clock.now, ...(starsHeld !== undefined && { starsHeld }) })
const ago = (ms: number) => new Date(+books.clock.now() - ms)
const finish = (rail: 'stars' | 'card', at = books.clock.now()) =>
  books.billing.statement.finished({ rail, at })
/** What the books hold in Stars. */
let held = 0

it('holds the books against what Telegram has now, once it was reconciled', async () => {
  await buy(books, await someone(books))
  const never = await ask(1)
  expect(never.said).toContain('note  Stars: never held against the provider. npm start does it')
  expect(never.exitCode).toBe(0)

  await finish('stars')
  const [sum] = await rows<{ held: number }>(
    books,
    `select sum(amount)::int as held from payments where rail = 'stars'`,
  )
  held = sum?.held ?? 0
  expect(held).toBeGreaterThan(0)
  const agreed = await ask(held)
  expect(agreed.said).toContain(`ok    Stars: the books hold what Telegram does, ${held}.`)
  expect(agreed.said).toContain('ok    Jobs: nothing waits for longer than it should.')
  expect(agreed.exitCode).toBe(0)

  const off = await ask(held + 7)
  expect(off.said).toContain(`BAD   Stars: the books hold ${held}, Telegram ${held + 7}. Send /reconcile`)
  expect(off.exitCode).toBe(1)
  const silent = await ask()
  expect(silent.said).toContain('note  Stars: not compared, for Telegram did not say what it holds.')
  expect(silent.exitCode).toBe(0)

  await finish('stars', ago(20 * 60_000))
  expect((await ask(held)).said).toContain('note  Stars: last held against the provider 20 minutes ago.')
  await finish('stars')
})

it('holds what came by card against Stripe’s statement as far as it was read', async () => {
  // That the key is not taken is said elsewhere.
  const error = { type: 'invalid_request_error', message: 'no' }
  let moves: { id: string }[] = []
  const { url } = await scriptedStripe(({ what }) =>
    what.endsWith('/balance_transactions')
      ? { object: { object: 'list', data: moves, has_more: false } }
      : { status: 401, error },
  )
  const cards = { ...CARDS, STRIPE_API_ROOT: url }
  await finish('card')
  expect((await ask(0, cards)).said).toContain(
    'ok    Cards: the books hold what Stripe’s statement comes to.',
  )
  moves = [{ id: 'txn_1' }]
  const behind = 'note  Cards: of what moved at Stripe since, not in the books yet: 1. Send /reconcile'
  expect((await ask(0, cards)).said).toContain(behind)
  moves = []
  const personId = await someone(books)
  const charge = { rail: 'card' as const, payerId: personId, reference: '', payload: {} }
  const price = { amount: 999, currency: 'USD' }
  await books.billing.settle({ ...charge, chargeId: 'pi_1', price, paidAt: ago(0) })
  // Stripe moves its balance a while after it took the money.
  expect((await ask(0, cards)).said).toContain('ok    Cards: the books hold')
  await books.billing.settle({ ...charge, chargeId: 'pi_2', price, paidAt: ago(days(1)) })
  const { said } = await ask(0, cards)
  expect(said).toContain(
    'BAD   Cards: the books hold 1998 USD, Stripe’s statement comes to 999. Send /reconcile',
  )
})

it('names what waits for too long, and takes money for worse than words', async () => {
  const stick = (name: string, data = {}, since = '2 hours') =>
    rows(
      books,
      `insert into pgboss.job (name, data, state, created_on, start_after, output)
       values ($1, $2, 'retry', now() - $3::interval, now() - $3::interval, '{"message": "no way through"}')`,
      [name, data, since],
    )
  await stick('messages')
  const words = await ask(held)
  expect(words.said).toContain('note  Jobs: messages that wait for more than an hour: 1.')
  expect(words.exitCode, words.said).toBe(0)
  await stick('refunds')
  await stick('refunds', {}, '1 minute')
  await stick('readings', { isFailing: true }, '1 minute')
  const { said, exitCode } = await ask(held)
  expect(said).toMatch(/BAD {3}Jobs: refunds .*: 1\. .* The last of them met: no way through/)
  expect(said).toContain('BAD   Jobs: readings that wait for more than an hour: 1.')
  expect(exitCode).toBe(1)
})

it('names renewals nobody answered for, and people who are still to be forgotten', async () => {
  const personId = await someone(books)
  const opened = await books.billing.cards.openCheckout({ personId, planCode: 'pro' })
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  const id = newId()
  const wish = (askedAt: Date) =>
    rows(books, `insert into renewal_requests values ($1, $2, 'stop', null, '', $3)`, [newId(), id, askedAt])
  const wishToBeForgotten = (askedAt: Date) =>
    rows(
      books,
      'insert into forgettings (id, person_id, asked_by, request, asked_at) values ($1, $2, $2, $3, $4)',
      [newId(), personId, newId(), askedAt],
    )
  await rows(
    books,
    `insert into subscriptions (id, rail, provider_id, ticket, person_id, order_id, plan_version_id, status, renews,
       amount, currency, created_at)
     select $1, 'card', 'sub_1', 1, $2, id, plan_version_id, 'active', true, 999, 'USD', $4 from orders where id = $3`,
    [id, personId, opened.order.id, books.clock.now()],
  )
  await wish(ago(0))
  await wishToBeForgotten(ago(0))
  expect((await ask()).said).not.toMatch(/Renewals|Privacy/)
  await wish(ago(days(1)))
  await wishToBeForgotten(ago(days(2)))
  const { said } = await ask()
  expect(said).toContain('BAD   Renewals: wishes not answered for more than an hour: 1.')
  expect(said).toContain('note  Privacy: people who asked a day ago to be forgotten, and are not: 1.')
})

it('recomputes access from the grants and money from the payments, and looks at the schema', async () => {
  await rows(books, `update entitlements set ends_at = ends_at + interval '1 day'`)
  expect((await ask()).said).toMatch(
    /BAD {3}Access: what \d+ may use of month does not follow from their grants/,
  )
  await rows(books, `delete from mikro_orm_migrations where name like '0012%'`)
  const { said, exitCode } = await ask()
  expect(said).toContain('BAD   Database: its schema is behind this code. Run npm run migrate.')
  expect(exitCode).toBe(1)
})
