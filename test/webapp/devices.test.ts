// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { device, field, openDevices, Shelf, send, sheet } from './devices-stage.ts'
import { dayAt } from './goods.ts'
import { dropped, problem, silence } from './scripted-server.ts'
import { Visit } from './visit.ts'

const PHONE = device('a', 'Phone', { last_seen_at: dayAt(20) })
const SCRIPT = device('b', 'Script')

describe('the devices', () => {
  afterEach(Visit.close)

  it.each([['Home'], ['Settings']])('are one tap away from %s, and lead back there', async from => {
    const shelf = new Shelf([])
    const visit = await Visit.open({}, {}, server => shelf.serve(server))
    const before = from === 'Home' ? visit.title : 'Settings'
    if (from === 'Settings') await visit.press('Settings')
    await visit.press('Devices')
    expect(visit.title).toBe('Devices')
    visit.device.tell('back_button_pressed')
    await visit.settle()
    expect(visit.title).toBe(before)
  })

  it('are told with when each was last used, and how many there may be', async () => {
    const visit = await openDevices(new Shelf([PHONE, SCRIPT]))
    expect(visit.text).toMatch(
      /^Devices In use: 2 of 3 Phone Last used 20 Nov 2026, \d\d:00 Script Not used yet Add a device/,
    )
    expect(visit.announced).toEqual([])
  })

  it('that come to be used while one looks are seen to be', async () => {
    const shelf = new Shelf([SCRIPT])
    const visit = await openDevices(shelf)
    shelf.items = [{ ...SCRIPT, last_seen_at: dayAt(21) }]
    await visit.settle(10_000)
    expect(visit.text).toContain('Script Last used 21 Nov 2026')
    visit.device.tell('back_button_pressed')
    await visit.settle()
    const asked = visit.server.count('GET devices')
    await visit.settle(60_000)
    expect(visit.server.count('GET devices')).toBe(asked)
  })

  it('are an outline while they come, and can be asked for again where they do not', async () => {
    const visit = await openDevices(new Shelf([PHONE]), server => server.on('GET devices', silence))
    expect([visit.title, visit.announced]).toEqual(['Devices', ['Loading…']])
    Visit.close()
    let broken = true
    const shelf = new Shelf([PHONE])
    const failing = await openDevices(shelf, server =>
      server.on('GET devices', () =>
        broken ? problem(500, 'x') : Response.json({ items: shelf.items, max_devices: 3 }),
      ),
    )
    expect(failing.announced[0]).toContain('Something went wrong on our side')
    broken = false
    await failing.press('Try again')
    expect(failing.text).toContain('Phone Last used')
  })

  it('are renamed, and not by a name that another has', async () => {
    const visit = await openDevices(new Shelf([PHONE, SCRIPT]))
    await visit.press('Script Not used yet')
    expect(sheet()).toMatch(/^ScriptAdded on 10 November 2026Not used yet/)
    await visit.press('Rename')
    expect(field().value).toBe('Script')
    await send(visit, 'Phone', 'Save')
    expect(visit.announced).toContain('You already have a device with this name.')
    expect([field().getAttribute('aria-invalid'), document.activeElement]).toEqual(['true', field()])
    await send(visit, '  Backup  ', 'Save')
    expect(sheet()).toBeNull()
    expect(visit.announced).toEqual(['It is called Backup now.'])
    expect(visit.text).toContain('Backup Not used yet')
    expect(document.activeElement?.id).toBe('device-b')
  })

  it('removed elsewhere while it was to be renamed: it says so, and the list is true again', async () => {
    const shelf = new Shelf([PHONE, SCRIPT])
    const visit = await openDevices(shelf, server => server.on('PATCH devices/b', () => problem(404, 'x')))
    await visit.press('Script Not used yet')
    await visit.press('Rename')
    shelf.items = [PHONE]
    await send(visit, 'Backup', 'Save')
    expect(visit.text).not.toContain('Script')
    expect([sheet(), visit.announced]).toEqual([null, ['This device has been removed.']])
    expect(document.activeElement?.id).toBe('title')
  })

  it('renamed too late close no sheet but their own', async () => {
    const late = Promise.withResolvers<Response>()
    const shelf = new Shelf([SCRIPT])
    const visit = await openDevices(shelf, server => server.on('PATCH devices/b', () => late.promise))
    await visit.press('Script Not used yet')
    await visit.press('Rename')
    await send(visit, 'Backup', 'Save')
    // Removed elsewhere: its sheet goes with it.
    shelf.items = []
    await visit.settle(5_000)
    await visit.press('Add a device')
    late.resolve(Response.json(device('b', 'Backup')))
    await visit.settle()
    expect(sheet()).toContain('Add a device')
  })

  it('are removed once that is sure, and make room', async () => {
    const visit = await openDevices(new Shelf([PHONE, SCRIPT], 2))
    await visit.press('Script Not used yet')
    await visit.press('Remove')
    expect(sheet()).toContain('Remove Script?It loses access at once.')
    await visit.press('Cancel')
    expect(visit.server.count('POST devices/b/revoke')).toBe(0)
    await visit.press('Script Not used yet')
    await visit.press('Remove')
    await visit.press('Remove')
    expect([sheet(), visit.announced]).toEqual([null, ['Script is removed.']])
    expect(visit.text).toContain('In use: 1 of 2 Phone')
    expect(visit.controls).toContain('Add a device')
    expect(document.activeElement?.id).toBe('title')
  })

  it('of one name, removed one after the other, are each told to be', async () => {
    const visit = await openDevices(new Shelf([SCRIPT, device('c', 'Script')]))
    for (const id of ['b', 'c']) {
      document.getElementById(`device-${id}`)?.click()
      await visit.settle()
      expect(visit.announced).toEqual([])
      await visit.press('Remove')
      await visit.press('Remove')
      expect(visit.announced).toEqual(['Script is removed.'])
    }
  })

  it('stay where the server was not reached', async () => {
    const visit = await openDevices(new Shelf([PHONE]), server => server.on('POST devices/a/revoke', dropped))
    document.querySelector<HTMLElement>('#device-a')?.click()
    await visit.settle()
    await visit.press('Remove')
    await visit.press('Remove')
    expect(visit.announced).toContain('No connection')
    expect(document.querySelector('#device-a')).not.toBeNull()
  })

  // case 101
  it('as many as allowed: what they may do, and the way to a plan that allows more', async () => {
    const visit = await openDevices(new Shelf([PHONE, SCRIPT], 2))
    expect(visit.text).toContain(
      'There is no room for another device You may have 2 devices. With “The week plan” you may have 3. ' +
        'To make room, remove what you no longer use.',
    )
    expect(visit.controls).not.toContain('Add a device')
    await visit.press('Upgrade')
    expect(visit.title).toBe('The week plan')
    visit.device.tell('back_button_pressed')
    await visit.settle()
    expect(visit.title).toBe('Devices')
  })

  // case 103
  it('more than allowed after a smaller plan: they go on working, and none is added', async () => {
    const items = ['a', 'b', 'c'].map(id => device(id, `Device ${id}`))
    const visit = await openDevices(new Shelf(items, 1))
    expect(visit.text).toContain('In use: 3 of 1')
    expect(visit.text).toContain('You may have 1 device. Those you have keep working. To make room')
    expect(visit.controls.slice(-1)).toEqual(['Device c Not used yet'])
  })

  it('not one is allowed: that is said, and nothing of removing', async () => {
    const visit = await openDevices(new Shelf([], 0))
    expect(visit.text).toContain('No devices yet')
    expect(visit.text).toContain('You may not have any devices yet. With “The week plan” you may have 3.')
    expect(visit.text).not.toContain('make room')
  })
})
