import { openInvoiceLink, send } from './deeds.ts'
import type { WayInside } from './links.ts'
import { close, leave, openApp } from './mini/open.ts'
import { mini } from './mini/state.ts'
import { wide } from './parts/wide.ts'

/** Goes where a link leads inside Telegram. */
export function follow(way: WayInside): void {
  switch (way.kind) {
    case 'invoice':
      void openInvoiceLink(way.slug)
      return
    case 'app':
      openApp({ kind: 'link', ...(way.startParam === undefined ? {} : { start_param: way.startParam }) })
      return
    case 'start':
      toChat(() => void send(`/start ${way.payload}`.trim()))
      return
    case 'chat':
      toChat(() => undefined)
  }
}

/** On a phone the app covers the chat it leads to. */
function toChat(then: () => void): void {
  if (!mini.value || wide.value) {
    then()
    return
  }
  leave(() => {
    close()
    then()
  })
}
