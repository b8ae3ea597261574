import type { FormValue } from './form.ts'
import { invalid } from './refusal.ts'

/** Reads one parameter, or refuses it as Stripe does. */
export type Check<T> = (value: FormValue, name: string) => T

type Checks<Params> = { [Key in keyof Required<Params>]: Check<unknown> }
type Read<Spec, Needed extends keyof Spec> = {
  [Key in keyof Spec]?: Spec[Key] extends Check<infer T> ? T : never
} & { [Key in Needed]: Spec[Key] extends Check<infer T> ? T : never }

/**
 * All parameters a call has in the SDK's types, each with its check; `needed` must be there. Any other is unknown.
 */
export function params<Params>() {
  return <Spec extends Checks<Params>, Needed extends keyof Spec = never>(
    spec: Spec & Record<Exclude<keyof Spec, keyof Params>, never>,
    ...needed: Needed[]
  ): Check<Read<Spec, Needed>> =>
    (value, name) => {
      if (typeof value === 'string' || Array.isArray(value)) throw invalid(`Invalid object`, name)
      const path = (key: string) => (name === '' ? key : `${name}[${key}]`)
      const unknown = Object.keys(value).filter(key => !Object.hasOwn(spec, key))
      if (unknown.length > 0)
        throw invalid(
          `Received unknown parameter${unknown.length > 1 ? 's' : ''}: ${unknown.map(path).join(', ')}`,
          path(unknown[0] ?? ''),
          'parameter_unknown',
        )
      for (const key of needed)
        if (!Object.hasOwn(value, key))
          throw invalid(
            `Missing required param: ${path(String(key))}.`,
            path(String(key)),
            'parameter_missing',
          )
      const checks: Record<string, Check<unknown>> = spec
      const read = Object.entries(value).map(([key, inner]) => [key, checks[key]?.(inner, path(key))])
      // Each field was read by its own check, which is what the type says.
      return Object.fromEntries(read) as Read<Spec, Needed>
    }
}

export const text: Check<string> = (value, name) => {
  if (typeof value !== 'string') throw invalid(`Invalid string: ${JSON.stringify(value)}`, name)
  if (value === '')
    throw invalid(
      `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
      name,
      'parameter_invalid_empty',
    )
  if (value.length > 5000)
    throw invalid(`Invalid string: ${value.slice(0, 10)}...; must be at most 5000 characters`, name)
  return value
}

/** An empty value takes it away: null. */
export function unsettable<T>(check: Check<T>): Check<T | null> {
  return (value, name) => (value === '' ? null : check(value, name))
}

export const integer: Check<number> = (value, name) => {
  if (typeof value !== 'string' || !/^-?\d{1,15}$/.test(value))
    throw invalid(`Invalid integer: ${shown(value)}`, name, 'parameter_invalid_integer')
  return Number(value)
}

/** An amount of money, in the smallest unit. */
export const positive: Check<number> = (value, name) => {
  const number = integer(value, name)
  if (number < 1)
    throw invalid('This value must be greater than or equal to 1.', name, 'parameter_invalid_integer')
  return number
}

export const flag: Check<boolean> = (value, name) => {
  if (value === 'true' || value === 'false') return value === 'true'
  throw invalid(`Invalid boolean: ${shown(value)}`, name)
}

export function oneOf<const T extends string>(...words: T[]): Check<T> {
  return (value, name) => {
    const word = words.find(word => word === value)
    if (word !== undefined) return word
    throw invalid(`Invalid ${name}: must be one of ${listed(words)}`, name)
  }
}

export function either<A, B>(first: Check<A>, second: Check<B>): Check<A | B> {
  return (value, name) => (/^-?\d+$/.test(String(value)) ? second(value, name) : first(value, name))
}

export function listOf<T>(check: Check<T>): Check<T[]> {
  return (value, name) => {
    if (!Array.isArray(value)) throw invalid('Invalid array', name)
    return value.map((item, at) => check(item, `${name}[${at}]`))
  }
}

/** Keys to set, '' for those to take away; null: all are taken away. */
export const metadata: Check<Record<string, string> | null> = (value, name) => {
  if (value === '') return null
  if (typeof value === 'string' || Array.isArray(value)) throw invalid('Invalid object', name)
  for (const [key, word] of Object.entries(value)) {
    if (typeof word !== 'string') throw invalid(`Invalid string: ${shown(word)}`, `${name}[${key}]`)
    if (key.length > 40 || word.length > 500)
      throw invalid('Metadata keys can be up to 40 characters long, and values up to 500.', `${name}[${key}]`)
  }
  if (Object.keys(value).length > 50) throw invalid('Metadata can have up to 50 keys.', name)
  return value as Record<string, string>
}

/** A moment: seconds since the epoch. A range: `{ gt, gte, lt, lte }`. */
export const created: Check<{ gt?: number; gte?: number; lt?: number; lte?: number }> = (value, name) => {
  if (typeof value === 'string') {
    const at = integer(value, name)
    return { gte: at, lte: at }
  }
  return range(value, name)
}

const range = params<{ gt?: number; gte?: number; lt?: number; lte?: number }>()({
  gt: integer,
  gte: integer,
  lt: integer,
  lte: integer,
})

/** Stripe knows it, and the sandbox does not play it: loud, rather than as if nothing had been asked. */
export const unplayed: Check<never> = (_value, name) => {
  throw invalid(`The sandbox does not play this parameter of Stripe's: ${name}`, name)
}

export const expandable: Check<string[]> = listOf(text)

function shown(value: FormValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function listed(words: string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')}, or ${words.at(-1)}`
}
