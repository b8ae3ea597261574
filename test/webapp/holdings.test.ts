import { describe, expect, it } from 'vitest'
import { heldOf, holdingsOf } from '../../webapp/holdings.ts'
import { access, dayAt, grant, NOW, receipt } from './goods.ts'

const seen = (...args: Parameters<typeof holdingsOf>) =>
  holdingsOf(...args).map(({ plan, state, until }) => [plan, state, until])

const refunded = (code: string, day: number, back: number) =>
  receipt(code, day, { status: 'refunded', refunded_at: dayAt(back) })

describe('what a person has', () => {
  it('is one a plan where it is unbroken, whatever keys it opens and in whatever order it was bought', () => {
    const owned = [
      ...access([grant('month', 20, 25), grant('month', 1, 20)]),
      ...access([grant('month', 1, 20), grant('month', 10, 15)]),
    ]
    expect(seen(owned, [], NOW)).toEqual([['month', 'now', dayAt(25)]])
  })

  it('comes in the order that matters: open the longest, then to come, then over the latest', () => {
    const owned = access([
      grant('a', 1, 5),
      grant('b', 1, 8),
      grant('c', 30, 40),
      grant('d', 1, 26),
      grant('e', 1, null),
    ])
    expect(seen(owned, [], NOW).map(([plan]) => plan)).toEqual(['e', 'd', 'c', 'b', 'a'])
  })

  it('of a plan with a gap is what is open, and what is to come beside it', () => {
    const owned = access([grant('month', 1, 10), grant('month', 15, 25), grant('month', 40, 50)])
    expect(seen(owned, [], NOW)).toEqual([
      ['month', 'now', dayAt(25)],
      ['month', 'later', dayAt(50)],
    ])
    expect(heldOf(holdingsOf(owned, [], NOW), 'month')?.until).toBe(dayAt(50))
  })

  it.each([
    [24, 'soon'],
    [25, 'now'],
    [21, 'ended'],
  ])('that ends on day %i is %s', (day, state) => {
    expect(seen(access([grant('month', 1, day)]), [], NOW)).toEqual([['month', state, dayAt(day)]])
  })

  it('went back where the latest receipt says so, unless it was had again since', () => {
    const receipts = [refunded('month', 8, 9), receipt('month', 1), receipt('none', 3, { plan: null })]
    expect(seen([], receipts, NOW)).toEqual([['month', 'refunded', dayAt(9)]])
    expect(seen(access([grant('month', 8, 9)]), receipts, NOW)).toEqual([['month', 'refunded', dayAt(9)]])
    expect(seen(access([grant('month', 10, 12)]), receipts, NOW)).toEqual([['month', 'ended', dayAt(12)]])
    expect(seen(access([grant('month', 10, 30)]), receipts, NOW)).toEqual([['month', 'now', dayAt(30)]])
    expect(seen([], [receipt('month', 9), refunded('month', 1, 2)], NOW)).toEqual([])
  })

  it('of other plans does not matter to one', () => {
    expect(heldOf(holdingsOf(access([grant('month', 1, 30)]), [], NOW), 'week')).toBeNull()
    expect(heldOf(holdingsOf(access([grant('week', 1, 9)]), [], NOW), 'week')).toBeNull()
  })
})
