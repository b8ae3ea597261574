import { describe, expect, test } from 'vitest'
import type { RenewalDue } from '../../db/billing.ts'
import { scriptedCard } from './card.ts'
import { duties } from './duties.ts'

const due: RenewalDue = { requestId: 'r', rail: 'stars', wish: 'stop', personId: 7, providerId: 'stx1' }

// case 29
describe('stopping what renews in Stars', () => {
  test('is asked of Telegram by the charge it began with, and allowing it again, too', async () => {
    const { changeRenewal, telegram } = await duties({
      editUserStarSubscription: [{ result: true }, { result: true }],
    })
    expect(await changeRenewal(due)).toEqual({ kind: 'done' })
    expect(await changeRenewal({ ...due, wish: 'allow' })).toEqual({ kind: 'done' })
    const asked = { user_id: 7, telegram_payment_charge_id: 'stx1' }
    expect(telegram.calls.map(({ payload }) => payload)).toEqual([
      { ...asked, is_canceled: true },
      { ...asked, is_canceled: false },
    ])
  })

  test('a no is final, in Telegram’s words; trouble is not', async () => {
    let time = Date.now()
    const { changeRenewal, telegram } = await duties(
      {
        editUserStarSubscription: [
          { error_code: 400, description: 'Bad Request: CHARGE_ID_INVALID' },
          { error_code: 500, description: 'Internal Server Error' },
          'hang up',
          { error_code: 401, description: 'Unauthorized' },
          { error_code: 429, description: 'Too Many Requests: retry after 30', retry_after: 30 },
          { result: true },
        ],
      },
      { now: () => new Date(time) },
    )
    expect(await changeRenewal(due)).toEqual({ kind: 'refused', detail: 'Bad Request: CHARGE_ID_INVALID' })
    await expect(changeRenewal(due)).rejects.toThrow('500')
    await expect(changeRenewal(due)).rejects.toThrow('editUserStarSubscription')
    await expect(changeRenewal(due)).rejects.toThrow('401')
    await expect(changeRenewal(due)).rejects.toThrow('429')
    // case 42
    await expect(changeRenewal(due)).rejects.toThrow('Telegram wants a pause of another 30 s')
    expect(telegram.calls).toHaveLength(5)
    time += 30_000
    expect(await changeRenewal(due)).toEqual({ kind: 'done' })
  })
})

// case 29
test('what is over already is as good as stopped, in the very words of Telegram for it alone', async () => {
  const over = 'Bad Request: SUBSCRIPTION_NOT_ACTIVE'
  const answers = [over, `${over}_YET`, over].map(description => ({ error_code: 400, description }))
  const { changeRenewal } = await duties({ editUserStarSubscription: answers })
  expect(await changeRenewal(due)).toEqual({ kind: 'done' })
  expect(await changeRenewal(due)).toEqual({ kind: 'refused', detail: `${over}_YET` })
  expect(await changeRenewal({ ...due, wish: 'allow' })).toEqual({ kind: 'refused', detail: over })
})

describe('stopping what renews by card', () => {
  const byCard = { ...due, rail: 'card', providerId: 'sub_1' } as const

  test('is the card rail’s to do, and what it answers stands', async () => {
    const answer = { kind: 'refused', detail: 'No such subscription' } as const
    const card = scriptedCard({ changeRenewal: answer })
    const { changeRenewal, telegram } = await duties({}, { card })
    expect(await changeRenewal(byCard)).toEqual(answer)
    expect(card.changeRenewal).toHaveBeenCalledExactlyOnceWith(byCard)
    expect(telegram.calls).toEqual([])
  })

  test('without a key it stays owed, and the operator reads which setting is missing', async () => {
    const { changeRenewal } = await duties({})
    await expect(changeRenewal(byCard)).rejects.toThrow('STRIPE_SECRET_KEY is not set')
  })
})
