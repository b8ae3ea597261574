import type { MethodName } from '@tma.js/bridge'
import { openAway } from '../browser/open.ts'
import { be } from '../deeds.ts'
import { follow } from '../follow.ts'
import { wayOf } from '../links.ts'
import { bot } from '../store.ts'
import { dark } from '../theme.ts'
import { colorIn, type Fields, flagIn, readEvent, textIn } from './event.ts'
import { close, reloadsItself } from './open.ts'
import { paletteOf } from './palette.ts'
import { payFromApp } from './payment.ts'
import { readPopup } from './popup.ts'
import { type BottomButton, change, mini, popup, pulse, relook, sides } from './state.ts'
import { tell, tellViewport } from './wire.ts'

/** What this client does about each thing an app may say. */
const heeds: { [Name in MethodName]?: (data: Fields) => void } = {
  iframe_ready: data => {
    relook({ reloads: flagIn(data, 'reload_supported') ?? false })
    tell('set_custom_style', thinScrollbars)
  },
  iframe_will_reload: reloadsItself,
  web_app_ready: () => change({ ready: true }),
  web_app_close: close,
  web_app_expand: () => tellViewport(true),
  web_app_request_viewport: () => tellViewport(true),
  web_app_request_theme: tellTheme,
  web_app_request_safe_area: () => tell('safe_area_changed', noInsets),
  web_app_request_content_safe_area: () => tell('content_safe_area_changed', noInsets),
  web_app_request_fullscreen: () => tell('fullscreen_failed', { error: 'UNSUPPORTED' }),
  web_app_setup_main_button: data => button('main', data),
  web_app_setup_secondary_button: data => {
    const side = sides.find(one => one === data['position'])
    if (side) relook({ secondaryAt: side })
    button('secondary', data)
  },
  web_app_setup_back_button: data => relook({ back: flagIn(data, 'is_visible') ?? false }),
  web_app_setup_settings_button: data => relook({ settings: flagIn(data, 'is_visible') ?? false }),
  web_app_setup_closing_behavior: data =>
    relook({ confirmClosing: flagIn(data, 'need_confirmation') ?? false }),
  web_app_set_header_color: data => {
    const name = ['bg_color', 'secondary_bg_color'].find(one => one === data['color_key'])
    relook({ header: colorIn(data, 'color') ?? name ?? 'header_bg_color' })
  },
  web_app_set_background_color: data => relook({ ground: colorIn(data, 'color') ?? 'bg_color' }),
  web_app_set_bottom_bar_color: data => relook({ bar: colorIn(data, 'color') ?? 'bottom_bar_bg_color' }),
  web_app_trigger_haptic_feedback: data => {
    const kind = (['success', 'error', 'warning'] as const).find(one => one === data['notification_type'])
    pulse.value = { key: (pulse.value?.key ?? 0) + 1, kind: kind ?? 'tap' }
  },
  web_app_open_link: data => openAway(textIn(data, 'url') ?? ''),
  web_app_open_tg_link: data => openInTelegram(`https://t.me${textIn(data, 'path_full') ?? ''}`),
  web_app_open_invoice: data => void payFromApp(textIn(data, 'slug') ?? ''),
  web_app_open_popup: data => {
    popup.value ??= readPopup(data)
  },
}

const thinScrollbars = '* { scrollbar-width: thin; scrollbar-color: #8888 transparent; }'
const noInsets = { top: 0, right: 0, bottom: 0, left: 0 }

/** Does what the app asks for; what this client does not know it passes over, as Telegram's do. */
export function heed(message: string): void {
  const event = readEvent(message)
  if (!event || !mini.value || !Object.hasOwn(heeds, event.eventType)) return
  heeds[event.eventType as MethodName]?.(event.eventData)
}

export function tellTheme(): void {
  tell('theme_changed', { theme_params: paletteOf(dark.value) })
}

/** What an app leaves out stays as it was. */
function button(which: 'main' | 'secondary', data: Fields): void {
  const before = mini.value?.look[which]
  if (!before) return
  const after: BottomButton = {
    visible: flagIn(data, 'is_visible') ?? before.visible,
    active: flagIn(data, 'is_active') ?? before.active,
    busy: flagIn(data, 'is_progress_visible') ?? before.busy,
    shines: flagIn(data, 'has_shine_effect') ?? before.shines,
    text: textIn(data, 'text') ?? before.text,
    color: colorIn(data, 'color') ?? before.color,
    textColor: colorIn(data, 'text_color') ?? before.textColor,
  }
  relook({ [which]: after })
}

function openInTelegram(address: string): void {
  const way = wayOf(address, bot.value?.username)
  if (way.kind === 'away') {
    openAway(address)
    return
  }
  // Whoever is at the page by now, the phone is its owner's.
  if (mini.value) be(mini.value.person)
  follow(way)
}
