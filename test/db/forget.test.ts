import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { auditBooks } from '../../db/audit.ts'
import { ADMIN, openBooks, type TestBooks } from '../support/books.ts'
import { aSubscriber, CARD_SHOP, givenBack, stripeId } from '../support/card-sale.ts'
import { nothingPending, recordDuties } from '../support/duties.ts'
import { accessTo, anOrder, chargeFor, movedBy, newRequest, newsFor, rows, someone } from '../support/sale.ts'
import { hear, STARS_SHOP, subscribe } from '../support/stars-sale.ts'

let books: TestBooks
let billing: TestBooks['billing']
let answers: 'done' | 'refused' | 'silence' = 'done'
const { duties, told, changes } = recordDuties({
  changeRenewal() {
    if (answers === 'silence') throw new Error('Telegram does not answer')
    return answers === 'done' ? { kind: 'done' } : { kind: 'refused', detail: 'CHARGE_ID_INVALID' }
  },
})

beforeAll(async () => {
  books = await openBooks({ plans: [...STARS_SHOP, ...CARD_SHOP.filter(({ code }) => code === 'care')] })
  billing = books.billing
  await billing.work(duties)
})
afterEach(async () => {
  answers = 'done'
  expect(await auditBooks(books.database)).toMatchObject({ unbalanced: [], strayed: [] })
})
afterAll(() => books.close())

const NAMED = { username: 'ann_of_all', firstName: 'Ann-Sofie', lastName: 'Lindqvist', languageCode: 'ru' }

/** A word of the person that must be nowhere. */
const TRACES = /ann_of_all|Ann-Sofie|Lindqvist|ann@example|Baker Street|555-01/

const from = (id: number) => ({
  id,
  is_bot: false,
  first_name: NAMED.firstName,
  last_name: NAMED.lastName,
  username: NAMED.username,
  language_code: 'ru',
})

const forget = (personId: number, askedBy = personId, request = newRequest()) =>
  billing.forget({ personId, askedBy, request })

const personOf = async (id: number) => (await billing.story(id))?.person

/** Wherever this person can be spelled in all the database. */
async function traces(): Promise<string[]> {
  const tables = await rows<{ name: string }>(
    books,
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname in ('public', 'pgboss')`,
  )
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const kept = await rows<{ row: string }>(books, `select t::text as row from ${name} t`)
      return kept.flatMap(({ row }) => (TRACES.test(row) ? [`${name}: ${row}`] : []))
    }),
  )
  return found.flat()
}

// case 86
describe('a person who is to be forgotten', () => {
  test('is gone from everywhere, and what they paid and may use stays', async () => {
    const ann = await someone(books, NAMED)
    const message = { message_id: 1, from: from(ann), chat: { type: 'private', ...from(ann) } }
    const order = await anOrder(books, ann, 'month')
    const charge = chargeFor(order, {
      payload: {
        update_id: 1,
        message: { ...message, successful_payment: { order_info: { name: 'Ann-Sofie' } } },
      },
    })
    await billing.settle(charge)
    const { order: club } = await subscribe(books, ann)
    await hear(books, club, 'failed', { payload: { update_id: 2, subscription: { user: from(ann) } } })
    await billing.keepTimeZone(ann, 'Asia/Omsk')
    await billing.conversations.write(String(ann), { heard: 'Lindqvist' })
    await billing.devices.register({ personId: ann, name: 'Ann-Sofie’s phone' })
    const care = await aSubscriber(books, ann)
    await givenBack(books, care.charge.chargeId, 100)
    const customer = stripeId('cus')
    await billing.cards.keepCustomer({ personId: ann, livemode: false, customerId: customer })
    const person = {
      email: 'ann@example.org',
      name: 'Lindqvist',
      phone: '555-01',
      address: { line1: 'Baker Street' },
    }
    const events = [
      {
        id: 'in_1',
        customer,
        customer_email: person.email,
        metadata: { order: care.order.id },
        lines: [person],
      },
      { id: customer, object: 'customer', ...person },
      { id: care.charge.chargeId, billing_details: person },
    ]
    for (const [index, object] of events.entries()) {
      await billing.cards.keepEvent({
        ...{ id: `evt_${index}`, type: 'x', subject: null, key: 'x', ofOtherMode: false },
        payload: { id: `evt_${index}`, data: { object, previous_attributes: person } },
      })
    }
    expect(await traces()).not.toEqual([])
    await nothingPending(books)
    const before = { access: await accessTo(books, ann, 'pro'), balances: await billing.balances() }

    const moved = await movedBy(books, async () => {
      expect(await forget(ann)).toMatchObject({ kind: 'forgetting' })
      await nothingPending(books)
      await billing.lapse()
    })
    expect(moved).toEqual({})
    expect(changes.map(({ rail, wish }) => [rail, wish])).toEqual([
      ['stars', 'stop'],
      ['card', 'stop'],
    ])
    expect(await traces()).toEqual([])
    expect(await billing.findPeople('ann_of_all')).toEqual([])
    expect(await personOf(ann)).toMatchObject({
      ...{ id: ann, username: null, firstName: '', lastName: null, language: null, languageCode: null },
      ...{ timeZone: null, forgottenAt: expect.any(Date) },
    })
    expect({ access: await accessTo(books, ann, 'pro'), balances: await billing.balances() }).toEqual(before)
    const { payments } = (await billing.story(ann)) ?? {}
    expect(payments).toHaveLength(3)
    const [kept] = await rows(books, `select payload from provider_events where provider_id = 'evt_0'`)
    expect(kept).toMatchObject({
      payload: { data: { object: { customer, metadata: { order: care.order.id } } } },
    })

    // The last thing they hear is in their language, which is known no more.
    await nothingPending(books)
    expect(told.at(-1)).toMatchObject({ personId: ann, language: 'ru', news: { kind: 'forgotten' } })
    const [last] = await rows(books, `select news from notices where news ->> 'kind' = 'forgotten'`)
    expect(last).toEqual({ news: { kind: 'forgotten' } })
  })

  test('waits for the answer of the provider, which is asked once, and is told once', async () => {
    const ann = await someone(books, { ...NAMED, username: undefined })
    await subscribe(books, ann)
    answers = 'silence'
    const request = newRequest()
    expect(await forget(ann, ann, request)).toEqual({ kind: 'forgetting', renewals: 1 })
    expect(await forget(ann, ann, request)).toEqual({ kind: 'forgetting', renewals: 1 })
    await Promise.all([billing.lapse(), billing.lapse()])
    expect(await personOf(ann)).toMatchObject({ firstName: 'Ann-Sofie', forgottenAt: null })

    answers = 'done'
    await rows(
      books,
      `update pgboss.job set start_after = now() where name = 'renewals' and state < 'active'`,
    )
    await nothingPending(books)
    await Promise.all([billing.lapse(), (await books.reopen()).lapse()])
    await nothingPending(books)
    expect(await personOf(ann)).toMatchObject({ firstName: '', forgottenAt: expect.any(Date) })
    expect(
      await rows(
        books,
        'select from renewal_requests r join subscriptions s on s.id = r.subscription_id where s.person_id = $1',
        [ann],
      ),
    ).toHaveLength(1)
    expect((await newsFor(books, ann)).filter(({ kind }) => kind === 'forgotten')).toHaveLength(1)
  })

  test('is forgotten also where the provider refuses to stop what renews; admins are told', async () => {
    const ann = await someone(books, NAMED)
    await subscribe(books, ann)
    answers = 'refused'
    await forget(ann, ADMIN)
    await nothingPending(books)
    await billing.lapse()
    expect(await personOf(ann)).toMatchObject({ firstName: '', forgottenAt: expect.any(Date) })
    await billing.lapse()
    expect(changes.filter(({ personId }) => personId === ann)).toHaveLength(1)
    expect(await newsFor(books, ADMIN)).toContainEqual(
      expect.objectContaining({ kind: 'renewal_refused', payerId: ann }),
    )
    expect(await billing.actsAbout(String(ann))).toMatchObject([
      { kind: 'forget', adminId: ADMIN, personId: ann },
    ])
    await nothingPending(books)
  })

  test('whom nobody knows is not', async () => {
    expect(await forget(404_404)).toEqual({ kind: 'unknown_person' })
  })
})
