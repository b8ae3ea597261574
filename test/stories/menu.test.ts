import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChatView } from '../sandbox/face.ts'
import type { Player } from './player.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const says = (description: string) => (chat: ChatView) =>
  chat.commands.some(command => command.command === 'start' && command.description === description)
const names = (chat: ChatView) => chat.commands.map(({ command }) => command)

async function choose(person: Player, language: string): Promise<void> {
  const { message_id } = await person.say('/language')
  await stage.telegram.press({ person: person.id, message_id, data: `language:${language}` })
}

describe('the commands menu', () => {
  test('speaks the language of Telegram, then the one that was chosen, then Telegram’s again', async () => {
    const ann = await stage.meet('Ann', { language: 'ru' })
    await stage.telegram.waitFor(ann.id, says('Поздороваться'))
    await choose(ann, 'en')
    await stage.telegram.waitFor(ann.id, says('Say hello'))
    await choose(ann, '')
    await stage.telegram.waitFor(ann.id, says('Поздороваться'))
  })

  test('shows admins what they may do, in the language they chose too, and nobody else', async () => {
    const admin = await stage.telegram.waitFor(stage.admin.id, says('Say hello'))
    expect(names(admin)).toContain('refund')
    await choose(stage.admin, 'ru')
    expect(names(await stage.telegram.waitFor(stage.admin.id, says('Поздороваться')))).toContain('refund')

    await stage.admin.say('/start')
    expect(names(await stage.telegram.waitFor(stage.admin.id, says('Поздороваться')))).toContain('refund')
    const bob = await stage.meet('Bob')
    expect(names(await stage.telegram.chat(bob.id))).not.toContain('refund')
  })
})
