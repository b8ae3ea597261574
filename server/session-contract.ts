import Type, { type Static } from 'typebox'
import { named, whole } from './named.ts'

/** The JSON of signing in. */

export const ExchangeJson = named('Exchange', 'What the Mini App sends to be signed in.', {
  init_data: Type.String({
    ...{ minLength: 1, maxLength: 8192 },
    description: '`Telegram.WebApp.initData`, as it came',
  }),
})
export type ExchangeJson = Static<typeof ExchangeJson>

export const TokenJson = named('Token', 'What a session proves itself by, for minutes.', {
  access_token: Type.String(),
  token_type: Type.Enum(['bearer']),
  expires_in: whole('Seconds. Never past the end of the session itself'),
})
export type TokenJson = Static<typeof TokenJson>
