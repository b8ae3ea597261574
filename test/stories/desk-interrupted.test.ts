import type { Message } from '@grammyjs/types'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ADMIN } from '../support/books.ts'
import { type Clerk, clerk } from './desk.ts'
import { takeDown } from './outage.ts'
import { dataOf, labels, type Player } from './player.ts'
import { openStage, type Stage } from './stage.ts'

const BACK = { 'cash XTR': -250, 'sales XTR': 250 }
const OUTDATED = 'This button no longer works. Send /help for a fresh start.'
const SORRY = 'something went wrong on our side'

let stage: Stage
let desk: Clerk
let ann: Player
let charge: string
beforeEach(async () => {
  stage = await openStage()
  await stage.admin.reads('Hello, Ada')
  desk = clerk(stage.telegram, ADMIN)
  ann = await stage.meet('Ann')
  charge = await ann.buys('month')
})
afterEach(() => stage.close())

/** As far as the question why. */
async function half(): Promise<Message> {
  await stage.admin.say('/refund')
  return stage.admin.say(charge)
}

async function giveBack(why: Message): Promise<void> {
  await desk.press(await desk.press(why, 'Paid twice'), 'Give 250 Stars back')
  await ann.reads('back in your balance')
}

const acts = () => stage.books.billing.actsAbout(charge)

describe('a conversation about a refund', () => {
  test('goes on in another process, which knows of it from the books alone', async () => {
    const why = await half()
    await stage.stop()
    await stage.start({ billing: await stage.books.reopen() })
    const sure = await desk.press(why, 'Paid twice')
    await stage.stop()
    await stage.start()
    const moved = await stage.moved(async () => {
      await desk.press(sure, 'Give 250 Stars back')
      await ann.reads('back in your balance')
    })
    expect(moved).toEqual(BACK)
  })

  test('goes on when payments arrive in its middle, the admin’s own too', async () => {
    const bill = await stage.admin.invoice('month')
    const why = await half()
    const bought = await stage.moved(async () => {
      await stage.admin.pay(bill)
      await stage.admin.reads('Thank you')
      await ann.buys('year')
    })
    expect(bought).toEqual({ 'cash XTR': 2650, 'sales XTR': -2650 })
    expect(await stage.moved(() => giveBack(why))).toEqual(BACK)
  })

  test('goes on after other buttons of the bot, which work as always', async () => {
    const found = await stage.admin.say(`/find ${ann.id}`)
    const why = await half()
    expect((await stage.admin.press(found, 'Story of Ann')).text).toContain('paid 250 Stars')
    expect(await stage.moved(() => giveBack(why))).toEqual(BACK)
  })

  test('is left by any other command, which runs; it says so, and its buttons are worth nothing', async () => {
    const why = await half()
    expect((await stage.admin.say('/status')).text).toContain('Free')
    await desk.sees(why, 'This refund was left before its end. Nothing was given back.')
    expect(await desk.pressOld(why, 'Paid twice')).toBe(OUTDATED)

    const next = await half()
    expect(await desk.pressOld(why, 'Paid twice')).toBe(OUTDATED)
    await stage.admin.say('/refund')
    await desk.sees(next, 'Nothing was given back.')
    expect(await desk.pressOld(next, 'Paid twice')).toBe(OUTDATED)
    expect(await acts()).toEqual([])
    expect(await ann.stars()).toBe(50_000 - 250)
  })

  test('left lying for more than an hour is over without a word, and nothing has happened', async () => {
    const why = await half()
    stage.books.clock.advance(61 * 60_000)
    expect(await stage.admin.pressForToast(why, 'Paid twice')).toBe(OUTDATED)
    expect((await stage.admin.say('because I say so')).text).toContain('I only understand commands')
    expect(await acts()).toEqual([])

    const other = await half()
    stage.books.clock.advance(59 * 60_000)
    expect(await stage.moved(() => giveBack(other))).toEqual(BACK)
  })

  test('acts once, however often a button is pressed', async () => {
    const sure = await desk.press(await half(), 'Paid twice')
    const press = { person: ADMIN, message_id: sure.message_id, data: dataOf(sure, 'Give') }
    const moved = await stage.moved(async () => {
      await Promise.all([
        stage.telegram.press(press),
        stage.telegram.press(press),
        stage.telegram.press(press),
      ])
      await ann.reads('back in your balance')
      await stage.admin.say('/help')
    })
    expect(moved).toEqual(BACK)
    expect(await acts()).toHaveLength(1)
    expect(await stage.telegram.requests('refundStarPayment')).toHaveLength(1)
  })

  test('takes what is delivered again for what it was, and not for the next answer', async () => {
    await stage.admin.say('/refund')
    const why = await stage.admin.say(charge)
    const typed = (await stage.telegram.updates()).findLast(({ message }) => message?.text === charge)
    await stage.telegram.redeliver({ update_id: typed?.update_id ?? 0, fresh: true })
    const sure = await desk.press(why, 'Paid twice')
    const pressed = (await stage.telegram.updates()).at(-1)
    await stage.telegram.redeliver({ update_id: pressed?.update_id ?? 0, fresh: true })
    expect(await desk.pressOld(why, '‹ Back')).toBe('')
    expect((await desk.see(sure)).text).toContain('Reason: Paid twice')
    await desk.press(sure, 'Give 250 Stars back')
    await ann.reads('back in your balance')
  })

  test('is as it was after an outage of the database: who pressed reads an apology, and presses again', async () => {
    const why = await half()
    const restore = await takeDown(stage.books.url)
    expect(await stage.admin.pressForToast(why, 'Paid twice')).toContain(SORRY)
    expect((await stage.admin.say('a typed reason')).text).toContain(SORRY)
    await restore()
    expect(await stage.moved(() => giveBack(why))).toEqual(BACK)
  })

  test('is as it was where the books fail in the middle of a step', async () => {
    const sure = await desk.press(await half(), 'Paid twice')
    const owner = new pg.Client(stage.books.url)
    await owner.connect()
    await owner.query('alter table acts rename to acts_away')
    expect(await stage.admin.pressForToast(sure, 'Give 250 Stars back')).toContain(SORRY)
    expect(labels(await desk.see(sure))).toEqual(labels(sure))
    await owner.query('alter table acts_away rename to acts')
    await owner.end()
    const moved = await stage.moved(async () => {
      await desk.press(sure, 'Give 250 Stars back')
      await ann.reads('back in your balance')
    })
    expect(moved).toEqual(BACK)
  })
})
