import { signal } from '@preact/signals'

/** The browser that this client opens links in, as Telegram's own does on phones. */
export interface PlayedBrowser {
  /** Another number is another visit. */
  key: number
  url: string
  /** The Mini App opened it, and is what one comes back to. */
  overApp: boolean
}

export const browser = signal<PlayedBrowser | undefined>(undefined)
