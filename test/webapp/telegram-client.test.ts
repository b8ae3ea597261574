// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDevice } from './device.ts'

/**
 * The wire to the client, checked against the library whose protocol it speaks: the same call of both must put the
 * same bytes on the wire, and what the client says must reach both.
 */
type Bridge = typeof import('@tma.js/bridge')
type Client = typeof import('../../webapp/telegram/client.ts')

let bridge: Bridge
let client: Client

const CALLS: [Parameters<Client['sendSince']>[1], object | undefined][] = [
  ['web_app_ready', undefined],
  ['web_app_setup_main_button', { is_visible: true, text: 'Buy' }],
  ['web_app_open_invoice', { slug: 'abc' }],
]

describe('in a frame of a web client', () => {
  const around = { postMessage: vi.fn() }
  const say = (data: unknown, source: unknown = around) =>
    dispatchEvent(new MessageEvent('message', { data, source: source as Window }))

  beforeEach(async () => {
    vi.spyOn(window, 'parent', 'get').mockReturnValue(around as unknown as typeof window)
    vi.stubGlobal('top', around)
    around.postMessage.mockClear()
    openDevice({ unheard: true })
    bridge = await import('@tma.js/bridge')
    bridge.setTargetOrigin('*')
    client = await import('../../webapp/telegram/client.ts')
  })
  afterEach(() => {
    bridge.offAll()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  it.each(CALLS)('it says what the library says: %s', (method, params) => {
    Reflect.apply(bridge.postEvent, null, [method, params])
    client.sendSince('6.0', method, params as never)
    const [theirs, ours] = around.postMessage.mock.calls
    expect(ours).toEqual(theirs)
  })

  it('it hears what the library hears, from the page around it alone', () => {
    const theirs = vi.fn()
    const ours = vi.fn()
    bridge.on('invoice_closed', theirs)
    const end = client.listen('invoice_closed', ours)
    const closed = JSON.stringify({ eventType: 'invoice_closed', eventData: { slug: 'a', status: 'paid' } })
    say(closed)
    say(closed, window)
    for (const noise of ['not json', '7', 'null', '{"eventType":7}', { eventType: 'invoice_closed' }])
      say(noise)
    expect(ours.mock.calls).toEqual([[{ slug: 'a', status: 'paid' }]])
    expect(ours.mock.calls).toEqual(theirs.mock.calls)
    end()
    say(closed)
    expect(ours).toHaveBeenCalledOnce()
  })
})

describe('in a native client', () => {
  afterEach(() => {
    bridge.offAll()
    Reflect.deleteProperty(window, 'external')
  })

  it.each(CALLS)('it says what the library says: %s', async (method, params) => {
    const device = openDevice()
    bridge = await import('@tma.js/bridge')
    client = await import('../../webapp/telegram/client.ts')
    client.sendSince('6.0', method, params as never)
    expect(device.told).toEqual([{ type: method, data: params ?? '' }])
    if (params === undefined) return
    Reflect.apply(bridge.postEvent, null, [method, params])
    expect(device.told[1]).toEqual(device.told[0])
  })

  it('it hears what the library hears, by each name under which clients call', async () => {
    openDevice()
    client = await import('../../webapp/telegram/client.ts')
    bridge = await import('@tma.js/bridge')
    const theirs = vi.fn()
    const ours = vi.fn()
    client.listen('main_button_pressed', ours)
    bridge.on('main_button_pressed', theirs)
    const names = window as unknown as {
      Telegram: { WebView: { receiveEvent(type: string): void } }
      TelegramGameProxy: { receiveEvent(type: string): void }
      TelegramGameProxy_receiveEvent(type: string): void
    }
    names.Telegram.WebView.receiveEvent('main_button_pressed')
    names.TelegramGameProxy.receiveEvent('main_button_pressed')
    names.TelegramGameProxy_receiveEvent('main_button_pressed')
    expect(ours).toHaveBeenCalledTimes(3)
    expect(theirs).toHaveBeenCalledTimes(3)
  })

  it('it reaches the one that has no web view proxy', async () => {
    openDevice({ unheard: true })
    const notify = vi.fn()
    Reflect.set(window, 'external', { notify })
    client = await import('../../webapp/telegram/client.ts')
    client.sendSince('6.0', 'web_app_ready')
    expect(notify.mock.calls).toEqual([['{"eventType":"web_app_ready"}']])
  })
})
