import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMIN_COMMANDS } from '../../bot/commands.ts'
import { ADMIN } from '../support/books.ts'
import { clerk } from './desk.ts'
import type { Player } from './player.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await stage.admin.reads('Hello, Ada')
})
afterAll(() => stage.close())

const NAMES = ADMIN_COMMANDS.map(({ name }) => name)

/** Says it both with and without something behind it, and reads the answers. */
async function answersTo(person: Player, name: string, argument: string): Promise<unknown[]> {
  const [bare, full] = [await person.say(`/${name}`), await person.say(`/${name} ${argument}`)]
  return [bare, full].map(({ text, entities, reply_markup }) => ({ text, entities, reply_markup }))
}

test.each(['en', 'ru'])(
  'to everybody else the desk is not there, in %s: all answers are those to a made-up word',
  async language => {
    const ann = await stage.meet('Ann', { language })
    const charge = await ann.buys('month')
    const unknown = await answersTo(ann, 'nonsense', charge)
    const moved = await stage.moved(async () => {
      for (const name of NAMES) expect(await answersTo(ann, name, charge)).toEqual(unknown)
    })
    expect(moved).toEqual({})
    expect(await stage.books.billing.actsAbout('')).toEqual([])
    const menu = (await stage.telegram.chat(ann.id)).commands.map(({ command }) => command)
    for (const name of NAMES) {
      expect(menu).not.toContain(name)
      expect((await ann.say('/help')).text).not.toContain(`/${name}`)
    }
  },
)

test('a button of the desk is worth nothing in other hands', async () => {
  const ann = await stage.meet('Ann')
  await ann.buys('month')
  await stage.admin.say('/refund')
  const which = await stage.admin.say(`${ann.id}`)
  const thief = clerk(stage.telegram, ann.id)
  expect(await thief.pressOld(which, 'The month')).toBe(
    'This button no longer works. Send /help for a fresh start.',
  )
  await stage.admin.say('/help')
})

test('in groups the desk does nothing, for nobody', async () => {
  const { id: chat } = await stage.telegram.addGroup({ title: 'Friends', members: [ADMIN] })
  const typed = NAMES.flatMap(name => [`/${name}`, `/${name} ${ADMIN}`])
  for (const text of [...typed, '/help']) await stage.telegram.send({ person: ADMIN, chat, text })
  await expect
    .poll(async () => (await stage.telegram.group(chat)).messages.map(({ text }) => text), {
      timeout: 10_000,
    })
    .toEqual([...typed, '/help', 'Let’s talk in private.'])
})

test('the menu of an admin lists the desk in their language, and its commands are counted by name', async () => {
  const { commands } = await stage.telegram.chat(ADMIN)
  expect(commands).toEqual(
    expect.arrayContaining([
      { command: 'refund', description: 'Give a payment back' },
      { command: 'grant', description: 'Give access without payment' },
      { command: 'revoke', description: 'Take back what was given' },
      { command: 'balance', description: 'What the books and Telegram hold' },
      { command: 'audit', description: 'Who did what, and why' },
    ]),
  )
  const { text } = await stage.admin.say('/help')
  for (const name of NAMES) expect(text).toContain(`/${name} – `)
  for (const name of NAMES) {
    const series = `telegram_command_total{name="${name}"}`
    const before = await stage.metric(series)
    await stage.admin.say(`/${name}`)
    expect(await stage.metric(series)).toBe(before + 1)
  }
})
