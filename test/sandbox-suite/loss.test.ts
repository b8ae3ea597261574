import { expect, test } from 'vitest'
import { drain, stage } from './stage.ts'
import { monthMs, subscriber } from './subscriber.ts'

test('so many updates of a kind get lost, or all of them, and the chat and the Stars know better', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  await control.lose({ updates: 1, of: ['callback_query', 'message'] })
  for (const text of ['one', 'two']) await control.send({ person, text })
  expect((await drain(api)).map(({ message }) => message?.text)).toEqual(['two'])
  await control.lose({ updates: 'all' })
  await control.send({ person, text: 'three' })
  await control.block({ person, blocked: true })
  expect(await control.lose({ updates: 0 })).toEqual({ lost: 3 })
  expect(await drain(api)).toEqual([])
  expect((await control.chat(person)).messages.map(({ text }) => text)).toEqual([
    '/start',
    'one',
    'two',
    'three',
  ])
})

test('the update of a renewal alone is lost: its Stars are in the statement', async () => {
  const { control, told } = await subscriber({ stars: 200 })
  await control.lose({ updates: 1, of: ['successful_payment'] })
  await control.turnClock(monthMs)
  expect([await told(), await control.lost()]).toEqual([[], 1])
  await control.turnClock(monthMs)
  expect(await told()).toEqual(['failed'])
  expect((await control.balance()).transactions).toHaveLength(2)
})

test('Stars come and go for other reasons, each on its side of the statement, and of none the bot is told', async () => {
  const { api, control, newcomer } = await stage()
  await newcomer()
  for (const kind of ['paid_media', 'affiliate', 'chat', 'fragment', 'other'] as const)
    await control.otherTransaction({ kind, stars: 10 })
  for (const kind of ['ads', 'api', 'gift', 'premium'] as const)
    await control.otherTransaction({ kind, stars: 5 })
  const { transactions } = await api.getStarTransactions()
  const sides = transactions.map(({ source, receiver }) => [source?.type, receiver?.type])
  expect(sides).toEqual([
    ['user', undefined],
    ['affiliate_program', undefined],
    ['chat', undefined],
    ['fragment', undefined],
    ['other', undefined],
    [undefined, 'telegram_ads'],
    [undefined, 'telegram_api'],
    [undefined, 'user'],
    [undefined, 'user'],
  ])
  expect(await api.getMyStarBalance()).toEqual({ amount: 30 })
  expect(await drain(api)).toEqual([])
})

test('thousands of payments are put into the statement at once, each with its own id and payload', async () => {
  const { api, clock, control, newcomer } = await stage()
  const person = await newcomer()
  await control.manyTransactions({ count: 5000, person, stars: 2, id: 'old', payload: 'order-{n}' })
  await control.manyTransactions({ count: 1, person, stars: 2, id: 'back', payload: 'p', refunded: true })
  const { transactions } = await api.getStarTransactions({ offset: 4999 })
  expect(transactions).toMatchObject([
    { id: 'old5000', date: clock.seconds, source: { invoice_payload: 'order-5000', user: { id: person } } },
    { id: 'back1', source: { type: 'user' } },
    { id: 'back1', receiver: { type: 'user' } },
  ])
  expect(await api.getMyStarBalance()).toEqual({ amount: 10_000 })
})
