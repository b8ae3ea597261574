import type { ApiError } from '@grammyjs/types'
import { findMethod } from './methods.ts'
import { Parameters } from './parameters.ts'
import { Refusal } from './refusal.ts'
import type { Bot } from './state.ts'
import type { World } from './world.ts'

/** A call as it came. */
export interface Asked {
  method: string
  given: Record<string, unknown>
  via?: 'reply'
}

export type Outcome = { ok: true; result: unknown } | ApiError

const requestsKept = 20_000

/** Carries out one call and records it. `gone` is aborted when the caller hangs up. */
export async function perform(world: World, bot: Bot, asked: Asked, gone: AbortSignal): Promise<Outcome> {
  const outcome = await attempt(world, bot, asked, gone)
  record(world, asked, outcome)
  return outcome
}

/** Keeps a call for `/control/requests`. */
export function record({ requests, now }: World, { method, given, via }: Asked, outcome: Outcome): void {
  const refusal = outcome.ok ? {} : { error_code: outcome.error_code, description: outcome.description }
  const at = now().toISOString()
  requests.push({ method, payload: given, ok: outcome.ok, ...refusal, at, ...(via ? { via } : {}) })
  if (requests.length > requestsKept) requests.splice(0, requestsKept / 2)
}

async function attempt(
  world: World,
  bot: Bot,
  { method, given }: Asked,
  gone: AbortSignal,
): Promise<Outcome> {
  try {
    const play = findMethod(method)
    if (!play) throw new Refusal(404, 'Not Found: method not found')
    return { ok: true, result: await play({ world, bot, params: new Parameters(given), gone }) }
  } catch (error) {
    if (error instanceof Refusal) return error.answer()
    throw error
  }
}
