import { computed, effect, signal } from '@preact/signals'
import { setParameter } from './address.ts'

const system = matchMedia('(prefers-color-scheme: dark)')
const systemDark = signal(system.matches)
const chosen = signal<'light' | 'dark' | undefined>(undefined)

/** What the eye sees now: the chosen theme, or else the system's. */
export const dark = computed(() => (chosen.value === undefined ? systemDark.value : chosen.value === 'dark'))

/** Follows `?theme=`, then the system. */
export function applyTheme(): void {
  const asked = new URLSearchParams(location.search).get('theme')
  if (asked === 'light' || asked === 'dark') chosen.value = asked
  system.addEventListener('change', () => {
    systemDark.value = system.matches
  })
  effect(() => {
    document.documentElement.setAttribute('data-theme', dark.value ? 'dark' : 'light')
  })
}

export function toggleTheme(): void {
  chosen.value = dark.value ? 'light' : 'dark'
  setParameter('theme', chosen.value, 'replace')
}
