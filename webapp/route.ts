import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { launch } from './telegram.ts'

export type Route =
  | { screen: 'home' }
  | { screen: 'plans' }
  | { screen: 'plan'; code: string }
  | { screen: 'billing' }
  | { screen: 'receipt'; id: string }
  | { screen: 'settings' }

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
  if (startParam === 'billing') return [HOME, { screen: 'billing' }]
  const code = /^plan_(.+)$/.exec(startParam ?? '')?.[1]
  return code ? [HOME, { screen: 'plans' }, { screen: 'plan', code }] : [HOME]
}

/** The screens of the bar stand right above home; what is opened from them, above them. */
export function go(next: Route): void {
  if (next.screen === 'plan' || next.screen === 'receipt') {
    const stays = route.peek().screen === next.screen ? way.value.slice(0, -1) : way.value
    way.value = [...stays, next]
  } else {
    way.value = next.screen === 'home' ? [HOME] : [HOME, next]
  }
}

export function back(): void {
  if (canGoBack.peek()) way.value = way.value.slice(0, -1)
}
