import { expect, test } from 'vitest'
import { badRequest, drain, refusal, stage, xtr } from './stage.ts'

const chatNotFound = badRequest('chat not found')

test('a bot cannot write first', async () => {
  const { api, control } = await stage()
  const { user } = await control.addPerson({ first_name: 'Ann' })
  expect(await refusal(api.sendMessage(user.id, 'hello'))).toEqual(chatNotFound)
  expect(await refusal(api.getChat(user.id))).toEqual(chatNotFound)
  expect(await refusal(api.sendMessage(123, 'hello'))).toEqual(chatNotFound)
  expect(await refusal(api.sendMessage('@nobody', 'hello'))).toEqual(chatNotFound)
  expect(await refusal(api.sendMessage('', 'hello'))).toEqual(badRequest('chat_id is empty'))
  await control.block({ person: user.id, blocked: true })
  await control.block({ person: user.id, blocked: false })
  expect(await refusal(api.sendMessage(user.id, 'hello'))).toEqual(chatNotFound)
  await control.send({ person: user.id, text: '/start' })
  expect(await api.sendMessage(user.id, 'hello')).toMatchObject({
    text: 'hello',
    chat: { id: user.id, type: 'private' },
  })
})

test('a person who blocked the bot gets nothing from it, and the bot is told of both', async () => {
  const { api, clock, control, newcomer } = await stage()
  const person = await newcomer()
  await control.block({ person, blocked: true })
  await control.block({ person, blocked: true })
  const blocked = { code: 403, description: 'Forbidden: bot was blocked by the user' }
  expect(await refusal(api.sendMessage(person, 'hello'))).toEqual(blocked)
  expect(await refusal(api.sendChatAction(person, 'typing'))).toEqual(blocked)
  expect(await refusal(api.sendInvoice(person, 'T', 'D', 'p', 'XTR', xtr(1)))).toEqual(blocked)
  await expect(control.send({ person, text: 'hi' })).rejects.toThrow('unblock')
  await control.block({ person, blocked: false })
  await api.sendMessage(person, 'hello again')
  const chat = { id: person, type: 'private', first_name: 'Ann' }
  const from = { id: person, is_bot: false, first_name: 'Ann' }
  const member = { status: 'member', user: await api.getMe() }
  const kicked = { status: 'kicked', user: await api.getMe(), until_date: 0 }
  expect((await drain(api)).map(update => update.my_chat_member)).toEqual([
    { chat, from, date: clock.seconds, old_chat_member: member, new_chat_member: kicked },
    { chat, from, date: clock.seconds, old_chat_member: kicked, new_chat_member: member },
  ])
})

test('a deactivated account gets nothing either', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  await control.deactivate(person)
  expect(await refusal(api.sendMessage(person, 'hello'))).toEqual({
    code: 403,
    description: 'Forbidden: user is deactivated',
  })
  await expect(control.send({ person, text: 'I am gone' })).rejects.toThrow('deactivated')
})

test('getChat tells of a private chat and of a group', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer({ username: 'ann', last_name: 'Lee' })
  const group = await control.addGroup({ title: 'Old club', members: [person], type: 'group' })
  const club = await control.addGroup({ title: 'Club', members: [person] })
  expect(await api.getChat(person)).toMatchObject({
    type: 'private',
    first_name: 'Ann',
    last_name: 'Lee',
    username: 'ann',
  })
  expect(await api.getChat(group.id)).toMatchObject({ id: group.id, type: 'group', title: 'Old club' })
  expect(await api.getChat(club.id)).toMatchObject({ id: club.id, type: 'supergroup', title: 'Club' })
  expect(club.id).toBeLessThan(-1_000_000_000_000)
})

test('a group with the bot in it is announced, and members write there', async () => {
  const { api, control, newcomer } = await stage()
  const [ann, ben] = [await newcomer(), await newcomer({ first_name: 'Ben' })]
  const chat = await control.addGroup({ title: 'Club', members: [ann, ben] })
  await control.send({ person: ben, chat: chat.id, text: '/buy@shop_bot pro' })
  const [joined, command] = await drain(api)
  expect(joined?.my_chat_member).toMatchObject({
    chat,
    from: { id: ann },
    new_chat_member: { status: 'member' },
  })
  expect(command?.message).toMatchObject({
    chat,
    from: { id: ben, is_bot: false },
    text: '/buy@shop_bot pro',
    entities: [{ type: 'bot_command', offset: 0, length: 13 }],
  })
  await api.sendMessage(chat.id, 'In private, please')
  expect((await control.group(chat.id)).messages.map(message => message.text)).toEqual([
    '/buy@shop_bot pro',
    'In private, please',
  ])
})

test('in a group the bot hears only commands that can be meant for it', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  const { id: chat } = await control.addGroup({ title: 'Club', members: [person] })
  await drain(api)
  for (const text of ['hello all', '/buy@other_bot', 'I said /buy', '/buy', '/buy@SHOP_BOT'])
    await control.send({ person, chat, text })
  expect((await drain(api)).map(update => update.message?.text)).toEqual(['/buy', '/buy@SHOP_BOT'])
})

test('an anonymous administrator is GroupAnonymousBot, on behalf of the group', async () => {
  const { api, control, newcomer } = await stage()
  const [owner, member] = [await newcomer(), await newcomer()]
  const chat = await control.addGroup({ title: 'Club', members: [owner, member] })
  await drain(api)
  await control.send({ person: owner, chat: chat.id, text: '/buy', anonymous: true })
  const [update] = await drain(api)
  expect(update?.message).toMatchObject({
    from: { id: 1087968824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' },
    sender_chat: chat,
    chat,
  })
  await expect(
    control.send({ person: member, chat: chat.id, text: '/buy', anonymous: true }),
  ).rejects.toThrow('anonymous')
  const stranger = await newcomer()
  await expect(control.send({ person: stranger, chat: chat.id, text: '/buy' })).rejects.toThrow(
    'not a member',
  )
})

test('the bot deletes only its own messages in a group, and no app button fits there', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  const { id: chat } = await control.addGroup({ title: 'Club', members: [person] })
  const { message_id } = await control.send({ person, chat, text: '/buy' })
  expect(await refusal(api.deleteMessage(chat, message_id))).toEqual(badRequest("message can't be deleted"))
  const own = await api.sendMessage(chat, 'a', {
    reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] },
  })
  await control.press({ person, chat, message_id: own.message_id, data: 'a' })
  expect((await drain(api)).at(-1)?.callback_query).toMatchObject({
    from: { id: person },
    message: { chat: { id: chat } },
  })
  expect(await api.deleteMessage(chat, own.message_id)).toBe(true)
  const reply_markup = { inline_keyboard: [[{ text: 'App', web_app: { url: 'https://shop.example' } }]] }
  expect(await refusal(api.sendMessage(chat, 'a', { reply_markup }))).toEqual(
    badRequest('BUTTON_TYPE_INVALID'),
  )
})

test('a group that becomes a supergroup says so in both, and the old one answers with the new id', async () => {
  const { api, call, control, newcomer } = await stage()
  const [owner, member] = [await newcomer(), await newcomer()]
  const group = await control.addGroup({ title: 'Club', members: [owner, member], type: 'group' })
  await drain(api)
  const chat = await control.upgradeGroup(group.id)
  expect(chat).toEqual({ id: expect.any(Number), type: 'supergroup', title: 'Club' })
  expect((await drain(api)).map(update => update.message)).toMatchObject([
    { chat: group, from: { id: owner }, migrate_to_chat_id: chat.id },
    { chat, from: { username: 'GroupAnonymousBot' }, sender_chat: chat, migrate_from_chat_id: group.id },
  ])
  expect(await call('sendMessage', { chat_id: group.id, text: 'hello' })).toEqual({
    ok: false,
    error_code: 400,
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: chat.id },
  })
  await expect(control.send({ person: member, chat: group.id, text: '/buy' })).rejects.toThrow(`${chat.id}`)
  await control.send({ person: member, chat: chat.id, text: '/buy' })
  expect(await api.sendMessage(chat.id, 'In private, please')).toMatchObject({ chat })
  await expect(control.upgradeGroup(group.id)).rejects.toThrow('409')
  await expect(control.upgradeGroup(chat.id)).rejects.toThrow('409')
})
