import { expect, test } from 'vitest'
import { badRequest, refusal, stage } from './stage.ts'

const app = (url: string, text = 'Shop') => ({ type: 'web_app', text, web_app: { url } }) as const

test("a person sees their own button, unless it is the default: then everyone's", async () => {
  const { api, control, newcomer } = await stage()
  const [ann, ben] = [await newcomer(), await newcomer({ first_name: 'Ben' })]
  const seen = async (person: number) => (await control.chat(person)).menu_button
  expect(await seen(ann)).toEqual({ type: 'commands' })
  await api.setChatMenuButton({ menu_button: app('https://shop.example/') })
  await api.setChatMenuButton({ chat_id: ann, menu_button: app('https://shop.example/', 'Магазин') })
  await api.setChatMenuButton({ chat_id: ben })
  expect(await seen(ann)).toEqual(app('https://shop.example/', 'Магазин'))
  expect(await seen(ben)).toEqual(app('https://shop.example/'))
  expect(await api.getChatMenuButton({ chat_id: ben })).toEqual({ type: 'default' })
  await api.setChatMenuButton({ chat_id: ben, menu_button: { type: 'commands' } })
  expect(await seen(ben)).toEqual({ type: 'commands' })
  await api.setChatMenuButton({ menu_button: { type: 'default' } })
  expect(await seen(await newcomer())).toEqual({ type: 'default' })
})

test('whoever looks at a chat is told when its menu button changes', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  for (const button of [
    { menu_button: app('https://shop.example/a') },
    { chat_id: person, menu_button: app('https://shop.example/b') },
  ]) {
    const waiting = control.waitFor(
      person,
      view => JSON.stringify(view.menu_button) === JSON.stringify(button.menu_button),
    )
    await api.setChatMenuButton(button)
    await waiting
  }
})

const invalid = (url: string, reason: string) => `menu button Web App URL '${url}' is invalid: ${reason}`
const parse = (reason: string) => `can't parse menu button: ${reason}`

test.each([
  ['no', "can't parse menu button JSON object"],
  [[], parse('MenuButton must be an Object')],
  [{}, parse('Can\'t find field "type"')],
  [{ type: 'link' }, parse('MenuButton has unsupported type')],
  [{ type: 'web_app', web_app: { url: 'https://shop.example' } }, parse('Can\'t find field "text"')],
  [{ type: 'web_app', text: 'Shop' }, parse('Can\'t find field "web_app"')],
  [{ type: 'web_app', text: 'Shop', web_app: {} }, parse('Can\'t find field "url"')],
  [app('https://shop.example', ''), 'menu button text must be non-empty'],
  [app(''), invalid('', 'URL host is empty')],
  [app('http://shop.example'), invalid('http://shop.example', 'Only HTTPS links are allowed')],
  [app('shop.example'), invalid('shop.example', 'Only HTTPS links are allowed')],
  [app('tg://user?id=1'), invalid('tg://user?id=1', 'Only HTTPS links are allowed')],
  [app('https://shop/app'), invalid('https://shop/app', 'Wrong HTTP URL')],
])('the menu button %j is refused', async (menu_button, description) => {
  const { api, call } = await stage()
  const refused = { ok: false, error_code: 400, description: `Bad Request: ${description}` }
  expect(await call('setChatMenuButton', { menu_button })).toEqual(refused)
  expect(await api.getChatMenuButton()).toEqual({ type: 'commands' })
})

test('an address is kept as URLs are written, and a loopback one may be http', async () => {
  const { api } = await stage()
  for (const [given, kept] of [
    ['https://SHOP.example', 'https://shop.example/'],
    ['http://127.0.0.1:8080/app/', 'http://127.0.0.1:8080/app/'],
    ['http://localhost:8080/app/', 'http://localhost:8080/app/'],
  ] as const) {
    await api.setChatMenuButton({ menu_button: app(given) })
    expect(await api.getChatMenuButton()).toEqual(app(kept))
  }
})

test('the button of somebody the bot has never met, or of a group, cannot be set or read', async () => {
  const { api, call, control, newcomer } = await stage()
  const { user } = await control.addPerson({ first_name: 'Never here' })
  const group = await control.addGroup({ title: 'Club', members: [await newcomer()] })
  const unknown = badRequest('user not found')
  expect(await refusal(api.setChatMenuButton({ chat_id: user.id }))).toEqual(unknown)
  expect(await refusal(api.getChatMenuButton({ chat_id: user.id }))).toEqual(unknown)
  expect(await call('setChatMenuButton', { chat_id: group.id })).toMatchObject({
    description: 'Bad Request: invalid chat_id specified',
  })
})
