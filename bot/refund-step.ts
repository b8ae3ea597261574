import type { Billing } from '../db/billing.ts'
import type { PersonContext } from './context.ts'

/** Where a conversation about a refund stands. Plain JSON: it is kept in the books between two answers. */
export type Step =
  /** Whose payment is it? `query`: what was looked for last. */
  | { at: 'whom'; query: string | null }
  | { at: 'which'; personId: number; page: number }
  | { at: 'why'; personId: number; chargeId: string }
  | { at: 'sure'; personId: number; chargeId: string; reason: string }
  /** Nothing more is asked; the last word, as HTML. */
  | { at: 'over'; html: string }

export type StepAt<At extends Step['at']> = Extract<Step, { at: At }>

/** What the admin said. An empty text or value says nothing, and the question is asked again. */
export interface Answer {
  kind: 'typed' | 'pressed'
  /** The text, or what the button stands for. */
  text: string
  /** The same however often it is delivered: what it asks for is done once. */
  request: string
  messageId: number
}

/** A question as it is shown. */
export interface View {
  html: string
  rows: Button[][]
}

export interface Button {
  label: string
  /** At most 40 characters, for callback data has 64 bytes. */
  value: string
}

/** Who speaks, and what is asked of the books. */
export interface Desk {
  ctx: PersonContext
  billing: Billing
}

/** What a button's value says, where it begins with `word=`; else null. */
export function choiceOf(word: string, { kind, text }: Answer): string | null {
  return kind === 'pressed' && text.startsWith(`${word}=`) ? text.slice(word.length + 1) : null
}

export function isBack({ kind, text }: Answer): boolean {
  return kind === 'pressed' && text === 'back'
}

export function isCancel({ kind, text }: Answer): boolean {
  return kind === 'pressed' && text === 'cancel'
}

/** The last row of a question. */
export function wayOut({ plain }: PersonContext, back: 'back' | 'first'): Button[] {
  const cancel = { label: plain('refund-cancel-button'), value: 'cancel' }
  return back === 'first' ? [cancel] : [{ label: plain('refund-back-button'), value: 'back' }, cancel]
}
