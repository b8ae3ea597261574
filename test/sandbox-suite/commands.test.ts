import { expect, test } from 'vitest'
import { badRequest, refusal, stage } from './stage.ts'

const list = (...names: string[]) => names.map(command => ({ command, description: `Does ${command}` }))

test('a person sees the narrowest list set for them, in their language first', async () => {
  const { api, control, newcomer } = await stage()
  const ann = await newcomer({ language_code: 'ru' })
  const ben = await newcomer({ language_code: 'en-GB' })
  const seen = async (person: number) => (await control.chat(person)).commands.map(({ command }) => command)
  expect(await seen(ann)).toEqual([])
  await api.setMyCommands(list('default'))
  await api.setMyCommands(list('default_ru'), { language_code: 'ru' })
  expect([await seen(ann), await seen(ben)]).toEqual([['default_ru'], ['default']])
  await api.setMyCommands(list('private'), { scope: { type: 'all_private_chats' } })
  expect([await seen(ann), await seen(ben)]).toEqual([['private'], ['private']])
  await api.setMyCommands(list('private_ru'), { scope: { type: 'all_private_chats' }, language_code: 'ru' })
  await api.setMyCommands(list('refund', 'find'), { scope: { type: 'chat', chat_id: ben } })
  expect([await seen(ann), await seen(ben)]).toEqual([['private_ru'], ['refund', 'find']])
  await api.deleteMyCommands({ scope: { type: 'chat', chat_id: ben } })
  expect(await seen(ben)).toEqual(['private'])
  await api.setMyCommands([], { scope: { type: 'all_private_chats' } })
  expect(await seen(ben)).toEqual(['default'])
})

test('a group has scopes of its own, and its administrators theirs', async () => {
  const { api, control, newcomer } = await stage()
  const [owner, admin, member] = [await newcomer(), await newcomer(), await newcomer()]
  const { id } = await control.addGroup({
    title: 'Club',
    members: [owner, admin, member],
    administrators: [admin],
  })
  const seen = async (person: number) =>
    (await control.group(id, person)).commands.map(({ command }) => command)
  await api.setMyCommands(list('everywhere'))
  await api.setMyCommands(list('private'), { scope: { type: 'all_private_chats' } })
  expect(await seen(member)).toEqual(['everywhere'])
  await api.setMyCommands(list('groups'), { scope: { type: 'all_group_chats' } })
  await api.setMyCommands(list('admins'), { scope: { type: 'all_chat_administrators' } })
  expect([await seen(owner), await seen(admin), await seen(member)]).toEqual([
    ['admins'],
    ['admins'],
    ['groups'],
  ])
  await api.setMyCommands(list('here'), { scope: { type: 'chat', chat_id: id } })
  expect([await seen(admin), await seen(member)]).toEqual([['here'], ['here']])
  await api.setMyCommands(list('admins_here'), { scope: { type: 'chat_administrators', chat_id: id } })
  expect([await seen(admin), await seen(member)]).toEqual([['admins_here'], ['here']])
  await api.setMyCommands(list('mine'), { scope: { type: 'chat_member', chat_id: id, user_id: admin } })
  expect([await seen(owner), await seen(admin), await seen(member)]).toEqual([
    ['admins_here'],
    ['mine'],
    ['here'],
  ])
})

test('getMyCommands returns one scope and language, not what is resolved from others', async () => {
  const { api } = await stage()
  await api.setMyCommands(list('start'))
  expect(await api.getMyCommands()).toEqual(list('start'))
  expect(await api.getMyCommands({ language_code: 'ru' })).toEqual([])
  await api.deleteMyCommands()
  expect(await api.getMyCommands()).toEqual([])
})

test.each([
  [{ commands: [{ command: 'Buy', description: 'a' }] }, 'BOT_COMMAND_INVALID'],
  [{ commands: [{ command: 'a'.repeat(33), description: 'a' }] }, 'BOT_COMMAND_INVALID'],
  [{ commands: [{ command: 'buy', description: '' }] }, 'BOT_COMMAND_DESCRIPTION_INVALID'],
  [{ commands: [{ command: 'buy', description: 'a'.repeat(257) }] }, 'BOT_COMMAND_DESCRIPTION_INVALID'],
  [{ commands: list(...Array.from({ length: 101 }, (_, index) => `c${index}`)) }, 'BOT_COMMANDS_TOO_MUCH'],
  [{ commands: {} }, 'expected an Array of BotCommand'],
  [{ commands: ['buy'] }, "can't parse BotCommand: expected an Object"],
  [
    { commands: [], scope: { type: 'everywhere' } },
    "can't parse BotCommandScope: Unsupported type specified",
  ],
  [{ commands: [], scope: [] }, "can't parse BotCommandScope: BotCommandScope must be an Object"],
  [
    { commands: [], scope: { type: 'chat', chat_id: '' } },
    "can't parse BotCommandScope: Empty chat_id specified",
  ],
  [{ commands: [], language_code: 'english' }, 'invalid language code specified'],
])('commands %j are refused', async (body, reason) => {
  const { call } = await stage()
  expect(await call('setMyCommands', body)).toEqual({
    ok: false,
    error_code: 400,
    description: `Bad Request: ${reason}`,
  })
})

test("commands for a chat the bot does not know, or for a private chat's administrators, are refused", async () => {
  const { api, control, newcomer } = await stage()
  const { user } = await control.addPerson({ first_name: 'Never here' })
  const scope = { type: 'chat', chat_id: user.id } as const
  expect(await refusal(api.setMyCommands(list('a'), { scope }))).toEqual(badRequest('chat not found'))
  const administrators = { type: 'chat_administrators', chat_id: await newcomer() } as const
  expect(await refusal(api.setMyCommands(list('a'), { scope: administrators }))).toEqual(
    badRequest('there are no administrators in the private chat'),
  )
})

test('name, descriptions and menu button are kept by language and chat', async () => {
  const { api, newcomer } = await stage()
  const person = await newcomer()
  await api.setMyDescription('Sells access')
  await api.setMyDescription('Продаёт доступ', { language_code: 'ru' })
  await api.setMyShortDescription('Access')
  await api.setMyName('Starpass')
  expect(await api.getMyDescription()).toEqual({ description: 'Sells access' })
  expect(await api.getMyDescription({ language_code: 'ru' })).toEqual({ description: 'Продаёт доступ' })
  expect(await api.getMyDescription({ language_code: 'de' })).toEqual({ description: 'Sells access' })
  expect(await api.getMyShortDescription()).toEqual({ short_description: 'Access' })
  expect(await api.getMyName()).toEqual({ name: 'Starpass' })
  await api.setMyName('')
  expect(await api.getMyName()).toEqual({ name: 'Shop' })
  expect(await refusal(api.setMyShortDescription('a'.repeat(121)))).toEqual(
    badRequest('BOT_SHORT_DESCRIPTION_INVALID'),
  )
  const menu_button = {
    type: 'web_app',
    text: 'Shop',
    web_app: { url: 'https://shop.example/app/' },
  } as const
  expect(await api.getChatMenuButton()).toEqual({ type: 'commands' })
  await api.setChatMenuButton({ menu_button })
  await api.setChatMenuButton({ chat_id: person, menu_button: { type: 'commands' } })
  expect(await api.getChatMenuButton()).toEqual(menu_button)
  expect(await api.getChatMenuButton({ chat_id: person })).toEqual({ type: 'commands' })
  expect(await api.getChatMenuButton({ chat_id: await newcomer() })).toEqual(menu_button)
  await api.setChatMenuButton()
  expect(await api.getChatMenuButton()).toEqual({ type: 'default' })
})
