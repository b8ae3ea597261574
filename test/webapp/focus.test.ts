// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { access, grant, NOW } from './goods.ts'
import { json, problem } from './scripted-server.ts'
import { Visit } from './visit.ts'

const EXCHANGE = 'POST miniapp/exchange-initdata'
const OWN = 'GET me/entitlements'

/** Where those are who do not see the page. */
const focused = () => {
  const { activeElement: here } = document
  return [here?.tagName, here?.textContent]
}

describe('whoever goes by keyboard or listens', () => {
  afterEach(Visit.close)

  it('comes to the heading of a screen there is nothing behind', async () => {
    const visit = await Visit.open({}, {}, server => server.on(EXCHANGE, () => problem(401, 'init-data-old')))
    expect(focused()).toEqual(['H1', 'Please open it again'])
    expect(visit.announced.join()).toContain('Close it and open it again')
  })

  it('is at the heading after trying again, and wherever that leads', async () => {
    const visit = await Visit.open({}, {}, server => server.on(EXCHANGE, () => problem(500, 'x')))
    expect(focused()).toEqual(['H1', 'Something went wrong on our side'])
    await visit.press('Try again')
    expect(focused()).toEqual(['H1', 'Something went wrong on our side'])
    visit.server.on(EXCHANGE, () => json({ access_token: 't', token_type: 'bearer', expires_in: 900 }))
    await visit.press('Try again')
    expect(focused()).toEqual(['H1', 'What you have'])
  })

  it('is at the heading after signing out everywhere', async () => {
    const visit = await Visit.open({}, {}, server =>
      server
        .on('GET me/sessions', () => json([]))
        .on('POST miniapp/logout-everywhere', () => new Response(null, { status: 204 })),
    )
    await visit.press('Settings')
    await visit.press('Sign out everywhere')
    const dialog = document.querySelector('dialog')
    const sure = dialog?.querySelector<HTMLElement>('.button-danger')
    sure?.focus()
    sure?.click()
    await visit.settle()
    expect(focused()).toEqual(['H1', 'You are signed out'])
  })

  it('is at the heading when what they pressed goes away with its notice', async () => {
    let fails = true
    const visit = await Visit.open({}, {}, server =>
      server.on(OWN, () => (fails ? problem(500, 'x') : json(access([grant('month', 10, 30)])))),
    )
    fails = false
    await visit.press('Try again')
    expect(focused()).toEqual(['H1', 'What you have'])
    expect(visit.find('article', 'The month plan')).toBeTruthy()
  })

  it('is at the heading after putting away the thanks', async () => {
    const order = { order: 'o1', plan: 'month', since: +NOW, said: 'paid' }
    localStorage.setItem('starpass.7.orders', JSON.stringify([order]))
    const visit = await Visit.open({ access: access([grant('month', 10, 30)]) }, {}, server =>
      server.on('GET billing/orders/o1', () =>
        json({ order_id: 'o1', plan: 'month', plan_title: 'The month plan', status: 'paid' }),
      ),
    )
    await visit.settle(1000)
    expect(visit.announced.join()).toContain('Thank you!')
    await visit.press('Done')
    expect(focused()).toEqual(['H1', 'What you have'])
    expect(visit.announced).toEqual([])
  })

  it('stays where they are when something else goes away', async () => {
    const visit = await Visit.open()
    const tab = visit.find('button', 'Plans')
    dispatchEvent(new Event('offline'))
    await visit.settle()
    tab.focus()
    dispatchEvent(new Event('online'))
    await visit.settle()
    expect(document.activeElement).toBe(tab)
  })

  it('is not fetched back by something that went away after they had left it', async () => {
    let fails = true
    const visit = await Visit.open({}, {}, server =>
      server.on(OWN, () => (fails ? problem(500, 'x') : json([]))),
    )
    const again = visit.find('button', 'Try again')
    again.focus()
    again.blur()
    await visit.settle()
    fails = false
    again.click()
    await visit.settle()
    expect(document.activeElement).toBe(document.body)
  })

  it('hears everything from one place, which was there before and stays', async () => {
    const visit = await Visit.open({}, {}, server => server.on(OWN, () => problem(500, 'x')))
    const place = document.getElementById('aloud')
    expect(place?.getAttribute('role')).toBe('status')
    expect(visit.announced).toEqual([
      'Something went wrong on our side Please try again in a minute. What you have stays yours.',
    ])
    visit.server.on(OWN, () => json([])).on('GET catalog', () => problem(429, 'too-many'))
    await visit.press('Try again')
    await visit.press('Plans')
    visit.server.on('POST miniapp/renew', () => problem(401, 'session'))
    visit.server.on(EXCHANGE, () => problem(401, 'init-data-replayed'))
    await visit.settle(900_000)
    expect(visit.title).toBe('You are signed out')
    expect(document.getElementById('aloud')).toBe(place)
    expect(visit.announced).toEqual(['Close the app and open it again from the chat to sign in.'])
    expect(document.querySelectorAll('main [role=status]')).toHaveLength(0)
  })
})
