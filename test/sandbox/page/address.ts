import { effect } from '@preact/signals'
import { alerts, asked, me, sheet } from './store.ts'

/** Keeps `?as=<person id>` and the person on the page equal, both ways. */
export function followAddress(): void {
  read()
  addEventListener('popstate', () => {
    sheet.value = undefined
    alerts.value = []
    read()
  })
  effect(() => {
    const id = me.value?.user.id
    if (id === undefined || new URLSearchParams(location.search).get('as') === String(id)) return
    // Nobody pressed anything when the address named no one: no step to go back to.
    const first = !new URLSearchParams(location.search).has('as')
    setParameter('as', String(id), first ? 'replace' : 'push')
  })
}

function read(): void {
  const id = Number(new URLSearchParams(location.search).get('as'))
  asked.value = Number.isSafeInteger(id) && id !== 0 ? id : undefined
}

export function setParameter(name: string, value: string, how: 'push' | 'replace'): void {
  const url = new URL(location.href)
  url.searchParams.set(name, value)
  if (how === 'push') history.pushState(null, '', url)
  else history.replaceState(null, '', url)
}
