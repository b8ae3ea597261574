import { type ReadonlySignal, signal } from '@preact/signals'
import { listen, sendSince } from './client.ts'
import { launch } from './launch.ts'

type Scheme = 'light' | 'dark'
type Colours = Record<string, string>

const shown = signal<Scheme>('light')
const current = signal<Colours>({})

/** Whether their Telegram is light or dark. */
export const scheme: ReadonlySignal<Scheme> = shown
/** Telegram's colours by its own names (`bg_color`), each `#rrggbb`. */
export const colours: ReadonlySignal<Colours> = current

/** Wears the colours of the client, and changes with it. Outside Telegram: those of the machine. */
export function followTheme(): void {
  wear(launch?.theme ?? {})
  listen('theme_changed', ({ theme_params }) => wear(theme_params ?? {}))
  // The clients in a browser tell it only to those who ask, and what the app was launched with may be older.
  sendSince('6.0', 'web_app_request_theme')
}

function wear(params: Record<string, unknown>): void {
  const next: Colours = {}
  const root = document.documentElement
  for (const name of Object.keys(current.peek())) root.style.removeProperty(variable(name))
  for (const [name, value] of Object.entries(params)) {
    if (!/^[a-z_]+$/.test(name) || typeof value !== 'string' || !/^#[\da-f]{6}$/i.test(value)) continue
    next[name] = value
    // By the CSSOM, which a policy without `unsafe-inline` allows.
    root.style.setProperty(variable(name), value)
  }
  current.value = next
  shown.value = schemeOf(next['bg_color'])
  root.dataset['scheme'] = shown.value
  root.style.colorScheme = shown.value
  dressClient(next)
}

function variable(name: string): string {
  return `--tg-theme-${name.replaceAll('_', '-')}`
}

function schemeOf(background: string | undefined): Scheme {
  if (!background) return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at =>
    Number.parseInt(background.slice(at, at + 2), 16),
  )
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? 'dark' : 'light'
}

/** The client's own bars take the colour of the page they stand at. */
function dressClient(worn: Colours): void {
  const page = worn['secondary_bg_color'] ?? worn['bg_color']
  if (!isColour(page)) return
  if (!sendSince('6.9', 'web_app_set_header_color', { color: page })) {
    sendSince('6.1', 'web_app_set_header_color', { color_key: 'secondary_bg_color' })
  }
  sendSince('6.1', 'web_app_set_background_color', { color: page })
  sendSince('7.10', 'web_app_set_bottom_bar_color', { color: page })
}

export function isColour(value: string | undefined): value is `#${string}` {
  return value !== undefined
}
