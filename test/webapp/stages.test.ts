// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { dropped, problem, silence } from './scripted-server.ts'
import { Visit } from './visit.ts'

const EXCHANGE = 'POST miniapp/exchange-initdata'

describe('the app', () => {
  afterEach(Visit.close)

  it('starts with the outline of what will stand there, not with a spinner', async () => {
    const visit = await Visit.open({}, {}, server => server.on(EXCHANGE, silence))
    expect(visit.title).toBe('What you have')
    expect(visit.announced).toEqual(['Loading…'])
    expect(visit.controls).toEqual([])
  })

  it('says in a plain browser that it belongs in Telegram, and offers the bot', async () => {
    const visit = await Visit.open({}, { initData: null, unheard: true })
    expect(visit.text).toBe(
      'Open this in Telegram This app knows you through Telegram, so it works only inside it. Open the bot',
    )
    expect(visit.find('link', 'Open the bot').getAttribute('href')).toBe('https://t.me/starpass_bot')
    Visit.close()
    const unknown = await Visit.open({ shop: { bot_url: null } }, { initData: null, unheard: true })
    expect(unknown.controls).toEqual([])
  })

  // cases 50-52, 97
  it.each([
    ['init-data-old', 'Please open it again'],
    ['init-data-replayed', 'You are signed out'],
    ['init-data-forged', 'We couldn’t let you in'],
  ])('is shut (%s): says why and closes', async (kind, title) => {
    const visit = await Visit.open({}, {}, server => server.on(EXCHANGE, () => problem(401, kind)))
    expect(visit.title).toBe(title)
    expect(visit.controls).toEqual(['Close'])
    await visit.press('Close')
    expect(visit.device.told.at(-1)?.type).toBe('web_app_close')
  })

  it.each([
    ['is offline', dropped, 'No connection'],
    ['is too fast', () => problem(429, 'too-many', { 'retry-after': '30' }), 'A little too fast'],
    ['meets a broken server', () => problem(500, 'x'), 'Something went wrong on our side'],
  ])('that %s says so, and tries again', async (_, reply, title) => {
    const visit = await Visit.open({}, {}, server => server.on(EXCHANGE, reply))
    await visit.settle(1000)
    expect(visit.title).toBe(title)
    expect(visit.controls).toEqual(['Try again'])
    visit.server.on(EXCHANGE, () =>
      Response.json({ access_token: 't', token_type: 'bearer', expires_in: 900 }),
    )
    await visit.press('Try again')
    expect(visit.title).toBe('What you have')
    expect(visit.text).toContain('Free')
  })

  it('says when the network is gone, and stops saying it', async () => {
    const visit = await Visit.open()
    dispatchEvent(new Event('offline'))
    await visit.settle()
    expect(visit.announced).toEqual(['You are offline. What you see may be out of date.'])
    dispatchEvent(new Event('online'))
    await visit.settle()
    expect(visit.announced).toEqual([])
  })

  it('has three places, of which it says where one is, and takes focus there', async () => {
    const visit = await Visit.open()
    const tabs = () =>
      [...document.querySelectorAll('nav button')].map(tab => [
        tab.textContent,
        tab.getAttribute('aria-current'),
      ])
    expect(tabs()).toEqual([
      ['Home', 'page'],
      ['Plans', null],
      ['Payments', null],
    ])
    expect(document.activeElement).toBe(document.body)
    await visit.press('Payments')
    expect(tabs()[2]).toEqual(['Payments', 'page'])
    expect(document.activeElement?.tagName).toBe('H1')
    await visit.press('Home')
    expect(visit.title).toBe('What you have')
    expect(visit.device.last('web_app_setup_back_button')).toEqual({ is_visible: false })
  })

  it('has one first heading a screen, named landmarks, and names for all that can be pressed', async () => {
    const visit = await Visit.open()
    for (const place of ['Home', 'Plans', 'Payments']) {
      await visit.press(place)
      expect(document.querySelectorAll('h1, main')).toHaveLength(2)
      expect(visit.find('main', visit.title)).toBeTruthy()
      expect(visit.find('navigation', 'Main screens')).toBeTruthy()
      expect(visit.controls.filter(name => name === '')).toEqual([])
    }
  })
})
