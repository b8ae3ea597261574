import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { newWebAppKey } from './init-data.ts'
import { newServiceState } from './service/state.ts'
import type { State } from './state.ts'
import { newStripeState } from './stripe/state.ts'
import { newHooks } from './stripe/webhook-state.ts'

/**
 * Keeps the state in a JSON file, written beside it and renamed over it. What it returns is awaited before every
 * answer, so that a killed process never forgets what it said; answers that are ready together share one write.
 */
export function saver(file: string, state: State): () => Promise<void> {
  let next: Promise<void> | undefined
  let written = ''
  const write = () => {
    const text = JSON.stringify(state, plain)
    if (text === written) return
    writeFileSync(`${file}.new`, text)
    renameSync(`${file}.new`, file)
    written = text
  }
  return () => {
    next ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        next = undefined
        try {
          resolve(write())
        } catch (error) {
          reject(error)
        }
      })
    })
    return next
  }
}

/** The state saved in the file, or null where there is none yet. What an older sandbox did not know begins empty. */
export function readState(file: string): State | null {
  if (!existsSync(file)) return null
  const state: State = JSON.parse(readFileSync(file, 'utf8'), revive)
  state.webAppKey ??= newWebAppKey()
  state.stripe = { ...newStripeState(), ...state.stripe }
  state.stripeHooks ??= newHooks()
  state.service ??= newServiceState()
  state.clockOffsetMs ??= 0
  for (const person of state.people.values()) person.payments ??= 0
  for (const bot of state.bots.values()) {
    bot.revoked ??= []
    bot.queue.held ??= []
    bot.subscriptions ??= new Map()
    bot.photos ??= new Map()
    bot.queue.pending = new Set(bot.queue.pending)
  }
  return state
}

function plain(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { map: [...value] }
  return value instanceof Set ? [...value] : value
}

function revive(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('map' in value)) return value
  return Array.isArray(value.map) && Object.keys(value).length === 1 ? new Map(value.map) : value
}
