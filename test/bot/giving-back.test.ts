import { describe, expect, test } from 'vitest'
import { wordsFor } from '../../bot/news.ts'
import type { RefundAnswer } from '../../db/billing.ts'
import { scriptedCard } from './card.ts'
import { duties } from './duties.ts'
import { en } from './speech.ts'

const price = { amount: 250, currency: 'XTR' }
const refund = { refundId: 'r', rail: 'stars', chargeId: 'stx1', payerId: 7, price } as const

describe('giving back', () => {
  test('counts a refund once, however often it is asked for', async () => {
    const { giveBack, refunded, telegram } = await duties({
      refundStarPayment: [
        'hang up',
        { error_code: 400, description: 'Bad Request: CHARGE_ALREADY_REFUNDED' },
      ],
    })
    await expect(giveBack(refund)).rejects.toThrow('refundStarPayment') // case 31
    expect(await giveBack(refund)).toEqual({ kind: 'succeeded' }) // case 30
    expect(await giveBack(refund)).toEqual({ kind: 'succeeded' })
    expect(await refunded()).toBe('1')
    expect(telegram.calls[0]?.payload).toEqual({ user_id: 7, telegram_payment_charge_id: 'stx1' })
  })

  test('a refusal is final, in Telegram’s words; trouble is not', async () => {
    const { giveBack, refunded } = await duties({
      refundStarPayment: [
        { error_code: 400, description: 'Bad Request: BALANCE_TOO_LOW' },
        { error_code: 400, description: 'Bad Request: USER_ID_INVALID' },
        { error_code: 500, description: 'Internal Server Error' },
        { result: true },
      ],
    })
    const poor = { because: 'balance_too_low', detail: 'Bad Request: BALANCE_TOO_LOW' }
    expect(await giveBack(refund)).toEqual({ kind: 'failed', ...poor }) // case 34
    const no = { because: 'refused', detail: 'Bad Request: USER_ID_INVALID' }
    expect(await giveBack(refund)).toEqual({ kind: 'failed', ...no })
    await expect(giveBack(refund)).rejects.toThrow('500')
    expect(await refunded()).toBe('0')
    expect(await giveBack(refund)).toEqual({ kind: 'succeeded' })
  })
})

describe('giving back by card', () => {
  const euros = { amount: 999, currency: 'EUR' }
  const due = { refundId: 'r', rail: 'card', chargeId: 'pi_1', payerId: 7, price: euros } as const

  test.each<RefundAnswer>([
    { kind: 'succeeded', providerId: 're_1' },
    { kind: 'underway', providerId: 're_1' },
    { kind: 'failed', because: 'balance_too_low', detail: 'balance_insufficient' },
  ])('is the card rail’s to do, and what it answers stands: %j', async answer => {
    const card = scriptedCard({ giveBack: answer })
    const { giveBack, refunded, telegram } = await duties({}, { card })
    expect(await giveBack(due)).toEqual(answer)
    expect(card.giveBack).toHaveBeenCalledExactlyOnceWith(due)
    expect(telegram.calls).toEqual([])
    // Those are no Stars.
    expect(await refunded()).toBe('0')
  })

  test('the end of what renews is the card rail’s to do, and stays owed without it; Stars have none', async () => {
    const card = scriptedCard()
    await (await duties({}, { card })).endRenewal(due)
    expect(card.endRenewal).toHaveBeenCalledExactlyOnceWith(due)
    const { endRenewal } = await duties({})
    await expect(endRenewal(due)).rejects.toThrow('STRIPE_SECRET_KEY is not set')
    await endRenewal(refund)
  })

  test('without a key it is refused, and the operator reads which setting is missing', async () => {
    const { giveBack } = await duties({})
    const answer = await giveBack(due)
    expect(answer).toMatchObject({ kind: 'failed', because: 'refused' })
    const news = { kind: 'refund_failed', price: euros, chargeId: 'pi_1', payerId: 7 } as const
    const { detail } = answer as Extract<RefundAnswer, { kind: 'failed' }>
    expect(wordsFor(en, { ...news, detail, because: 'refused' })).toContain(
      'Stripe says: nothing, for STRIPE_SECRET_KEY is not set. Set it to the key',
    )
  })
})
