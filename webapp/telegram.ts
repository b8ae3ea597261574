import type { MethodParams } from '@tma.js/bridge'
import { can, listen, sendSince } from './telegram/client.ts'
import { followTheme } from './telegram/theme.ts'
import { followViewport } from './telegram/viewport.ts'

/** The only door to Telegram: what the client gives the app, and what the app may ask of it. */
export {
  type BottomButton,
  useBackButton,
  useMainButton,
  useSecondaryButton,
  useSettingsButton,
} from './telegram/buttons.ts'
export { isVersionAtLeast } from './telegram/client.ts'
export { launch } from './telegram/launch.ts'
export { scheme } from './telegram/theme.ts'

/** Wears the client's colours, asks for the whole height, and reloads when the client wants it. */
export function greetClient(): void {
  followTheme()
  followViewport()
  sendSince('6.0', 'iframe_ready', { reload_supported: true })
  sendSince('6.0', 'web_app_expand')
  listen('reload_iframe', () => {
    sendSince('6.0', 'iframe_will_reload')
    location.reload()
  })
}

/** There is something to see: the client takes its own placeholder away. */
export function showApp(): void {
  sendSince('6.0', 'web_app_ready')
}

/**
 * Calls back whenever the app comes to the fore again, in a browser or a native client, with how long it was away;
 * returns what ends it.
 */
export function onReturn(returned: (awayMs: number) => void): () => void {
  let leftAt: number | null = null
  const turn = (visible: boolean) => {
    if (visible) returned(leftAt === null ? 0 : Date.now() - leftAt)
    leftAt = visible ? null : (leftAt ?? Date.now())
  }
  const turned = () => turn(document.visibilityState === 'visible')
  document.addEventListener('visibilitychange', turned)
  const end = listen('visibility_changed', ({ is_visible }) => turn(is_visible))
  return () => {
    document.removeEventListener('visibilitychange', turned)
    end()
  }
}

/** A touch that is felt, where the device can. */
export function haptic(kind: 'success' | 'error' | 'warning' | 'select' | 'tap'): void {
  const feel = (params: MethodParams<'web_app_trigger_haptic_feedback'>) =>
    sendSince('6.1', 'web_app_trigger_haptic_feedback', params)
  if (kind === 'tap') feel({ type: 'impact', impact_style: 'light' })
  else if (kind === 'select') feel({ type: 'selection_change' })
  else feel({ type: 'notification', notification_type: kind })
}

export type InvoiceEnd = 'paid' | 'cancelled' | 'failed' | 'pending' | 'unsupported'

/** Whether this client can take a payment inside the app. */
export function canOpenInvoice(): boolean {
  return can('6.1')
}

/** Opens the pay sheet; ends with what the client believes, which is not what the books say. */
export function openInvoice(url: string): Promise<InvoiceEnd> {
  const slug = /\/(?:\$|invoice\/)([\w=-]+)$/.exec(new URL(url).pathname)?.[1]
  if (!slug || !canOpenInvoice()) return Promise.resolve('unsupported')
  return new Promise(resolve => {
    const end = listen('invoice_closed', closed => {
      if (closed.slug !== slug) return
      end()
      const known = ['paid', 'cancelled', 'pending'] as const
      resolve(known.find(status => status === closed.status) ?? 'failed')
    })
    sendSince('6.1', 'web_app_open_invoice', { slug })
  })
}

/** Whether the client opens links at any time. Else a browser must see them tapped. */
export function canOpenLink(): boolean {
  return can('6.1')
}

/** In the browser of the device; the app stays open. The first clients leave that to the page. */
export function openLink(url: string): void {
  const { href } = new URL(url, location.href)
  if (!sendSince('6.1', 'web_app_open_link', { url: href })) window.open(href, '_blank', 'noopener')
}

/** A `https://t.me/…` address, inside Telegram. */
export function openTelegramLink(url: string): void {
  const { pathname, search } = new URL(url)
  // In a frame every client knows it; a web view from before turns by itself at such an address.
  const since = window.parent === window ? '6.1' : '6.0'
  if (sendSince(since, 'web_app_open_tg_link', { path_full: pathname + search })) return
  if (can('6.0')) location.assign(url)
  else openLink(url)
}

export function closeApp(): void {
  sendSince('6.0', 'web_app_close')
}

/** Whether the client asks before it closes the app. */
export function confirmClosing(on: boolean): void {
  sendSince('6.2', 'web_app_setup_closing_behavior', { need_confirmation: on })
}
