import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { launch } from './telegram.ts'

export type Route =
  | { screen: 'home' }
  | { screen: 'plans' }
  | { screen: 'plan'; code: string }
  | { screen: 'billing' }
  | { screen: 'receipt'; id: string }
  | { screen: 'settings' }
  | { screen: 'devices' }

const HOME: Route = { screen: 'home' }

/**
 * The way here, kept in memory: the fragment of the address is Telegram's, and entries in the history of a frame
 * would be entries in that of Telegram's own page.
 */
const way = signal<Route[]>(wayOf(launch?.startParam ?? null))

export const route: ReadonlySignal<Route> = computed(() => way.value.at(-1) ?? HOME)
export const canGoBack: ReadonlySignal<boolean> = computed(() => way.value.length > 1)

/** Where a deep link leads, and the screens that lie before it; home for one that means nothing. */
export function wayOf(startParam: string | null): Route[] {
  if (startParam === 'billing' || startParam === 'devices') return [HOME, { screen: startParam }]
  const code = /^plan_(.+)$/.exec(startParam ?? '')?.[1]
  return code ? [HOME, { screen: 'plans' }, { screen: 'plan', code }] : [HOME]
}

/** The screens of the bar stand right above home; what is opened from them, above them. */
export function go(next: Route): void {
  if (stays) return
  if (['plan', 'receipt', 'devices'].includes(next.screen)) {
    const below = route.peek().screen === next.screen ? way.value.slice(0, -1) : way.value
    way.value = [...below, next]
  } else {
    way.value = next.screen === 'home' ? [HOME] : [HOME, next]
  }
}

export function back(): void {
  if (canGoBack.peek() && !stays) way.value = way.value.slice(0, -1)
}

/** While something must not be left, nothing leads away from it. */
export function stay(on: boolean): void {
  stays = on
}

let stays = false
