import Type from 'typebox'
import { PROBLEM } from './contract.ts'

/**
 * The gate is shut. `none`: they never had it; `ended`: they had, and it ran out or was taken back; `not_sold`: they
 * never had it and no plan on sale gives it (perhaps the key is misspelt).
 */
export const DeniedJson = Type.Object({
  ...PROBLEM,
  reason: Type.Enum(['none', 'ended', 'not_sold']),
  /** Opens the bot at what would open the gate; null while the bot's name is not known. */
  upgrade_url: Type.Union([Type.String(), Type.Null()]),
})
