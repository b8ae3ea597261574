import type { Message } from '@grammyjs/types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, days } from '../support/books.ts'
import { type Clerk, clerk } from './desk.ts'
import { labels } from './player.ts'
import { openStage, type Stage } from './stage.ts'

const BACK = { 'cash XTR': -250, 'sales XTR': 250 }
const LAST = ['‹ Back', 'Cancel']

describe.each(['polling', 'webhook'] as const)('by %s, an admin who sends /refund', mode => {
  let stage: Stage
  let desk: Clerk
  beforeAll(async () => {
    stage = await openStage({ mode })
    await stage.admin.reads('Hello, Ada')
    desk = clerk(stage.telegram, ADMIN)
  })
  afterAll(() => stage.close())

  test('is led from a name to the refund, sees what it takes, and gives a reason', async () => {
    const ann = await stage.meet('Ann', { username: 'ann_desk' })
    const charge = await ann.buys('month')
    const moved = await stage.moved(async () => {
      const whom = await stage.admin.say('/refund')
      expect(whom.text).toContain('Whose is it? Send a Telegram id, a @name')
      expect(labels(whom)).toEqual([['Cancel']])

      const which = await stage.admin.say('@ann_desk')
      expect(labels(await desk.see(whom))).toEqual([])
      expect(which.text).toContain(`Ann @ann_desk\n${ann.id}`)
      expect(labels(which)).toEqual([['21 Nov 2026 · The month · 250 ⭐'], LAST])

      const why = await desk.press(which, 'The month')
      expect(why.text).toMatch(/^250 Stars for The month\npaid 21 Nov 2026, \d\d:\d\d by Ann @ann_desk\n/)
      expect(why.text).toMatch(/What they lose:\n● pro ends at once, instead of on 21 Dec 2026, \d\d:\d\d/)
      const reasons = [
        ['Bought by mistake'],
        ['Something did not work'],
        ['Paid twice'],
        ['No particular reason'],
      ]
      expect(labels(why)).toEqual([...reasons, LAST])

      const sure = await desk.press(why, 'Paid twice')
      expect(sure.text).toContain('Give 250 Stars back to Ann @ann_desk?')
      expect(sure.text).toContain('Reason: Paid twice')
      expect(labels(sure)).toEqual([['Give 250 Stars back'], LAST])

      await desk.press(sure, 'Give 250 Stars back')
      await desk.sees(sure, `250 Stars go back to ${ann.id}`)
      await ann.reads('back in your balance')
    })
    expect(moved).toEqual(BACK)
    expect(await stage.books.billing.actsAbout(charge)).toMatchObject([
      { kind: 'refund', adminId: ADMIN, personId: ann.id, reason: 'Paid twice', result: 'succeeded' },
    ])
    expect(await stage.metric('telegram_command_total{name="refund"}')).toBe(1)
  })
})

describe('the conversation about a refund', () => {
  let stage: Stage
  let desk: Clerk
  beforeAll(async () => {
    stage = await openStage()
    await stage.admin.reads('Hello, Ada')
    desk = clerk(stage.telegram, ADMIN)
  })
  afterAll(() => stage.close())

  const talkAbout = async (query: string | number): Promise<Message> => {
    await stage.admin.say('/refund')
    return stage.admin.say(String(query))
  }

  test('goes straight to a payment that is named, by any of its ids', async () => {
    const ann = await stage.meet('Ann')
    const charge = await ann.buys('month')
    const payment = (await stage.books.billing.story(ann.id))?.payments[0]?.paymentId ?? ''
    for (const id of [charge, payment, await stage.orderOf(ann)]) {
      expect((await talkAbout(id)).text).toContain('Why does it go back?') // case 93
    }
  })

  test('asks who is meant where a name has passed from one person to another', async () => {
    const [old, heir] = [await stage.meet('Old', { username: 'passed_on' }), await stage.meet('Heir')]
    await old.buys('month')
    await stage.books.billing.meet({ id: heir.id, firstName: 'Heir', username: 'passed_on' })
    const who = await talkAbout('@passed_on')
    expect(labels(who)).toEqual([[`Heir (${heir.id})`], [`Old (${old.id})`], ['Cancel']])
    expect(labels(await desk.press(who, 'Old'))[0]).toEqual(['21 Nov 2026 · The month · 250 ⭐'])
  })

  test('says when nobody is found or nothing was paid, and asks on', async () => {
    const nobody = await talkAbout('@nobody<b>')
    expect(nobody.text).toContain('Nobody found for “@nobody<b>”. Try another id or name.')
    const bob = await stage.meet('Bob')
    const none = await stage.admin.say(`${bob.id}`)
    expect(none.text).toContain('They have paid nothing, so there is nothing to give back.')
    const again = await desk.press(none, '‹ Back')
    expect(again.text).toContain('Whose is it?')
    await desk.press(again, 'Cancel')
    await desk.sees(again, 'Nothing was given back.')
  })

  test('shows payments newest first in pages, and what went back without a button', async () => {
    const ann = await stage.meet('Ann')
    const first = await ann.buys('year')
    for (let count = 0; count < 6; count++) {
      stage.books.clock.advance(days(1))
      await ann.buys('month')
    }
    await stage.admin.say(`/refund ${first}`)
    await stage.admin.reads(`are back with ${ann.id}`)

    const newest = await talkAbout(ann.id)
    expect(labels(newest)[0]).toEqual(['27 Nov 2026 · The month · 250 ⭐'])
    expect(labels(newest).slice(5)).toEqual([['22 Nov 2026 · The month · 250 ⭐'], ['Earlier ›'], LAST])
    const oldest = await desk.press(newest, 'Earlier')
    expect(oldest.text).toContain('↩ 21 Nov 2026 · The year · 2,400 Stars: back already')
    expect(oldest.text).toContain('There is nothing else here to give back.')
    expect(labels(oldest)).toEqual([['‹ Later'], LAST])
    expect(labels(await desk.press(oldest, 'Later'))).toEqual(labels(newest))
    stage.books.clock.advance(-days(6))
  })

  test('tells apart what ends, what ends sooner, and what was never opened', async () => {
    const ann = await stage.meet('Ann')
    const first = await ann.buys('month')
    await ann.buys('month')
    expect((await talkAbout(first)).text).toMatch(
      /● pro ends on 21 Dec 2026, \d\d:\d\d, instead of on 21 Jan 2027/,
    ) // case 35
    await ann.buys('lifetime')
    expect((await talkAbout(first)).text).toContain('○ pro stays open for ever')

    const bob = await stage.meet('Bob')
    await bob.pay(await bob.invoice('month'), { without_precheckout: true, claim: { total_amount: 7 } })
    await bob.reads('we are looking into it')
    const which = await talkAbout(bob.id)
    const why = await desk.press(which, '7 ⭐')
    expect(why.text).toContain('They lose nothing: this money is held and has opened nothing.')
    const sure = await desk.press(why, 'Bought by mistake')
    const moved = await stage.moved(async () => {
      await desk.press(sure, 'Give 7 Stars back')
      await bob.reads('Your 7 Stars are back')
    })
    expect(moved).toEqual({ 'cash XTR': -7, 'suspense XTR': 7 })
  })

  test('takes a typed reason, goes back step by step, and asks again where an answer says nothing', async () => {
    const ann = await stage.meet('Ann')
    const charge = await ann.buys('month')
    const why = await talkAbout(charge)
    const sure = await stage.admin.say('  she <asked> kindly ')
    expect(labels(await desk.see(why))).toEqual([])
    expect(sure.text).toContain('Reason: she <asked> kindly\n')

    const asked = await stage.admin.say('yes please')
    expect(asked.text).toBe(sure.text)
    expect(labels(await desk.see(sure))).toEqual([])
    const which = await desk.press(await desk.press(asked, '‹ Back'), '‹ Back')
    expect(labels(which)[0]).toEqual(['21 Nov 2026 · The month · 250 ⭐'])
    const sureAgain = await desk.press(await desk.press(which, 'The month'), 'No particular reason')
    expect(await stage.moved(() => desk.press(sureAgain, 'Cancel'))).toEqual({})
    expect(await stage.books.billing.actsAbout(charge)).toEqual([])
  })

  test('says so where the payment went back meanwhile, and does nothing', async () => {
    const ann = await stage.meet('Ann')
    const charge = await ann.buys('month')
    const sure = await desk.press(await talkAbout(charge), 'Paid twice')
    await stage.telegram.refundElsewhere(charge)
    await ann.reads('back in your balance') // case 33
    expect(await stage.moved(() => desk.press(sure, 'Give'))).toEqual({})
    await desk.sees(sure, 'This payment went back already.')
    const gone = await talkAbout(charge)
    expect(gone.text).toContain('This payment went back already.')
    expect(labels(gone)).toEqual([LAST])
  })

  test('a refund that Telegram refuses for want of Stars is told, and can be asked for again', async () => {
    const ann = await stage.meet('Ann')
    const charge = await ann.buys('month')
    await stage.telegram.withdraw((await stage.telegram.balance()).stars)
    await desk.press(await desk.press(await talkAbout(charge), 'Paid twice'), 'Give')
    const refused = await stage.admin.reads(`/refund ${charge}`)
    expect(refused.text).toContain('Telegram says the bot’s balance is too low. 250 Stars are needed') // case 34
    expect(await stage.books.billing.accessOf(ann.id)).toMatchObject([{ active: true }])

    await (await stage.meet('Bob')).buys('month')
    const moved = await stage.moved(async () => {
      await desk.press(await desk.press(await talkAbout(charge), 'Paid twice'), 'Give')
      await ann.reads('back in your balance')
    })
    expect(moved).toEqual(BACK)
  })
})
