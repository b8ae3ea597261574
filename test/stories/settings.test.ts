import { afterAll, beforeAll, expect, test } from 'vitest'
import { plan } from '../support/books.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  const settings = {
    contact: '@keeper & co',
    termsUrl: 'https://example.org/terms',
    privacyUrl: 'https://example.org/privacy',
  }
  stage = await openStage({ plans: [plan({ code: 'only' })], settings })
})
afterAll(() => stage.close())

test('the operator’s contact and addresses are what people read', async () => {
  const ann = await stage.meet('Ann')
  expect((await ann.say('/support')).text).toContain('Write to @keeper & co')
  expect((await ann.say('/paysupport')).text).toContain('Write to @keeper & co')
  expect((await ann.say('/terms')).text).toBe('The terms of the sale are here: https://example.org/terms')
  expect((await ann.say('/privacy')).text).toContain(
    'Our privacy policy is here: https://example.org/privacy',
  )
})

test('/buy needs no question where only one plan is sold', async () => {
  const ann = await stage.meet('Ann')
  expect((await ann.say('/buy')).invoice?.title).toBe('The only')
})

test('an empty shop says so', async () => {
  await stage.books.reopen([])
  const ann = await stage.meet('Ann')
  for (const text of ['/plans', '/buy', '/buy only']) {
    expect((await ann.say(text)).text).toContain('Nothing is on sale right now')
  }
})
