import type { Bot } from './state.ts'

/** The bot a request of the control face is about: `?bot=<id>`, the first one by default. */
export type FindBot = (request: { query: { bot?: string } }) => Bot

export type Post<B> = { Body: B; Querystring: { bot?: string } }
export type Get<Q = object> = { Querystring: Q & { bot?: string }; Params: { id: string } }
