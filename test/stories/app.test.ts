import type { MenuButton } from '@grammyjs/types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createInvoiceLinks } from '../../bot/invoice-link.ts'
import { followLanguage } from '../../bot/language.ts'
import { texts } from '../bot/speech.ts'
import { apps, labels, type Player } from './player.ts'
import { PLANS } from './shelf.ts'
import { openStage, type Stage } from './stage.ts'

const APP = 'https://shop.example/app/'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: PLANS, appUrl: APP })
})
afterAll(() => stage.close())

const opener = (text: string): MenuButton => ({ type: 'web_app', text, web_app: { url: APP } })

/** Waits until this is what stands beside their input. */
const sees = ({ id }: Player, button: MenuButton) =>
  stage.telegram.waitFor(id, ({ menu_button }) => JSON.stringify(menu_button) === JSON.stringify(button))

async function choose(person: Player, language: string): Promise<void> {
  const { message_id } = await person.say('/language')
  await stage.telegram.press({ person: person.id, message_id, data: `language:${language}` })
}

describe('the Mini App in the chat', () => {
  test('is the menu button, in the language that each speaks', async () => {
    const [ann, anna, amal, hans] = await Promise.all([
      stage.meet('Ann'),
      stage.meet('Анна', { language: 'ru' }),
      stage.meet('أمل', { language: 'ar' }),
      stage.meet('Hans', { language: 'de' }),
    ])
    await sees(ann, opener('Shop'))
    await sees(anna, opener('Магазин'))
    await sees(amal, opener('المتجر'))
    await sees(hans, opener('Shop'))

    await choose(ann, 'ar')
    await sees(ann, opener('المتجر'))
    await choose(ann, '')
    await sees(ann, opener('Shop'))
  })

  // case 44
  test('every start sets the menu button again', async () => {
    const api = (method: string, body: object) =>
      fetch(`${stage.sandbox.url}/bot${stage.dependencies.token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const ann = await stage.meet('Ann')
    await api('setChatMenuButton', { menu_button: { type: 'commands' } })
    await sees(ann, { type: 'commands' })
    await stage.stop()
    await stage.start()
    await sees(ann, opener('Shop'))
  })

  test.each([
    [
      'en',
      'Open the shop',
      'The shop, what you have and all your payments in one place:',
      'we also keep when you did',
    ],
    [
      'ru',
      'Открыть магазин',
      'Магазин, всё, что у вас есть, и все ваши платежи в одном месте:',
      'мы храним и то, когда',
    ],
    ['ar', 'افتح المتجر', 'المتجر وما لديك وكل مدفوعاتك في مكان واحد:', 'فنحتفظ أيضًا'],
  ])('/app, the greeting and the status open it, in %s', async (language, label, sentence, kept) => {
    const person = await stage.meet('Ann', { language })
    const answer = await person.say('/app')
    expect(answer.text).toBe(sentence)
    for (const message of [answer, await person.say('/start'), await person.say('/status')]) {
      expect(labels(message)[0]).toEqual([label])
      expect(apps(message)).toEqual([APP])
    }
    await stage.telegram.waitFor(person.id, ({ commands }) =>
      commands.some(({ command }) => command === 'app'),
    )
    expect((await person.say('/help')).text).toContain('/app')
    expect((await person.say('/privacy')).text).toContain(kept)
  })

  test('a language chosen in the app is followed by the menus', async () => {
    const { books, dependencies } = stage
    const follow = followLanguage({ ...dependencies, texts, billing: books.billing })
    const ann = await stage.meet('Ann')
    await books.billing.chooseLanguage(ann.id, 'ar')
    await follow(ann.id)
    const { commands, menu_button } = await stage.telegram.chat(ann.id)
    expect(menu_button).toEqual(opener('المتجر'))
    expect(commands.find(({ command }) => command === 'status')?.description).toBe('ما لديك وحتى متى')

    await books.billing.chooseLanguage(stage.admin.id, 'ru')
    await follow(stage.admin.id)
    const admin = await stage.telegram.chat(stage.admin.id)
    expect(admin.commands).toContainEqual({ command: 'refund', description: 'Вернуть платёж' })
    await books.billing.chooseLanguage(stage.admin.id, null)
  })

  test('menus that cannot follow now are no trouble for whoever chose', async () => {
    const follow = followLanguage({ ...stage.dependencies, texts, token: '1:wrong' })
    const ann = await stage.meet('Ann', { language: 'ru' })
    await follow(ann.id)
    await follow(404)
    expect((await stage.telegram.chat(ann.id)).menu_button).toEqual(opener('Магазин'))
    expect(stage.log.join('')).not.toContain('1:wrong')
  })

  test('what is bought there is thanked for in the chat, once', async () => {
    const { books, dependencies } = stage
    const amal = await stage.meet('أمل', { language: 'ar' })
    const opened = await books.billing.openOrder({ personId: amal.id, planCode: 'pro', rail: 'stars' })
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    const link = await createInvoiceLinks(dependencies)(opened.order, 'ar')

    const moved = await stage.moved(async () => {
      const paid = await stage.telegram.pay({ person: amal.id, invoice_url: link })
      expect(paid).toMatchObject({ status: 'paid' })
      const thanks = await amal.reads('شكرًا')
      expect(thanks.text).toMatch(/^شكرًا لك\. \u2068Pro <3\u2069 لك حتى 21 ديسمبر 2026\./)
    })
    expect(moved).toEqual({ 'cash XTR': 1, 'sales XTR': -1 })
    await amal.say('/status')
    const said = (await amal.messages()).filter(({ text }) => text?.includes('شكرًا'))
    expect(said).toHaveLength(1)
  })
})

describe('without a Mini App', () => {
  test('nothing leads there, and a button of another time is gone', async () => {
    const anna = await stage.meet('Анна', { language: 'ru' })
    await sees(anna, opener('Магазин'))
    await stage.stop()
    await stage.start({ appUrl: null })

    const ann = await stage.meet('Ann')
    await sees(ann, { type: 'commands' })
    await anna.say('/start')
    await sees(anna, { type: 'commands' })
    expect((await ann.say('/app')).text).toContain('I only understand commands')
    expect((await ann.say('/help')).text).not.toContain('/app')
    expect((await stage.telegram.chat(ann.id)).commands.map(({ command }) => command)).not.toContain('app')
    for (const text of ['/start', '/status']) expect(apps(await ann.say(text))).toEqual([])
  })
})
