import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { labels } from './player.ts'
import { PLANS } from './shelf.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ plans: PLANS })
})
afterAll(() => stage.close())

describe('hello', () => {
  test('/start greets by name and leads to the plans and the status', async () => {
    const ann = await stage.meet('Ann <i>')
    const hello = await ann.say('/start')
    expect(hello.text).toMatch(/^Hello, Ann <i>\. This is Stage <Bot>\./)
    expect(hello.entities).toContainEqual(expect.objectContaining({ type: 'bold' }))
    expect(labels(hello)).toEqual([['See the plans', 'What I have']])
    expect((await ann.press(hello, 'See the plans')).text).toContain('On sale')
    expect((await ann.press(hello, 'What I have')).text).toContain('Free')
  })

  test('a deep link to a plan brings its invoice, one to all plans brings them', async () => {
    const ann = await stage.meet('Ann')
    expect((await ann.say('/start plan_pro')).invoice?.title).toBe('Pro <3')
    expect((await ann.say('/start plan_gone')).text).toContain('no plan called “gone” on sale')
    expect((await ann.say('/start plans')).text).toContain('On sale')
    expect((await ann.say('/start whatever')).text).toContain('Hello, Ann')
  })

  test('a deep link to the support or to what was agreed answers as the command does', async () => {
    const ann = await stage.meet('Ann')
    for (const name of ['terms', 'privacy', 'support', 'paysupport'])
      expect((await ann.say(`/start ${name}`)).text).toBe((await ann.say(`/${name}`)).text)
    expect((await ann.say('/start help')).text).toContain('Hello, Ann')
  })

  test('whatever it does not know gets a hint', async () => {
    const ann = await stage.meet('Ann')
    for (const text of ['/nonsense', 'hi there']) {
      expect((await ann.say(text)).text).toBe(
        'I only understand commands. /help shows what I can do, /support leads to a person.',
      )
    }
    expect(await stage.metric('telegram_command_total{name="unknown"}')).toBe(1)
  })
})

describe('buttons', () => {
  test('of another time end their waiting with a hint', async () => {
    const ann = await stage.meet('Ann')
    const message = (await ann.messages()).at(-1)
    const from = { id: ann.id, is_bot: false, first_name: 'Ann' }
    const query = { id: '77', from, chat_instance: '1', data: 'nothing-we-know', ...(message && { message }) }
    await stage.telegram.deliver({ callback_query: query })
    await expect
      .poll(async () => (await stage.telegram.requests('answerCallbackQuery')).map(({ payload }) => payload))
      .toContainEqual({
        callback_query_id: '77',
        text: 'This button no longer works. Send /help for a fresh start.',
      })
    expect(stage.log.join('')).not.toContain('update failed')
  })

  test('pressed twice in a row do no harm', async () => {
    const ann = await stage.meet('Ann')
    const question = await ann.say('/language')
    const press = { person: ann.id, message_id: question.message_id, data: 'language:ru' }
    await Promise.all([stage.telegram.press(press), stage.telegram.press(press)])
    expect((await ann.say('/buy')).text).toBe('Что выберете?')
    expect(stage.log.join('')).not.toContain('update failed')
  })
})

describe('support', () => {
  test('/help lists the commands', async () => {
    const ann = await stage.meet('Ann')
    expect((await ann.say('/help')).text).toMatch(
      /^What I can do\n\n\/start – Say hello\n\/plans – What is on sale/,
    )
  })

  test('/paysupport says who can help, who cannot, and which payments there were', async () => {
    const ann = await stage.meet('Ann')
    expect((await ann.say('/paysupport')).text).not.toContain('Please quote')
    const charge = await ann.buys('pro')
    const { text } = await ann.say('/paysupport')
    expect(text).toContain('Telegram support can’t help with purchases made in this bot')
    expect(text).toContain('Write to the owner of this bot')
    expect(text).toContain(`21 Nov 2026, 1 Star: ${charge}`)
  })

  test.each(['/support', '/terms', '/privacy'])('%s has an answer without any setting', async command => {
    const ann = await stage.meet('Ann')
    expect((await ann.say(command)).text?.length).toBeGreaterThan(50)
  })
})

describe('the language', () => {
  test('is Telegram’s until another is chosen, and again when asked', async () => {
    const ann = await stage.meet('Ann', { language: 'ru-RU' })
    const question = await ann.say('/language')
    expect(question.text).toBe('На каком языке мне говорить?')
    expect(labels(question)).toEqual([['English', 'Русский', 'العربية'], ['Как в Telegram']])

    const choose = (label: string) => pressAndReread(ann.id, question.message_id, label)
    expect(await choose('English')).toBe('Good, I’ll speak English with you.')
    expect((await ann.say('/buy')).text).toBe('Which one would you like?')
    expect(await chooseAgain(ann.id, '')).toBe('Хорошо, буду говорить по-русски.')
    expect((await ann.say('/buy')).text).toBe('Что выберете?')
  })

  test('chosen, it is kept for messages and refusals too', async () => {
    const ann = await stage.meet('Ann', { language: 'de' })
    const question = await ann.say('/language')
    await pressAndReread(ann.id, question.message_id, 'Русский')
    const bill = await ann.invoice('pro')
    expect(await ann.pay(bill, { claim: { total_amount: 2 } })).toMatchObject({
      error_message:
        'Цена в этом счёте неверна. Ничего не списано; отправьте /buy pro, чтобы получить новый.',
    })
    await ann.pay(bill)
    await ann.reads('Спасибо')
  })

  async function chooseAgain(person: number, language: string): Promise<string | undefined> {
    const { message_id } = await stage.telegram.send({ person, text: '/language' })
    const asked = await stage.telegram.waitFor(
      person,
      ({ messages }) => (messages.at(-1)?.message_id ?? 0) > message_id,
    )
    const question = asked.messages.at(-1)?.message_id ?? 0
    await stage.telegram.press({ person, message_id: question, data: `language:${language}` })
    return edited(person, question)
  }

  async function pressAndReread(
    person: number,
    message_id: number,
    label: string,
  ): Promise<string | undefined> {
    await stage.telegram.press({
      person,
      message_id,
      data: label === 'English' ? 'language:en' : 'language:ru',
    })
    return edited(person, message_id)
  }

  async function edited(person: number, message_id: number): Promise<string | undefined> {
    const view = await stage.telegram.waitFor(person, ({ messages }) =>
      messages.some(message => message.message_id === message_id && message.edit_date !== undefined),
    )
    return view.messages.find(message => message.message_id === message_id)?.text
  }
})
