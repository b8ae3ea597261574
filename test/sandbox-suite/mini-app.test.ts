import { createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isValid, isValid3rd, parse, sign, validate } from '@tma.js/init-data-node'
import { Api } from 'grammy'
import { expect, test } from 'vitest'
import type { SandboxOptions } from '../sandbox/sandbox.ts'
import { stage, token } from './stage.ts'

const url = 'https://shop.example/app/?v=1'
const menu_button = { type: 'web_app', text: 'Shop', web_app: { url } } as const
const ageless = { expiresIn: 0 }

/** A shop with a Mini App behind its menu button, and somebody who knows the bot. */
async function appStage(options: Partial<SandboxOptions> = {}) {
  const staged = await stage(options)
  await staged.api.setChatMenuButton({ menu_button })
  const person = await staged.newcomer({
    first_name: 'Zoë + / (née) "Q" Ж',
    username: 'zoe',
    language_code: 'ru',
  })
  return { ...staged, person, menu: () => staged.control.openApp({ person, from: { kind: 'menu' } }) }
}

const fragment = (address: string) => new URLSearchParams(new URL(address).hash.slice(1))
const initDataOf = (address: string) => fragment(address).get('tgWebAppData') ?? ''
const fieldsOf = (address: string) => Object.fromEntries(new URLSearchParams(initDataOf(address)))

test('the menu button opens the app with the launch in the fragment, once encoded for each level', async () => {
  const { clock, control, person } = await appStage()
  const theme_params = { bg_color: '#ffffff', text_color: '#000000' }
  const opened = await control.openApp({ person, from: { kind: 'menu' }, theme_params })
  const [address, hash] = opened.url.split('#')
  expect(address).toBe(url)
  expect([...fragment(opened.url).keys()]).toEqual([
    'tgWebAppData',
    'tgWebAppVersion',
    'tgWebAppPlatform',
    'tgWebAppThemeParams',
  ])
  expect(fragment(opened.url).get('tgWebAppVersion')).toBe('9.1')
  expect(fragment(opened.url).get('tgWebAppPlatform')).toBe('weba')
  expect(JSON.parse(fragment(opened.url).get('tgWebAppThemeParams') ?? '')).toEqual(theme_params)
  const { query_id, auth_date, ...rest } = fieldsOf(opened.url)
  expect(Object.keys(rest)).toEqual(['user', 'signature', 'hash'])
  expect(query_id).toMatch(/^AA[\w-]{22}$/)
  expect(opened.query_id).toBe(query_id)
  expect(auth_date).toBe(String(clock.seconds))
  expect(hash).toContain('%2528n%25C3%25A9e%2529')
  expect(hash).toMatch(/^[\w.~%&=-]+$/)
  const other = await control.openApp({ person, from: { kind: 'menu' }, platform: 'tdesktop' })
  expect(fragment(other.url).get('tgWebAppPlatform')).toBe('tdesktop')
  expect(other.query_id).not.toBe(query_id)
})

test('the user is JSON with escaped slashes, an empty last name, and whether the bot may write', async () => {
  const { control, menu, person } = await appStage()
  const { user } = fieldsOf((await menu()).url)
  expect(user).toBe(
    `{"id":${person},"first_name":"Zoë + \\/ (née) \\"Q\\" Ж","last_name":"","username":"zoe","language_code":"ru","allows_write_to_pm":true}`,
  )
  await control.block({ person, blocked: true })
  expect(fieldsOf((await menu()).url)['user']).not.toContain('allows_write_to_pm')
  const stranger = await control.addPerson({ first_name: 'Ben', last_name: 'Li' })
  const opened = await control.openApp({ person: stranger.user.id, from: { kind: 'link' } })
  expect(JSON.parse(fieldsOf(opened.url)['user'] ?? '')).toEqual({
    id: stranger.user.id,
    first_name: 'Ben',
    last_name: 'Li',
  })
})

test('initData is signed with the token, its signature included, as another signer signs it', async () => {
  const { menu, clock } = await appStage()
  const initData = initDataOf((await menu()).url)
  validate(initData, token, ageless)
  expect(isValid(initData, `${token}x`, ageless)).toBe(false)
  expect(isValid(initData.replace('Zo', 'So'), token, ageless)).toBe(false)
  expect(isValid(initData.replace('signature=', 'signature=A'), token, ageless)).toBe(false)
  const { query_id = '', user = '', signature = '', hash } = Object.fromEntries(new URLSearchParams(initData))
  const again = sign({ query_id, user, signature } as never, token, new Date(clock.seconds * 1000))
  expect(new URLSearchParams(again).get('hash')).toBe(hash)
  expect(parse(initData)).toMatchObject({ user: { first_name: 'Zoë + / (née) "Q" Ж' } })
})

test("signature is checked by third parties with the sandbox's own key, which is not Telegram's", async () => {
  const { control, menu } = await appStage()
  const initData = initDataOf((await menu()).url)
  const { hash: _, signature = '', ...fields } = Object.fromEntries(new URLSearchParams(initData))
  const lines = Object.entries(fields).map(([name, value]) => `${name}=${value}`)
  const checked = Buffer.from(`4242:WebAppData\n${lines.sort().join('\n')}`)
  const x = Buffer.from(await control.webAppKey(), 'hex').toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  expect(signature).toMatch(/^[\w-]{86}$/)
  expect(verify(null, checked, key, Buffer.from(signature, 'base64url'))).toBe(true)
  expect(verify(null, Buffer.from(`${checked} `), key, Buffer.from(signature, 'base64url'))).toBe(false)
  for (const isTest of [false, true])
    expect(await isValid3rd(initData, 4242, { ...ageless, test: isTest })).toBe(false)
})

test('a link opens the main app, with its parameter in the query and in what is signed', async () => {
  const { control, person } = await appStage()
  const opened = await control.openApp({ person, from: { kind: 'link', start_param: 'plan_pro-1' } })
  expect(opened).not.toHaveProperty('query_id')
  expect(opened.url.split('#')[0]).toBe(`${url}&tgWebAppStartParam=plan_pro-1`)
  expect(fragment(opened.url).has('tgWebAppStartParam')).toBe(false)
  const fields = fieldsOf(opened.url)
  expect(Object.keys(fields)).toEqual([
    'user',
    'chat_instance',
    'chat_type',
    'start_param',
    'auth_date',
    'signature',
    'hash',
  ])
  expect(fields).toMatchObject({ chat_type: 'sender', start_param: 'plan_pro-1' })
  expect(fields['chat_instance']).toMatch(/^-?\d{1,19}$/)
  validate(initDataOf(opened.url), token, ageless)
  const plain = await control.openApp({ person, from: { kind: 'link' } })
  expect(plain.url.split('#')[0]).toBe(url)
  expect(fieldsOf(plain.url)).not.toHaveProperty('start_param')
  await expect(control.openApp({ person, from: { kind: 'link', start_param: 'a b' } })).rejects.toThrow('400')
})

test('a web_app button under a message opens its own address', async () => {
  const { api, control, person } = await appStage()
  const { message_id } = await api.sendMessage(person, 'Look', {
    reply_markup: {
      inline_keyboard: [
        [{ text: 'Not this', callback_data: 'x' }],
        [{ text: 'Open', web_app: { url: 'https://shop.example/app/?from=button' } }],
      ],
    },
  })
  const opened = await control.openApp({ person, from: { kind: 'button', message_id, text: 'Open' } })
  expect(opened.url.split('#')[0]).toBe('https://shop.example/app/?from=button')
  expect(opened.query_id).toBe(fieldsOf(opened.url)['query_id'])
  validate(initDataOf(opened.url), token, ageless)
  const open = (message: number, text: string) =>
    control.openApp({ person, from: { kind: 'button', message_id: message, text } })
  await expect(open(message_id, 'Not this')).rejects.toThrow('409')
  await expect(open(message_id + 1, 'Open')).rejects.toThrow('404')
})

test('where the menu button lists commands there is no app to open, by menu or by link', async () => {
  const { api, control, newcomer } = await stage()
  const person = await newcomer()
  const menu = () => control.openApp({ person, from: { kind: 'menu' } })
  const link = () => control.openApp({ person, from: { kind: 'link' } })
  expect(await api.getMe()).toMatchObject({ has_main_web_app: false })
  await expect(menu()).rejects.toThrow('409')
  await expect(link()).rejects.toThrow('409')
  await api.setChatMenuButton({ menu_button })
  expect(await api.getMe()).toMatchObject({ has_main_web_app: true })
  expect((await menu()).url).toContain('#tgWebAppData=')
  await api.setChatMenuButton({ chat_id: person, menu_button: { type: 'commands' } })
  await expect(menu()).rejects.toThrow('409')
  expect((await link()).url).toContain('#tgWebAppData=')
})

test('what the old token signed is worthless to the new one, and the app opens with the new', async () => {
  const { control, menu } = await appStage()
  const before = initDataOf((await menu()).url)
  const fresh = await control.revokeToken()
  const after = initDataOf((await menu()).url)
  expect(isValid(before, fresh.token, ageless)).toBe(false)
  expect(isValid(after, token, ageless)).toBe(false)
  validate(before, token, ageless)
  validate(after, fresh.token, ageless)
})

test('a restart keeps menu buttons and the key; a state from before Mini Apps gets one', async () => {
  const save = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'state.json')
  const before = await appStage({ save })
  const own = { type: 'web_app', text: 'Mine', web_app: { url: 'https://shop.example/mine' } } as const
  await before.api.setChatMenuButton({ chat_id: before.person, menu_button: own })
  const key = await before.control.webAppKey()
  await before.stop()
  const after = await stage({ save })
  expect(await after.control.webAppKey()).toBe(key)
  expect(await new Api(token, { apiRoot: after.url }).getChatMenuButton()).toEqual(menu_button)
  expect((await after.control.chat(before.person)).menu_button).toEqual(own)
  await after.stop()
  const { webAppKey: _, ...older } = JSON.parse(readFileSync(save, 'utf8'))
  writeFileSync(save, JSON.stringify(older))
  const later = await stage({ save })
  expect(await later.control.webAppKey()).toMatch(/^[0-9a-f]{64}$/)
  expect(await later.control.webAppKey()).not.toBe(key)
})
