import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nothingPending } from '../support/duties.ts'
import type { Player } from './player.ts'
import type { Mode } from './process.ts'
import { openStage, type Stage } from './stage.ts'

/** What one person does, and what it moves in the books; the same however updates reach us. */
interface Story {
  title: string
  act(ann: Player, stage: Stage): Promise<unknown>
  moved: Record<string, number>
  active: boolean
}

const SOLD = { 'cash XTR': 250, 'sales XTR': -250 }

const stories: Story[] = [
  { title: 'a plan is bought', act: ann => ann.buys('month'), moved: SOLD, active: true },
  {
    title: 'a payment is told three times', // case 1
    act: async (ann, stage) => {
      const charge = await ann.buys('month')
      const { update_id } = await paymentOf(stage, charge)
      await stage.telegram.redeliver({ update_id })
      await stage.telegram.redeliver({ update_id, fresh: true })
      await ann.say('/status')
    },
    moved: SOLD,
    active: true,
  },
  {
    title: 'Pay is tapped twice', // case 2
    act: async ann => {
      const bill = await ann.invoice('month')
      await Promise.all([ann.pay(bill), ann.pay(bill)])
      await ann.reads('Thank you', 2)
    },
    moved: { 'cash XTR': 500, 'sales XTR': -500 },
    active: true,
  },
  {
    title: 'another person’s order is paid', // case 3
    act: async (ann, stage) => {
      const bob = await stage.meet('Bob')
      await bob.invoice('month')
      const claim = { invoice_payload: await stage.orderOf(bob) }
      const bill = await ann.invoice('month')
      expect(await ann.pay(bill, { claim })).toMatchObject({ reason: 'refused' })
      await ann.pay(bill, { claim, without_precheckout: true })
      await ann.reads('Thank you')
      expect(await stage.books.billing.accessOf(bob.id)).toEqual([])
    },
    moved: SOLD,
    active: true,
  },
  {
    title: 'a payment comes without its pre-checkout', // case 12
    act: async ann => {
      await ann.pay(await ann.invoice('month'), { without_precheckout: true })
      await ann.reads('Thank you')
    },
    moved: SOLD,
    active: true,
  },
  {
    title: 'the wrong amount is held', // case 7
    act: async ann => {
      const claim = { total_amount: 1 }
      await ann.pay(await ann.invoice('month'), { claim, without_precheckout: true })
      await ann.reads('we are looking into it')
    },
    moved: { 'cash XTR': 1, 'suspense XTR': -1 },
    active: false,
  },
  {
    title: 'an admin gives the money back', // case 32
    act: async (ann, { admin }) => {
      await admin.say(`/refund ${await ann.buys('month')} asked kindly`)
      await ann.reads('back in your balance')
    },
    moved: {},
    active: false,
  },
  {
    title: 'Telegram gives the money back by itself', // case 33
    act: async (ann, { telegram }) => {
      await telegram.refundElsewhere(await ann.buys('month'))
      await ann.reads('back in your balance')
    },
    moved: {},
    active: false,
  },
]

describe.each<Mode>(['polling', 'webhook'])('by %s', mode => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ mode })
  })
  afterAll(() => stage.close())

  test.each(stories)('$title', async ({ act, moved, active }) => {
    const ann = await stage.meet('Ann')
    expect(await stage.moved(() => act(ann, stage))).toEqual(moved)
    const access = await stage.books.billing.accessOf(ann.id)
    expect(access.some(entitlement => entitlement.active)).toBe(active)
    await nothingPending(stage.books)
    // Two purchases differ by their dates: the same words twice would be one event told twice.
    const told = (await ann.messages()).filter(({ text }) => text?.startsWith('Thank you'))
    expect(new Set(told.map(({ text }) => text)).size).toBe(told.length)
  })
})

async function paymentOf({ telegram }: Stage, charge: string) {
  const update = (await telegram.updates()).find(
    ({ message }) => message?.successful_payment?.telegram_payment_charge_id === charge,
  )
  if (!update) throw new Error('no such payment among the updates')
  return update
}
