import type { LaunchFrom } from '../../face.ts'
import * as api from '../api.ts'
import { browser } from '../browser/state.ts'
import { me, toast } from '../store.ts'
import { dark } from '../theme.ts'
import { paletteOf } from './palette.ts'
import { change, leaving, mini, plainLook, popup, pulse } from './state.ts'
import { tell } from './wire.ts'

/** An app that has not begun to reload itself by then is loaded anew. */
const reloadMs = 500

let key = 0
let opening = false
let reloading: ReturnType<typeof setTimeout> | undefined

/** Opens the bot's Mini App as the person of the page; another that is open gives way, if it may. */
export function openApp(from: LaunchFrom): void {
  const open = mini.value
  if (from.kind === 'menu' && open?.from === 'menu' && open.person === me.value?.user.id) {
    // It stands there already.
    document.querySelector<HTMLElement>('[data-testid=app-frame]')?.focus()
    return
  }
  leave(() => void launch(from))
}

async function launch(from: LaunchFrom): Promise<void> {
  const person = me.value?.user.id
  if (person === undefined || opening) return
  opening = true
  const answer = await api.openApp({ person, from, theme_params: paletteOf(dark.value) })
  opening = false
  if (!answer.ok) {
    toast(answer.problem)
    return
  }
  close()
  key += 1
  mini.value = { key, person, from: from.kind, url: answer.value.url, ready: false, look: plainLook }
}

/** The same app of the same person, from the menu or the link it came from, as if they opened it now. */
export async function openAnew(): Promise<void> {
  const before = mini.value
  if (!before) return
  const from: LaunchFrom = before.from === 'link' ? { kind: 'link' } : { kind: 'menu' }
  const answer = await api.openApp({ person: before.person, from, theme_params: paletteOf(dark.value) })
  // Whoever has closed it meanwhile is not called back.
  if (!answer.ok || mini.value?.key !== before.key) return
  close()
  key += 1
  mini.value = { ...before, key, url: answer.value.url, ready: false, look: plainLook }
}

/** What the app asks for itself is not asked about. */
export function close(): void {
  clearTimeout(reloading)
  mini.value = undefined
  popup.value = undefined
  leaving.value = undefined
  pulse.value = undefined
  if (browser.value?.overApp) browser.value = undefined
}

/** Does `next`, which ends the app that is open; where that wants it, only once they are sure. */
export function leave(next: () => void): void {
  if (mini.value?.look.confirmClosing) leaving.value = next
  else next()
}

/** An app that can do it reloads itself, and keeps what it keeps. */
export function reload(): void {
  if (!mini.value?.look.reloads) {
    loadAnew()
    return
  }
  tell('reload_iframe')
  clearTimeout(reloading)
  reloading = setTimeout(loadAnew, reloadMs)
}

/** The app is on its way out to come back: what it had asked for is forgotten. */
export function reloadsItself(): void {
  clearTimeout(reloading)
  change({ ready: false, look: plainLook })
}

function loadAnew(): void {
  key += 1
  change({ key, ready: false, look: plainLook })
}
