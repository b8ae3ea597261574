import type { Parameters } from './parameters.ts'
import type { Bot } from './state.ts'
import type { World } from './world.ts'

/** One call of a Bot API method. */
export interface Call {
  world: World
  bot: Bot
  params: Parameters
  /** Aborted when the caller hangs up. */
  gone: AbortSignal
}
