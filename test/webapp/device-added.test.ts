// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { device, field, openDevices, REGISTER, SECRET, Shelf, send, sheet } from './devices-stage.ts'
import { dayAt } from './goods.ts'
import { dropped, json, problem } from './scripted-server.ts'
import { Visit } from './visit.ts'

const PHONE = device('a', 'Phone', { last_seen_at: dayAt(20) })

describe('a device that is added', () => {
  afterEach(Visit.close)

  async function begin(
    shelf: Shelf,
    ...more: Parameters<typeof openDevices> extends [Shelf, ...infer R] ? R : never
  ) {
    const visit = await openDevices(shelf, ...more)
    await visit.press('Add a device')
    return visit
  }

  // case 102: the predecessor closed the dialog before it had shown the secret.
  it('shows its secret once, and nothing puts that away before they have saved it', async () => {
    const shelf = new Shelf([])
    const visit = await begin(shelf)
    const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    await send(visit, 'Laptop', 'Add')
    expect(visit.find('dialog', 'The secret of Laptop').textContent).toContain(SECRET)
    expect(visit.controls).toEqual(['Copy', 'I have saved it'])
    expect(visit.device.last('web_app_setup_closing_behavior')).toEqual({ need_confirmation: true })

    const dialog = document.querySelector('dialog')
    const key = new KeyboardEvent('keydown', { key: 'Escape', cancelable: true })
    dialog?.dispatchEvent(key)
    expect(key.defaultPrevented).toBe(true)
    dialog?.close()
    for (const press of ['back_button_pressed', 'settings_button_pressed']) visit.device.tell(press)
    await visit.settle(30_000)
    expect(sheet()).toContain(SECRET)

    await visit.press('Copy')
    expect(copied).toHaveBeenCalledWith(SECRET)
    expect(visit.announced).toContain('Copied')
    await visit.press('I have saved it')
    expect(sheet()).toBeNull()
    expect(document.body.innerHTML + JSON.stringify(localStorage)).not.toContain('spd_')
    expect(visit.text).toContain('In use: 1 of 3 Laptop Not used yet')
    expect(visit.device.last('web_app_setup_closing_behavior')).toEqual({ need_confirmation: false })
    expect(document.activeElement?.id).toBe('add-device')
    visit.device.tell('back_button_pressed')
    await visit.settle()
    await visit.press('Devices')
    expect(sheet()).toBeNull()
  })

  // case 102
  it('shows its secret also where their session ends meanwhile, and asks for nothing while it does', async () => {
    const visit = await begin(new Shelf([]))
    await send(visit, 'Laptop', 'Add')
    const asked = visit.server.count('GET devices')
    for (const question of ['GET me/entitlements', 'POST miniapp/renew'])
      visit.server.on(question, () => problem(401, 'session'))
    visit.server.on('POST miniapp/exchange-initdata', () => problem(401, 'init-data-old'))
    await visit.settle(30_000)
    expect(visit.title).toBe('Please open it again')
    expect(sheet()).toContain(SECRET)
    expect(visit.device.last('web_app_setup_closing_behavior')).toEqual({ need_confirmation: true })
    expect(visit.server.count('GET devices')).toBe(asked)
    await visit.press('I have saved it')
    expect([sheet(), document.activeElement?.textContent]).toEqual([null, 'Please open it again'])
  })

  it('cannot be taken back while it is added, and no secret takes the place of another', async () => {
    const visit = await begin(new Shelf([]))
    const answers = ['Laptop', 'Phone'].map(name => ({ name, ...Promise.withResolvers<Response>() }))
    const answer = (at: number) => {
      const { name, resolve } = answers[at] ?? {}
      resolve?.(json({ ...device(`new-${name}`, `${name}`), secret: `${SECRET}${name}` }, 201))
      return visit.settle()
    }
    const pending = answers.values()
    visit.server.on(REGISTER, () => pending.next().value?.promise ?? dropped())

    await send(visit, 'Laptop', 'Add')
    expect(visit.find('button', 'Cancel').getAttribute('aria-disabled')).toBe('true')
    await visit.press('Cancel')
    await visit.press('Loading…')
    document.querySelector('dialog')?.close()
    expect([sheet()?.slice(0, 12), visit.server.count(REGISTER)]).toEqual(['Add a device', 1])

    // The client’s own button leads away all the same.
    visit.device.tell('back_button_pressed')
    await visit.settle()
    await visit.press('Devices')
    await visit.press('Add a device')
    await send(visit, 'Phone', 'Add')
    await answer(1)
    await answer(0)
    for (const name of ['Phone', 'Laptop']) {
      expect(visit.find('dialog', `The secret of ${name}`).textContent).toContain(`${SECRET}${name}`)
      await visit.press('I have saved it')
    }
    expect([sheet(), document.activeElement?.id]).toEqual([null, 'add-device'])
  })

  it('is called by what it is, and by a number where that is taken', async () => {
    await begin(new Shelf([PHONE]))
    const first = field().value
    expect(first).not.toBe('')
    Visit.close()
    await begin(new Shelf([device('a', first.toUpperCase())]))
    expect(field().value).toBe(`${first} 2`)
  })

  it('needs a name that is one', async () => {
    const visit = await begin(new Shelf([]))
    for (const name of ['', '   ', 'x'.repeat(65)]) await send(visit, name, 'Add')
    expect(visit.announced).toContain('Please use 1 to 64 ordinary characters.')
    expect(visit.server.count(REGISTER)).toBe(0)
    await send(visit, '😀'.repeat(64), 'Add')
    expect(visit.server.count(REGISTER)).toBe(1)
  })

  it.each([
    [() => problem(409, 'device-name-taken'), 'You already have a device with this name.'],
    [() => problem(422, 'invalid'), 'Please use 1 to 64 ordinary characters.'],
    [() => problem(429, 'x'), 'A little too fast'],
    [() => problem(503, 'x'), 'Something went wrong on our side'],
    [dropped, 'No connection'],
  ])('is refused in words, and can be tried again: %#', async (reply, words) => {
    const shelf = new Shelf([PHONE])
    const visit = await begin(shelf, server => server.on(REGISTER, reply))
    await send(visit, 'Laptop', 'Add')
    await visit.settle(1000)
    expect(visit.announced).toContain(words)
    expect(document.activeElement).toBe(field())
    shelf.serve(visit.server)
    await visit.press('Add')
    expect(sheet()).toContain(SECRET)
  })

  it('meanwhile one too many, is not added, and they see what to do', async () => {
    const shelf = new Shelf([PHONE])
    const visit = await begin(shelf)
    shelf.most = 1
    await send(visit, 'Laptop', 'Add')
    expect(sheet()).toBeNull()
    expect(visit.announced).toContain('There is no room for another device')
    expect(visit.controls).toContain('Upgrade')
  })

  it('whose secret was lost on the way is told as such', async () => {
    const shelf = new Shelf([PHONE])
    const visit = await begin(shelf, server =>
      server.on(REGISTER, () => {
        shelf.register('Laptop')
        return dropped()
      }),
    )
    await send(visit, 'Laptop', 'Add')
    expect(visit.announced).toContain(
      'The device was added, but its secret did not reach you. Remove it and add it again.',
    )
    expect(visit.text).toContain('In use: 2 of 3')
  })
})
