import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { State } from './state.ts'

/**
 * Keeps the state in a JSON file, written beside it and renamed over it. What it returns is awaited before every
 * answer, so that a killed process never forgets what it said; answers that are ready together share one write.
 */
export function saver(file: string, state: State): () => Promise<void> {
  let next: Promise<void> | undefined
  let written = ''
  const write = () => {
    const text = JSON.stringify(state, (_key, value: unknown) =>
      value instanceof Map ? { map: [...value] } : value,
    )
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

/** The state saved in the file, or null where there is none yet. */
export function readState(file: string): State | null {
  if (!existsSync(file)) return null
  return JSON.parse(readFileSync(file, 'utf8'), revive)
}

function revive(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('map' in value)) return value
  return Array.isArray(value.map) && Object.keys(value).length === 1 ? new Map(value.map) : value
}
