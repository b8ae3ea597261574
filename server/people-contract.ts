import Type from 'typebox'
import { PROBLEM } from './contract.ts'
import { named, nullable } from './named.ts'

export const DeniedJson = named('Denied', 'The gate is shut: 403 of the kind `not-entitled`.', {
  ...PROBLEM,
  reason: Type.Enum(['none', 'ended', 'not_sold'], {
    description:
      '`none`: they never had it. `ended`: they had, and it ran out or was taken back. `not_sold`: they never had it and ' +
      'no plan on sale gives it (perhaps the key is misspelt)',
  }),
  upgrade_url: nullable(
    Type.String(),
    'Opens the bot at what would open the gate; null while the bot’s name is not known',
  ),
})

export const SignedAnswerJws = Type.String({
  description:
    'The list as a compact JWS (`typ` `entitlements+jwt`), for use offline: `iss` the shop, `aud` the name of the API key, ' +
    '`sub` the Telegram id as text, `iat`, `exp`, `entitlements` the list itself. `/.well-known/jwks.json` verifies it',
})
