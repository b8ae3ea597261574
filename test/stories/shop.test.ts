import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { labels } from './player.ts'
import { PLANS } from './shelf.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: PLANS })
})
afterAll(() => stage.close())

describe('the shop', () => {
  test('/plans shows what can be bought here, in words, with a button each', async () => {
    const ann = await stage.meet('Ann')
    const shop = await ann.say('/plans')
    expect(shop.text).toBe(
      [
        'On sale',
        'Pro <3 · 1 Star · 1 month\nEverything we have\n• No ads & more\n• API',
        'The ever · 9,000 Stars · for ever',
        'The club · 100 Stars · 30 days\nAll of it, club\n↻ Renews by itself until you cancel',
        'Tap a plan to buy it. Only what says so renews by itself.',
      ].join('\n\n'),
    )
    expect(labels(shop)).toEqual([['Pro <3 · 1 ⭐'], ['The ever · 9,000 ⭐'], ['The club · 100 ⭐']])
  })

  test('in Russian it is Russian throughout', async () => {
    const anna = await stage.meet('Анна', { language: 'ru' })
    expect((await anna.say('/plans')).text).toBe(
      [
        'В продаже',
        'Про · 1 звезда · 1 месяц\nВсё, что у нас есть\n• Без рекламы\n• API',
        'The ever · 9\u00a0000 звёзд · навсегда',
        'The club · 100 звёзд · 30 дней\nAll of it, club\n↻ Продлевается само, пока не отмените',
        'Нажмите на тариф, чтобы купить. Само продлевается только то, о чём это сказано.',
      ].join('\n\n'),
    )
    const bill = await anna.invoice('pro')
    expect(bill.invoice?.title).toBe('Про')
    expect(labels(bill)).toEqual([['Заплатить ⭐ 1'], ['Не сейчас']])
    await anna.pay(bill)
    expect((await anna.reads('Спасибо')).text).toMatch(
      /^Спасибо\. Про у вас до 21 декабря 2026\sг\.\n\nОплачено: 1 звезда\./,
    )
    expect((await anna.say('/status')).text).toMatch(
      /^Что у вас есть\n\nПро\nдо 21 декабря 2026\sг\., осталось 30 дней/,
    )
  })

  test('what is held says so, in the shop', async () => {
    const ann = await stage.meet('Ann')
    await ann.buys('pro')
    await ann.buys('ever')
    const { text } = await ann.say('/plans')
    expect(text).toContain('✓ Yours until 21 December 2026')
    expect(text).toContain('✓ Yours for ever')
  })

  test('/buy asks which plan where there are several', async () => {
    const ann = await stage.meet('Ann')
    const choice = await ann.say('/buy')
    expect(choice.text).toBe('Which one would you like?')
    expect((await ann.press(choice, 'Pro')).invoice?.total_amount).toBe(1)
  })

  test('a plan sold by card only is not sold where no card is taken', async () => {
    const ann = await stage.meet('Ann')
    const answer = await ann.say('/buy parcel')
    expect(answer.text).toBe('That plan can’t be bought in this chat. These can:')
    expect(labels(answer)).toHaveLength(3)
  })

  test('a description that a plan does not have is its title; a free plan makes no invoice', async () => {
    const ann = await stage.meet('Ann')
    expect((await ann.invoice('ever')).invoice?.description).toBe('The ever')
    expect((await ann.say('/buy free')).text).toContain('no plan called “free” on sale') // case 92
  })
})
