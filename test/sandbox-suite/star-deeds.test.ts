import { expect, test } from 'vitest'
import { badRequest, drain, refusal } from './stage.ts'
import { monthMs, subscriber } from './subscriber.ts'

test('the person cancels and turns on again, and the bot is told of each; canceled, it ends without a word', async () => {
  const { control, person, id, seen, told, api } = await subscriber()
  await control.cancelSubscription(id)
  await expect(control.cancelSubscription(id)).rejects.toThrow('409')
  expect((await drain(api))[0]?.subscription).toEqual({
    user: expect.objectContaining({ id: person }),
    invoice_payload: 'order-1',
    state: 'canceled',
  })
  await control.renewSubscription(id)
  expect(await told()).toEqual(['active'])
  await control.turnClock(monthMs)
  expect(await told()).toHaveLength(1)
  await control.cancelSubscription(id)
  expect(await told()).toEqual(['canceled'])
  await control.turnClock(monthMs)
  expect([await told(), (await seen())?.state]).toEqual([[], 'ended'])
  await expect(control.renewSubscription(id)).rejects.toThrow('409')
})

test('the bot cancels by the first charge id: nobody is told, and only with its leave the person turns it on', async () => {
  const { api, control, person, id, told } = await subscriber()
  for (let again = 0; again < 2; again++)
    expect(await api.editUserStarSubscription(person, id, true)).toBe(true)
  await expect(control.renewSubscription(id)).rejects.toThrow('the bot has canceled')
  await api.editUserStarSubscription(person, id, false)
  expect(await told()).toEqual([])
  await control.renewSubscription(id)
  expect(await told()).toEqual(['active'])
})

test('the charge of a renewal, of somebody else or of nothing names no subscription, nor does one that has ended', async () => {
  const { api, control, newcomer, person, id } = await subscriber()
  await control.turnClock(monthMs)
  const renewal = (await control.subscriptions(person))[0]?.charges[1] ?? ''
  const stranger = await newcomer()
  const unknown = badRequest('CHARGE_ID_INVALID')
  expect(await refusal(api.editUserStarSubscription(person, renewal, true))).toEqual(unknown)
  expect(await refusal(api.editUserStarSubscription(stranger, id, true))).toEqual(unknown)
  expect(await refusal(api.editUserStarSubscription(person, 'nothing', true))).toEqual(unknown)
  await api.editUserStarSubscription(person, id, true)
  await control.turnClock(monthMs)
  expect(await refusal(api.editUserStarSubscription(person, id, false))).toEqual(
    badRequest('SUBSCRIPTION_NOT_ACTIVE'),
  )
})

test('a refund gives back one payment and ends nothing', async () => {
  const { api, control, person, id, told } = await subscriber()
  await api.refundStarPayment(person, id)
  await drain(api)
  await control.turnClock(monthMs)
  expect(await told()).toEqual([{ charge: expect.any(String), expires: expect.any(Number) }])
})

test('a link begins as many subscriptions as it is paid, side by side', async () => {
  const { control, person, link } = await subscriber()
  await control.pay({ person, invoice_url: link, without_precheckout: true })
  const both = await control.subscriptions(person)
  expect(both.map(({ invoice_url, state }) => [invoice_url, state])).toEqual([
    [link, 'active'],
    [link, 'active'],
  ])
  await control.turnClock(monthMs)
  expect(await control.balance()).toMatchObject({ stars: 400 })
})
