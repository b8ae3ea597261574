// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ADA, dayAt } from './goods.ts'
import { dropped, json, problem, type ScriptedServer } from './scripted-server.ts'
import { Visit, type World } from './visit.ts'

const SESSIONS = [
  { id: 'a', begun_at: dayAt(21), seen_at: dayAt(21), current: true },
  { id: 'b', begun_at: dayAt(18), seen_at: dayAt(19), current: false },
]

async function settings(world: World = {}, script = (_: ScriptedServer) => {}): Promise<Visit> {
  const visit = await Visit.open(world, {}, server => {
    server.on('GET me/sessions', () => json(SESSIONS))
    script(server)
  })
  visit.device.tell('settings_button_pressed')
  await visit.settle()
  return visit
}

describe('the settings', () => {
  afterEach(Visit.close)

  it('are opened by Telegram’s own button, and say who one is', async () => {
    const visit = await settings()
    expect(visit.title).toBe('Settings')
    expect(visit.text).toContain('Settings Ada Lovelace @ada Language')
    expect(visit.device.last('web_app_setup_settings_button')).toEqual({ is_visible: true })
  })

  it('know people without a second name or a @name, and names of any length', async () => {
    const first_name = 'Wolfeschlegelsteinhausenbergerdorff'
    const visit = await settings({ me: { ...ADA, first_name, last_name: null, username: null } })
    expect(visit.text).toContain(`Settings ${first_name} Language`)
    expect(visit.text).not.toContain('@')
  })

  it('offer every language by its own name, and Telegram’s', async () => {
    const visit = await settings()
    const radios = ['Same as Telegram English', 'English', 'Русский', 'العربية']
    expect(visit.controls.slice(0, 4)).toEqual(radios)
    expect(radios.map(name => (visit.find('radio', name) as HTMLInputElement).checked)).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  it('change the language at once, here and on the server', async () => {
    const visit = await settings({}, server =>
      server.on('PATCH me', ({ body }) => json({ ...ADA, ...(body as object) })),
    )
    await visit.press('العربية', 'radio')
    await vi.waitFor(() => expect(visit.title).toBe('الإعدادات'))
    expect(visit.server.asked.find(({ method }) => method === 'PATCH')?.body).toEqual({ language: 'ar' })
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['ar', 'rtl'])
    expect((visit.find('radio', 'العربية') as HTMLInputElement).checked).toBe(true)
    await visit.press('مثل تيليجرام English', 'radio')
    await vi.waitFor(() => expect(visit.title).toBe('Settings'))
  })

  it('keep the language, and say why, when the server was not reached', async () => {
    const visit = await settings({}, server => server.on('PATCH me', dropped))
    await visit.press('Русский', 'radio')
    await visit.settle(1000)
    expect(visit.announced).toContain('No connection')
    expect((visit.find('radio', 'Same as Telegram English') as HTMLInputElement).checked).toBe(true)
    expect(visit.title).toBe('Settings')
  })

  it.each([
    ['Support', 'support'],
    ['Help with a payment', 'paysupport'],
    ['Terms of the sale', 'terms'],
    ['Privacy', 'privacy'],
  ])('lead to the bot for %s', async (name, topic) => {
    const visit = await settings()
    await visit.press(name)
    expect(visit.device.last('web_app_open_tg_link')).toEqual({ path_full: `/starpass_bot?start=${topic}` })
  })

  it('lead to the shop’s own pages where it has them, and nowhere where nothing is known', async () => {
    const visit = await settings({
      shop: {
        bot_url: null,
        terms_url: 'https://shop.example/terms',
        privacy_url: 'https://shop.example/privacy',
      },
    })
    await visit.press('Privacy')
    expect(visit.device.last('web_app_open_link')).toEqual({ url: 'https://shop.example/privacy' })
    expect(visit.controls).not.toContain('Support')
    Visit.close()
    const bare = await settings({ shop: { bot_url: null } })
    expect(bare.text).not.toContain('Help and terms')
  })

  it('say where one is signed in', async () => {
    const visit = await settings()
    expect(visit.text).toMatch(
      /This session since 21 Nov 2026, \d\d:00 Another session last seen 19 Nov 2026/,
    )
    expect(visit.text).toContain('The app is open in 2 sessions.')
  })

  it('sign out everywhere, once that is sure', async () => {
    const visit = await settings({}, server =>
      server.on('POST miniapp/logout-everywhere', () => new Response(null, { status: 204 })),
    )
    await visit.press('Sign out everywhere')
    expect(visit.find('dialog', 'Sign out everywhere?')).toBeTruthy()
    expect(visit.controls).toEqual(['Sign out everywhere', 'Cancel'])
    await visit.press('Cancel')
    expect(document.querySelector('dialog')).toBeNull()
    expect(document.activeElement?.tagName).toBe('BUTTON')
    expect(document.activeElement?.textContent?.trim()).toBe('Sign out everywhere')
    expect(visit.server.count('POST miniapp/logout-everywhere')).toBe(0)

    await visit.press('Sign out everywhere')
    document.querySelector<HTMLElement>('dialog .button-danger')?.click()
    await visit.settle()
    expect(visit.title).toBe('You are signed out')
    expect(visit.text).toContain('Close the app and open it again from the chat to sign in.')
    await visit.press('Close')
    expect(visit.device.told.map(({ type }) => type)).toContain('web_app_close')
  })

  it('stay signed in, and say why, when the server could not do it', async () => {
    const visit = await settings({}, server =>
      server.on('POST miniapp/logout-everywhere', () => problem(500, 'x')),
    )
    await visit.press('Sign out everywhere')
    document.querySelector<HTMLElement>('dialog .button-danger')?.click()
    await visit.settle()
    expect(visit.announced).toContain('Something went wrong on our side')
    expect(visit.controls).toEqual(['Sign out everywhere', 'Cancel'])
  })
})
