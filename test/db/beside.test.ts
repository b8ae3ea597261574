import { describe, expect, test } from 'vitest'
import { days } from '../support/books.ts'
import { aSubscriber, monthsAfter, recordState } from '../support/card-sale.ts'
import { someone } from '../support/sale.ts'
import { hear, subscribe } from '../support/stars-sale.ts'
import { books, openForRenewals } from './renewing-books.ts'

openForRenewals()

const beside = (personId: number, planCode: string) => books.billing.renewals.beside({ personId, planCode })

// case 37
describe('what stands in the way of a subscription in Stars', () => {
  test('is late once what was paid of it is over, also where an order is asked for', async () => {
    const ann = await someone(books)
    const { order } = await subscribe(books, ann)
    const held = { rail: 'stars', until: new Date(+order.createdAt + days(30)) }
    books.clock.advance(days(30) - 1)
    await hear(books, order, 'failed')
    expect(await beside(ann, 'club')).toEqual({ kind: 'subscribed', plan: order.plan, ...held })
    books.clock.advance(1)
    const late = { ...held, plan: order.plan, late: true }
    expect(await beside(ann, 'club')).toEqual({ kind: 'subscribed', ...late })
    expect(await beside(ann, 'gym')).toEqual({ kind: 'parallel', ...late })
    const asked = { personId: ann, planCode: 'gym', rail: 'stars' } as const
    expect(await books.billing.openOrder(asked)).toEqual({ kind: 'parallel', ...late })
  })

  test('is late by card while its provider still tries, though the period that is owed has begun', async () => {
    const ann = await someone(books)
    const { order } = await aSubscriber(books, ann, 'club')
    const endsAt = monthsAfter(order.createdAt, 1)
    books.clock.advance(+endsAt + days(1) - +books.clock.now())
    const next = { periodStartsAt: endsAt, periodEndsAt: monthsAfter(endsAt, 1) }
    await recordState(books, order, { status: 'past_due', ...next })
    expect(await beside(ann, 'club')).toMatchObject({ kind: 'subscribed', rail: 'card', late: true })
    await recordState(books, order, next)
    expect(await beside(ann, 'club')).not.toHaveProperty('late')
  })
})
