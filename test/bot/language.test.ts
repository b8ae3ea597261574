import { pino } from 'pino'
import { expect, test } from 'vitest'
import { followLanguage } from '../../bot/language.ts'
import type { Billing, Person } from '../../db/billing.ts'
import { type Answer, scripted } from './scripted.ts'
import { texts } from './speech.ts'

const ANN: Person = {
  id: 7,
  username: null,
  usernameSince: null,
  firstName: 'Ann',
  lastName: null,
  languageCode: 'en',
  language: 'ru',
  metAt: new Date(0),
  unreachableAt: null,
  unreachableBecause: null,
  signedOutAt: null,
  timeZone: null,
  forgottenAt: null,
}
const DONE: Answer = { result: true }

/** Whoever follows Ann's language, with a Telegram that answers like this. */
async function follower(answer: Answer[], findPeople: () => Promise<Person[]>, patienceMs?: number) {
  const telegram = await scripted({
    deleteMyCommands: answer,
    setMyCommands: answer,
    setChatMenuButton: answer,
  })
  const log: string[] = []
  const follow = followLanguage(
    {
      token: '4500:follow',
      apiRoot: telegram.url,
      billing: { findPeople } as unknown as Billing,
      adminIds: [],
      appUrl: 'https://shop.example/app/',
      texts,
      logger: pino({}, { write: line => log.push(line) }),
    },
    patienceMs,
  )
  return { follow, calls: telegram.calls, log }
}

test('a choice made while the menus follow another is the one they end with', async () => {
  let language = 'ru'
  const { follow, calls } = await follower([DONE], async () => {
    const person = { ...ANN, language }
    if (language === 'ru') {
      language = 'ar'
      await follow(ANN.id)
    }
    return [person]
  })
  await follow(ANN.id)
  const buttons = calls.filter(({ method }) => method === 'setChatMenuButton')
  expect(buttons.map(({ payload }) => payload['menu_button'])).toMatchObject([
    { text: 'Магазин' },
    { text: 'المتجر' },
  ])
})

test('a Telegram that is silent is not waited for, and what was chosen next follows', async () => {
  const { follow, calls, log } = await follower([], async () => [ANN], 100)
  const began = performance.now()
  await follow(ANN.id)
  await follow(ANN.id)
  expect(performance.now() - began).toBeLessThan(2_000)
  expect(calls).toHaveLength(2)
  expect(log.join('')).toContain('menu not registered')
})

test('books that do not answer are no trouble for whoever chose', async () => {
  const { follow, calls, log } = await follower([DONE], async () => {
    throw new Error('down')
  })
  await follow(ANN.id)
  expect(calls).toEqual([])
  expect(log.join('')).toContain('menus do not follow the language')
})

// Another process registers Russian while this one does Arabic: what comes last to the books is what stands in the end.
test('a choice that another process made meanwhile is the one the menus end with', async () => {
  let language = 'ar'
  const { follow, calls } = await follower([DONE], async () => {
    const person = { ...ANN, language }
    language = 'ru'
    return [person]
  })
  await follow(ANN.id)
  const buttons = calls.filter(({ method }) => method === 'setChatMenuButton')
  expect(buttons.map(({ payload }) => payload['menu_button'])).toMatchObject([
    { text: 'المتجر' },
    { text: 'Магазин' },
  ])
})

test('menus that speak it already are not registered twice', async () => {
  const { follow, calls } = await follower([DONE], async () => [ANN])
  await follow(ANN.id)
  expect(calls.filter(({ method }) => method === 'setChatMenuButton')).toHaveLength(1)
})
