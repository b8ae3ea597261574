import type { Message } from '@grammyjs/types'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBilling, type OutgoingAnswer, type OutgoingDue } from '../../db/billing.ts'
import { ADMIN, SHOP } from '../support/books.ts'
import { clerk } from './desk.ts'
import { labels, type Player } from './player.ts'
import { openStage, type Stage } from './stage.ts'

const CRM = 'https://crm.example/hooks?key=hush'
const MAIL = 'https://mail.example/'
const TAKEN: OutgoingAnswer = { kind: 'taken', detail: '200' }
const REFUSED: OutgoingAnswer = { kind: 'refused', detail: '500 <oops>' }

let stage: Stage
let billing: Awaited<ReturnType<typeof createBilling>>
/** What other services have been told, and what they answer. */
const heard: OutgoingDue[] = []
const answers = new Map<string, OutgoingAnswer>()
/** What an answer waits for. */
let slowness = Promise.resolve()

beforeAll(async () => {
  stage = await openStage()
  await stage.admin.reads('Hello, Ada')
})
afterAll(async () => {
  await billing?.stop()
  await stage.close()
})

const say = async (text: string) => (await stage.admin.say(text)).text ?? ''
const desk = () => clerk(stage.telegram, ADMIN)
const heardOf = ({ id }: Player, url: string) => heard.filter(due => due.personId === id && due.url === url)

/** Presses a button of the desk; what the message that answers it says in the end. */
async function comesOf(message: Message, label: string, end: RegExp): Promise<string> {
  const begun = await stage.admin.press(message, label)
  const now = async () => (await desk().see(begun)).text ?? ''
  await expect.poll(now, { timeout: 15_000, interval: 50 }).toMatch(end)
  return await now()
}

test('/webhooks says that nobody is told anything, and what sets it', async () => {
  expect(await say('/webhooks')).toMatch(/^What other services are told\n\n.*OUTGOING_WEBHOOK_URLS/)
})

test('/webhooks shows how each address stands; what one did not take is sent there again with one tap', async () => {
  await stage.stop()
  const { database, clock } = stage.books
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const webhookUrls = [CRM, MAIL]
  billing = await createBilling({
    ...{ database, plans: SHOP, adminIds: [ADMIN], webhookUrls, log, now: clock.now },
  })
  await billing.outgoing.work(async due => {
    heard.push(due)
    await slowness
    return answers.get(due.url) ?? TAKEN
  })
  await stage.start({ billing })
  expect(await say('/webhooks')).toContain(
    'crm.example (dd9b)\nNothing has happened yet that it had to be told.\n\nmail.example\nNothing',
  )

  answers.set(CRM, REFUSED)
  const ann = await stage.meet('Ann', { username: 'ann_hooks' })
  await ann.buys('month')
  while ((await billing.outgoing.announce()) > 0);
  await expect.poll(() => [heardOf(ann, CRM).length, heardOf(ann, MAIL).length]).toEqual([1, 2])
  await expect
    .poll(async () => (await stage.admin.say('/webhooks')).text, { timeout: 10_000 })
    .toMatch(
      /\n… Waiting: 2, since 21 Nov 2026, \d\d:\d\d\..*\nNothing was delivered yet\.\n\nmail\.example\n✓ All delivered, last 21 Nov/,
    )
  const shown = await stage.admin.say('/webhooks')
  expect(shown.text).not.toContain('hush')
  expect(shown.text).toContain('… tried 1 time, last 21 Nov 2026')
  expect(labels(shown)).toEqual([
    ['↻ 1', '↻ 2', '↻ 3', '↻ 4'],
    ['Send again what failed: crm.example (dd9b)'],
  ])

  answers.delete(CRM)
  expect(await comesOf(shown, 'Send again what failed', /✓/)).toMatch(
    /^crm\.example \(dd9b\)\n✓ All delivered, last 21 Nov 2026/,
  )
  const events = heardOf(ann, CRM).map(({ eventId }) => eventId)
  // The first was refused once, and is the same event still; each was heard in its turn.
  expect(events).toEqual([events[0], ...heardOf(ann, MAIL).map(({ eventId }) => eventId)])
  expect(await stage.admin.pressForToast(shown, 'Send again what failed')).toBe(
    'There is nothing there to send again.',
  )
})

test('/webhooks of a person, or of an event, shows what was told; one of them is sent again under the same id', async () => {
  const ann = await stage.meet('Ann', { username: 'ann_again' })
  expect(await say('/webhooks @ann_again')).toMatch(/^Ann @ann_again\n.*\n\nNothing was told of them\.$/)
  await ann.buys('month')
  while ((await billing.outgoing.announce()) > 0);
  await expect.poll(() => heardOf(ann, CRM).length).toBe(2)

  const shown = await stage.admin.say(`/webhooks ${ann.id}`)
  expect(shown.text).toMatch(/^Ann @ann_again\n/)
  expect(shown.text).toMatch(
    /\n\n4 · 21 Nov 2026, \d\d:\d\d · payment\.settled\nof \d+, to .*example.*\n✓ delivered .*: 200\n/,
  )
  expect(labels(shown)).toEqual([['↻ 1', '↻ 2', '↻ 3', '↻ 4']])
  const [first] = heardOf(ann, CRM)
  const ofEvent = await stage.admin.say(`/webhooks ${first?.eventId}`)
  expect(ofEvent.text?.match(/payment\.settled/g)).toHaveLength(2)

  const before = heard.length
  const told = await comesOf(ofEvent, '↻ 2', /✓ delivered/)
  expect(told).toContain(`event ${first?.eventId}`)
  const again = heard.slice(before).filter(({ personId }) => personId === ann.id)
  expect(again).toMatchObject([{ eventId: first?.eventId, facts: first?.facts }])
  expect(told).toContain(new URL(again[0]?.url ?? '').host)
  // It has been there before, and is not lost for being refused now.
  for (const url of [CRM, MAIL]) answers.set(url, REFUSED)
  const slow = Promise.withResolvers<void>()
  slowness = slow.promise
  const begun = await stage.admin.press(ofEvent, '↻ 1')
  await expect.poll(() => heardOf(ann, CRM).length + heardOf(ann, MAIL).length).toBe(6)
  expect((await desk().see(begun)).text).toBe('Sending it again…')
  slow.resolve()
  await desk().sees(begun, ', and not taken: 500 <oops>')
  expect((await desk().see(begun)).text).toMatch(/\n✓ delivered 21 Nov 2026, \d\d:\d\d; sent again 21 Nov/)
  expect(await say('/webhooks')).toContain('✓ All delivered')
  answers.clear()
})

test('what nobody knows, and a name that several bear, are said to be so', async () => {
  for (const what of ['@nobody', '77777', '0196a0de-7c5b-7aaa-8bbb-000000000000', 'nul\u0000'])
    expect(await say(`/webhooks ${what}`)).toMatch(
      /nobody was found for “.*”\.\n\n\/webhooks with a Telegram id/,
    )
  const [ann, bob] = [await stage.meet('Ann', { username: 'same_hooks' }), await stage.meet('Bob')]
  await billing.meet({ id: bob.id, firstName: 'Bob', username: 'same_hooks' })
  const several = await say('/webhooks @same_hooks')
  expect(several).toContain('Ask by the id of one of them:')
  for (const { id } of [ann, bob]) expect(several).toContain(`${id}`)
})

test('the button that sends again is worth nothing in other hands', async () => {
  const ann = await stage.meet('Ann')
  await ann.buys('month')
  while ((await billing.outgoing.announce()) > 0);
  await expect.poll(() => heardOf(ann, MAIL).length).toBe(2)
  const shown = await stage.admin.say(`/webhooks ${ann.id}`)
  expect(await clerk(stage.telegram, ann.id).pressOld(shown, '↻ 1')).toContain('no longer works')
  expect([...heardOf(ann, CRM), ...heardOf(ann, MAIL)]).toHaveLength(4)
})
