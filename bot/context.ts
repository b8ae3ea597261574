import type { Context } from 'grammy'
import type { Person } from '../db/billing.ts'
import type { Speech } from './texts.ts'

/** A grammY context that speaks the person's language, from the error boundary on. */
export type SpeakingContext = Context & Speech

/** What features see in private chats: there the person is known to the books (`acquaint.ts`). */
export type PersonContext = SpeakingContext & { person: Person }

/** Our texts are HTML with every variable escaped; no link of ours deserves a preview. */
export const asHtml = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const
