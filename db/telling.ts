import type { News } from './notice.ts'
import type { UnreachableBecause } from './person.ts'

/** A notice ready to be told. */
export interface NoticeDue {
  noticeId: string
  personId: number
  /** The person's language, chosen or reported; null when unknown. */
  language: string | null
  news: News
}

/** How telling went. A failure that may pass (429, 5xx, network) is thrown, and tried again. */
export type TellOutcome =
  | { kind: 'sent'; messageId: number }
  /** Nobody is there to read it: kept as unsent, and told when they come back. */
  | { kind: 'unreachable'; because: UnreachableBecause }
  /** The message itself is refused, in the provider's words: given up once it was tried ten times, for whatever reason. */
  | { kind: 'refused'; detail: string }
