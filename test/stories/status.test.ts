import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { days } from '../support/books.ts'
import { labels } from './player.ts'
import { PLANS } from './shelf.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: PLANS })
})
afterAll(() => stage.close())

describe('the status', () => {
  test('a newcomer is free, and reads what to do', async () => {
    const ann = await stage.meet('Ann')
    const status = await ann.say('/status')
    expect(status.text).toBe(
      'Free\n\nYou have no plan at the moment, and nothing will be charged.\n\n/plans shows what you can get.',
    )
    expect(labels(status)).toEqual([['See the plans']])
  })

  test('a buyer reads what they have, until when, how long still, and how to keep it; later, when it ended', async () => {
    const ann = await stage.meet('Ann')
    await ann.buys('pro')
    expect((await ann.say('/status')).text).toBe(
      [
        'What you have',
        'Pro <3\nuntil 21 December 2026, 30 days left',
        'To keep it longer, buy it again at any time with /buy: the new period starts when this one ends.',
      ].join('\n\n'),
    )
    stage.books.clock.advance(days(40))
    expect((await ann.say('/status')).text).toBe(
      'Free\n\nYou have no plan at the moment. What you had:\n\nPro <3\nended on 21 December 2026\n\n/plans shows what you can get.',
    )
    stage.books.clock.advance(-days(40))
  })

  test('who owns something for ever need do nothing', async () => {
    const ann = await stage.meet('Ann')
    await ann.buys('ever')
    expect((await ann.say('/status')).text).toBe(
      'What you have\n\nThe ever\nyours for ever\n\nThere is nothing you need to do.',
    )
  })

  test('a plan that is no longer sold keeps its name', async () => {
    const ann = await stage.meet('Ann')
    await ann.buys('pro')
    await stage.books.reopen(PLANS.slice(1))
    expect((await ann.say('/status')).text).toContain('Pro <3\nuntil 21 December 2026')
    await stage.books.reopen()
  })
})
