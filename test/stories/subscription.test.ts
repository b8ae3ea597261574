import type { Message } from '@grammyjs/types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { days, plan } from '../support/books.ts'
import { clerk } from './desk.ts'
import { labels, links, type Player } from './player.ts'
import { openStage, type Stage } from './stage.ts'

const recurring = { term: 'P30D', graceDays: 3, stars: { amount: 100, recurring: true } } as const
const PLANS = [
  plan({ code: 'club', entitlements: ['club'], ...recurring }),
  plan({ code: 'gym', entitlements: ['gym'], ...recurring }),
  plan({ code: 'pass', entitlements: ['club'] }),
]

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: PLANS })
})
afterAll(() => stage.close())

const opened = async ({ id }: Player) =>
  (await stage.books.billing.accessOf(id)).filter(({ active }) => active).map(({ key }) => key)
const stateOf = async (charge: string) =>
  (await stage.telegram.subscriptions()).find(({ id }) => id === charge)?.state

describe('a subscription in Stars', () => {
  test('is sold by a link at once, renews, and says so', async () => {
    const ann = await stage.meet('Ann')
    const offer = await ann.say('/buy club')
    expect(offer.text).toBe(
      [
        'The club\n100 Stars · 30 days · renews by itself until you cancel',
        'The button opens the payment in Telegram. You can stop the renewal at any time: here with /status, or in Telegram under Settings › My Stars. If the link has expired, /buy gets you a new one.',
      ].join('\n\n'),
    )
    expect(labels(offer)).toEqual([['Subscribe · 100 ⭐'], ['Not now']])
    const [url = ''] = links(offer)
    const [other = ''] = links(await ann.say('/buy club'))
    expect(await stage.telegram.invoice(url)).toMatchObject({ subscription_period: 2_592_000 })

    // case 3
    const bob = await stage.meet('Bob')
    expect(await stage.telegram.pay({ person: bob.id, invoice_url: url })).toMatchObject({
      error_message: expect.stringContaining('belongs to another account'),
    })
    const moved = await stage.moved(async () => {
      await stage.telegram.pay({ person: ann.id, invoice_url: url })
      await ann.reads('Thank you. The club is yours until 21 December 2026, and then renews by itself.')
    })
    expect(moved).toEqual({ 'cash XTR': 100, 'sales XTR': -100 })
    expect(await stage.telegram.pay({ person: ann.id, invoice_url: other })).toMatchObject({
      error_message: 'You have this already, and it renews by itself. Nothing was charged; /status shows it.',
    })
    const status = await ann.say('/status')
    expect(status.text).toBe(
      'What you have\n\nThe club\nrenews by itself on 21 December 2026: 100 Stars\n\nThere is nothing you need to do.',
    )
    expect(labels(status)).toEqual([['Stop renewing “The club”'], ['See the plans']])

    await stage.later(days(30))
    await ann.reads('The club is renewed: yours until 20 January 2027.') // case 21
  })

  test('what they have is not sold again; beside another they are warned, and one tap stops either', async () => {
    const ann = await stage.meet('Ann')
    const club = await ann.subscribes('club')
    const had = await ann.say('/buy club')
    expect(had.text).toMatch(/^You have The club already, until .*, and it renews by itself/) // case 90
    expect(labels(had)).toEqual([['What I have']])

    const warning = await ann.say('/buy gym') // case 37
    expect(warning.text).toMatch(/^You already have The club until .*; it is a subscription, paid with Stars/)
    expect(labels(warning)).toEqual([['What I have'], ['Buy it all the same']])
    const offer = await ann.press(warning, 'Buy it all the same')
    await stage.telegram.pay({ person: ann.id, invoice_url: links(offer)[0] ?? '' })

    const told = await ann.reads('These run side by side') // case 36
    expect(labels(told)).toEqual([['Stop renewing “The club”'], ['Stop renewing “The gym”']])
    await ann.reads('The gym is yours')
    const stopped = await ann.press(told, 'The club')
    expect(stopped.text).toMatch(/^The club does not renew any more\. It stays yours until /)
    await expect.poll(() => stateOf(club)).toBe('canceled')
    expect(await opened(ann)).toEqual(['club', 'gym'])
    expect((await ann.say('/status')).text).not.toContain('side by side')
  })

  // cases 25, 26, 29
  test('is stopped here and allowed again, which the person then turns on in Telegram', async () => {
    const ann = await stage.meet('Ann')
    const club = await ann.subscribes('club')
    const asked = await ann.press(await ann.say('/status'), 'Stop renewing')
    expect(asked.text).toMatch(/^Shall The club renew no more\? It stays yours until .*, and nothing is/)
    expect((await ann.press(asked, 'Keep it')).text).toBe('Good. The club goes on as it is.')
    expect(await stateOf(club)).toBe('active')

    const again = await ann.press(await ann.say('/status'), 'Stop renewing')
    const stopped = await ann.press(again, 'Stop the renewal')
    expect(labels(stopped)).toEqual([['Let “The club” renew again']])
    await expect.poll(() => stateOf(club)).toBe('canceled')
    const status = await ann.say('/status')
    expect(status.text).toMatch(/30 days left; canceled, so it will not renew\n\nChanged your mind\? Tap/)
    expect(labels(status)).toEqual([['Let “The club” renew again'], ['See the plans']])
    // It would be charged at once, and this is not what they need.
    expect((await ann.say('/buy club')).text).toMatch(
      /you would pay for the same days twice\.\n\nYou have that as a subscription whose renewal is off/,
    )

    expect((await ann.press(stopped, 'Let “The club” renew')).text).toMatch(/^Now you can turn it on: in Tel/)
    // A double tap is answered once.
    await clerk(stage.telegram, ann.id).pressOld(stopped, 'Let “The club” renew')
    await expect.poll(() => stage.telegram.subscriptions(ann.id)).toMatchObject([{ canceled_by_bot: false }])
    await stage.telegram.renewSubscription(club)
    await ann.reads('The club renews by itself again, next on')
    expect((await ann.press(stopped, 'Let “The club” renew')).text).toMatch(/^There is nothing to turn on/)
    const said = (await ann.messages()).filter(({ text }) => text?.startsWith('Now you can turn it on'))
    expect(said).toHaveLength(1)
    expect((await ann.say('/status')).text).toContain('The club\nrenews by itself on')

    await stage.telegram.cancelSubscription(club)
    const told = await ann.reads('Turn the renewal on again in Telegram')
    expect(labels(told)).toEqual([])
    expect((await ann.say('/status')).text).toContain(
      'Changed your mind? Turn the renewal on again in Telegram',
    )
  })

  // cases 22 and 27
  test('fails for want of Stars, ends, and comes back', async () => {
    const ann = await stage.meet('Ann', { stars: 150 })
    await ann.subscribes('club')
    await stage.later(days(30))
    await ann.reads('Telegram could not take 100 Stars')
    const late = await ann.say('/status')
    expect(late.text).toMatch(
      /the next payment has not come yet: 100 Stars\. It stays open until .*\n\nTo keep/,
    )
    expect(labels(late)).toEqual([['Stop renewing “The club”'], ['See the plans']])
    expect(await opened(ann)).toEqual(['club'])
    const asked = await ann.press(late, 'Stop renewing')
    expect(asked.text).toMatch(/^Shall The club renew no more\? What was paid is over, so it closes at once/)

    await stage.later(days(4))
    await stage.books.billing.lapse()
    const ended = await ann.reads('The club ended on')
    expect((await ann.press(asked, 'Keep it')).text).toMatch(/^There is nothing to stop any more/)
    expect(labels(ended)).toEqual([['Buy it again']])
    expect(await opened(ann)).toEqual([])
    await stage.telegram.fillPurse(ann.id, 500)
    const offer = await ann.press(ended, 'Buy it again')
    await stage.telegram.pay({ person: ann.id, invoice_url: links(offer)[0] ?? '' })
    await ann.reads('The club is open again. Welcome back!')
    expect(await opened(ann)).toEqual(['club'])
  })

  test('another’s subscription is not theirs to stop, and a second tap on an old message stops nothing', async () => {
    const [ann, bob] = [await stage.meet('Ann'), await stage.meet('Bob')]
    const club = await ann.subscribes('club')
    const asked = await ann.press(await ann.say('/status'), 'Stop renewing')
    // What a press says comes from a phone, which may say anything.
    const forged = { ...asked, chat: { ...asked.chat, id: bob.id } } as Message
    await clerk(stage.telegram, bob.id).pressOld(forged, 'Stop the renewal')
    await bob.reads('There is nothing to stop any more')
    expect(await stateOf(club)).toBe('active')

    await ann.press(asked, 'Stop the renewal')
    await clerk(stage.telegram, ann.id).pressOld(asked, 'Stop the renewal')
    await ann.say('/status')
    const said = (await ann.messages()).filter(({ text }) =>
      text?.startsWith('The club does not renew any more'),
    )
    expect(said).toHaveLength(1)
  })

  test('ends with a refund of its latest payment, as the one who gives it back reads before', async () => {
    const ann = await stage.meet('Ann')
    const club = await ann.subscribes('club')
    const desk = clerk(stage.telegram, stage.admin.id)
    await stage.admin.say('/refund')
    const which = await stage.admin.say(String(ann.id))
    const why = await desk.press(which, 'The club')
    const sure = await desk.press(why, 'Bought by mistake')
    expect(sure.text).toContain('If it paid for the latest period of a subscription, that renews no more.')
    await desk.press(sure, 'Give 100 Stars back')
    await ann.reads('back in your balance')
    await expect.poll(() => stateOf(club)).toBe('canceled')
    expect(labels(await ann.say('/status'))).toEqual([['See the plans']])
  })
})
