import type { Message } from '@grammyjs/types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN } from '../support/books.ts'
import { nothingPendingSoon } from '../support/duties.ts'
import { newRequest } from '../support/sale.ts'
import type { Player } from './player.ts'
import { openStage, type Stage } from './stage.ts'

const PATIENT = { timeout: 15_000, interval: 50 }

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const refund = (chargeId: string, requestedBy = ADMIN) =>
  stage.books.billing.requestRefund({ chargeId, requestedBy, reason: 'asked', request: newRequest() })

/** How often the bot wrote this to them. */
async function count(person: Player, text: string): Promise<number> {
  return (await person.messages()).filter(message => message.text?.includes(text)).length
}

/** What Telegram was asked to send to this person. */
async function sendings(person: Player): Promise<boolean[]> {
  const calls = await stage.telegram.requests('sendMessage')
  return calls.filter(({ payload }) => payload['chat_id'] === person.id).map(({ ok }) => ok)
}

const findsAsAdmin = async (person: Player) => (await stage.admin.say(`/find ${person.id}`)).text

describe('a person who blocked the bot', () => {
  // case 40
  test('is not written to, and reads what waited as soon as they unblock it', async () => {
    const ann = await stage.meet('Ann')
    const charge = await ann.buys('month')
    await stage.telegram.block({ person: ann.id, blocked: true })
    await expect.poll(() => findsAsAdmin(ann), PATIENT).toContain('2026: they blocked the bot')
    const before = await sendings(ann)
    await refund(charge)
    await stage.admin.reads(`250 Stars are back with ${ann.id}`)
    await nothingPendingSoon(stage.books)
    expect(await sendings(ann)).toEqual(before)

    await stage.telegram.block({ person: ann.id, blocked: false })
    await ann.reads('back in your balance')
    expect(await count(ann, 'back in your balance')).toBe(1)
    expect(await findsAsAdmin(ann)).not.toContain('don’t arrive')
  })

  // case 41
  test('or whose account is gone keeps what they bought, and is tried once', async () => {
    const bob = await stage.meet('Bob')
    const charge = await bob.buys('month')
    await bob.buys('year')
    const before = await sendings(bob)
    await stage.telegram.deactivate(bob.id)
    await refund(charge)
    await expect.poll(() => findsAsAdmin(bob), PATIENT).toContain('the account is deleted')
    await nothingPendingSoon(stage.books)
    expect(await sendings(bob)).toEqual([...before, false])
    expect(await stage.books.billing.accessOf(bob.id)).toMatchObject([{ active: true }])
  })
})

test('whoever never opened the chat is told what waited when they do', async () => {
  const ann = await stage.meet('Ann')
  const { user } = await stage.telegram.addPerson({ first_name: 'Eve', language_code: 'en' })
  await refund(await ann.buys('month'), user.id)
  const unreached = async () => (await stage.books.billing.story(user.id))?.person.unreachableBecause
  await expect.poll(unreached, PATIENT).toBe('never_started')
  await stage.telegram.send({ person: user.id, text: '/start' })
  await stage.telegram.waitFor(user.id, ({ messages }) =>
    messages.some(({ text }) => text?.includes(`250 Stars are back with ${ann.id}`)),
  )
})

// case 42
test('in a flood everybody is thanked for everything, once', async () => {
  const people = await Promise.all(['Kim', 'Lee', 'Max'].map(name => stage.meet(name)))
  const bills: [Player, Message][] = []
  for (const plan of ['month', 'year'])
    for (const person of people) bills.push([person, await person.invoice(plan)])
  const booked = () => stage.metric('telegram_payments_total{result="success"}')
  const before = await booked()
  await stage.telegram.faults({ seed: 42, too_many: 0.5 })
  await Promise.all(bills.map(([person, bill]) => person.pay(bill, { without_precheckout: true })))
  await expect.poll(booked, PATIENT).toBe(before + bills.length)
  await nothingPendingSoon(stage.books)
  expect((await stage.telegram.faultCounts()).too_many).toBeGreaterThan(0)
  await stage.telegram.faults({ seed: 0 })
  for (const person of people) expect(await count(person, 'Thank you')).toBe(2)
}, 60_000)

// case 43
test('a group that became a supergroup while its question waited is answered where it is now', async () => {
  const ann = await stage.meet('Ann')
  const { id: old } = await stage.telegram.addGroup({ title: 'Friends', members: [ann.id], type: 'group' })
  await stage.stop()
  await stage.telegram.send({ person: ann.id, chat: old, text: '/buy month' })
  const { id: chat } = await stage.telegram.upgradeGroup(old)
  await stage.start()
  await expect
    .poll(async () => (await stage.telegram.group(chat)).messages.at(-1)?.text ?? '', PATIENT)
    .toContain('I sell in private only.')
})

describe('a refund', () => {
  // case 31
  test('whose answer is lost is given and booked once, and told of', async () => {
    const ann = await stage.meet('Ann')
    const charge = await ann.buys('month')
    const before = await ann.stars()
    const asked = async () => (await stage.telegram.requests('refundStarPayment')).length
    const askedBefore = await asked()
    const moved = await stage.moved(async () => {
      await stage.telegram.faults({ seed: 31, dropped: 1 })
      await refund(charge)
      await expect.poll(asked, PATIENT).toBeGreaterThan(askedBefore)
      await stage.telegram.faults({ seed: 0 })
      await nothingPendingSoon(stage.books)
    })
    expect(moved).toEqual({ 'cash XTR': -250, 'sales XTR': 250 })
    expect(await ann.stars()).toBe(before + 250)
    // Owed once; where the answer to that was lost as well, Telegram took it twice.
    const { notices = [] } = (await stage.books.billing.story(ann.id)) ?? {}
    expect(notices.filter(({ kind }) => kind === 'refunded')).toMatchObject([{ sentAt: expect.any(Date) }])
    await ann.reads('back in your balance')
  })

  // case 34
  test('for which the balance is too low takes nothing, and can be asked for again when there is more', async () => {
    const ann = await stage.meet('Ann')
    const charge = await ann.buys('month')
    await stage.telegram.withdraw((await stage.telegram.balance()).stars)
    await refund(charge)
    await stage.admin.reads(`/refund ${charge}`)
    expect(await stage.books.billing.accessOf(ann.id)).toMatchObject([{ active: true }])
    await ann.buys('year')
    expect(await refund(charge)).toMatchObject({ kind: 'requested' })
    await ann.reads('back in your balance')
  })
})
