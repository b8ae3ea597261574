import type { SafeAreaInsets } from '@tma.js/bridge'
import { listen, sendSince } from './client.ts'

/** Keeps `--tg-viewport-height`, `--tg-safe-area-inset-*` and `--tg-content-safe-area-inset-*` true. */
export function followViewport(): void {
  listen('viewport_changed', ({ height, is_state_stable }) => {
    if (is_state_stable) set('--tg-viewport-height', height)
  })
  listen('safe_area_changed', insets => inset('--tg-safe-area-inset', insets))
  listen('content_safe_area_changed', insets => inset('--tg-content-safe-area-inset', insets))
  sendSince('6.0', 'web_app_request_viewport')
  sendSince('8.0', 'web_app_request_safe_area')
  sendSince('8.0', 'web_app_request_content_safe_area')
}

function inset(name: string, insets: SafeAreaInsets): void {
  for (const side of ['top', 'right', 'bottom', 'left'] as const) set(`${name}-${side}`, insets[side])
}

function set(name: string, pixels: unknown): void {
  if (typeof pixels !== 'number' || !Number.isFinite(pixels) || pixels < 0) return
  document.documentElement.style.setProperty(name, `${pixels}px`)
}
