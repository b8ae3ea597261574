/** What an app says, before anybody has looked whether it makes sense. */
export interface AppEvent {
  eventType: string
  eventData: Fields
}

export type Fields = Readonly<Record<string, unknown>>

/** An event of the app's; undefined for anything else a page may post. */
export function readEvent(message: string): AppEvent | undefined {
  let said: unknown
  try {
    said = JSON.parse(message)
  } catch {
    return undefined
  }
  if (!isFields(said)) return undefined
  const { eventType, eventData } = said
  if (typeof eventType !== 'string') return undefined
  return { eventType, eventData: isFields(eventData) ? eventData : {} }
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const textIn = (data: Fields, key: string): string | undefined =>
  typeof data[key] === 'string' ? data[key] : undefined

export const flagIn = (data: Fields, key: string): boolean | undefined =>
  typeof data[key] === 'boolean' ? data[key] : undefined

/** `#rrggbb`, the only way colours are written between an app and its client. */
export function colorIn(data: Fields, key: string): string | undefined {
  const text = textIn(data, key)
  return text !== undefined && /^#[\da-f]{6}$/iu.test(text) ? text.toLowerCase() : undefined
}
