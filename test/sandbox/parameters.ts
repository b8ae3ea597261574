import { badRequest } from './refusal.ts'

/** Parameters of a call. Like the real server, it reads everything as text first: `"5"` and `5` are the same. */
export class Parameters {
  readonly given: Record<string, unknown>

  constructor(given: Record<string, unknown>) {
    this.given = given
  }

  has(name: string): boolean {
    return this.text(name) !== ''
  }

  /** The value as text, '' when absent. */
  text(name: string): string {
    const value = this.given[name]
    if (value === undefined || value === null) return ''
    return typeof value === 'string'
      ? value
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value)
  }

  required(name: string): string {
    const value = this.text(name)
    if (value === '') throw badRequest(`Parameter "${name}" is required`)
    return value
  }

  /** Clamped, never refused; text without a number is 0. */
  integer(name: string, fallback: number, min = -2_147_483_648, max = 2_147_483_647): number {
    const value = this.text(name)
    const number = value === '' ? fallback : Number.parseInt(value, 10) || 0
    return Math.min(Math.max(number, min), max)
  }

  bool(name: string): boolean {
    return ['true', 'yes', '1'].includes(this.text(name).toLowerCase())
  }

  /** A positive id of a person. */
  userId(name = 'user_id'): number {
    const id = this.integer(name, 0, 0, Number.MAX_SAFE_INTEGER)
    if (id === 0) throw badRequest(`Invalid ${name} specified`)
    return id
  }

  /** An object or array, given as such or as JSON text; undefined when absent. */
  json(name: string, called: string): unknown {
    const value = this.given[name]
    if (typeof value === 'object' && value !== null) return value
    const text = this.text(name)
    if (text === '') return undefined
    try {
      return JSON.parse(text)
    } catch {
      throw badRequest(`Can't parse ${called} JSON object`)
    }
  }

  /** A list, or undefined where there is none or it cannot be read: some parameters are ignored rather than refused. */
  list(name: string): unknown[] | undefined {
    const value = this.given[name]
    if (Array.isArray(value)) return value
    try {
      const parsed: unknown = JSON.parse(this.text(name))
      return Array.isArray(parsed) ? parsed : undefined
    } catch {
      return undefined
    }
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A text field of a JSON object; numbers are taken as text, as the real server does. */
export function textField(object: Record<string, unknown>, name: string): string {
  const value = object[name]
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw badRequest(`Field "${name}" must be of type String`)
}

export function requiredTextField(object: Record<string, unknown>, name: string): string {
  if (object[name] === undefined || object[name] === null) throw badRequest(`Can't find field "${name}"`)
  return textField(object, name)
}

export function integerField(object: Record<string, unknown>, name: string): number {
  const value = object[name]
  if (value === undefined || value === null) throw badRequest(`Can't find field "${name}"`)
  const number = typeof value === 'string' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isInteger(number))
    throw badRequest(`Field "${name}" must be a valid Number`)
  return number
}
