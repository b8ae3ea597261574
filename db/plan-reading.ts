import type { Node } from 'jsonc-parser'
import { nearest } from './plan-nearest.ts'

/** What is wrong in the file of plans, where (from 1), and what to do about it. */
export interface PlanProblem {
  line: number
  column: number
  /** `plans[1].stars.amount`; empty for the file as a whole. */
  path: string
  message: string
}

/** A value of the file, and the path it stands at. */
export interface Spot {
  node: Node
  path: string
}

/** The fields of an object that is there; of one that is not, none. */
export type Fields = (name: string) => Spot | undefined

/** One field of an object; `value` is undefined where a syntax error took it. */
interface Field {
  key: Node
  path: string
  value: Spot | undefined
}

interface Shape {
  required: string[]
  optional?: string[]
}

/**
 * Takes values out of the parsed file and collects every problem on the way. Each method answers with a value of its
 * kind also where it found a problem, or where the value is missing: it is of no use then, and is thrown away.
 */
export class Reading {
  readonly problems: (PlanProblem & { offset: number })[] = []
  readonly #text: string
  readonly #whole: boolean

  /** `whole`: the text parsed without errors, so that what is missing is really missing. */
  constructor(text: string, whole: boolean) {
    this.#text = text
    this.#whole = whole
  }

  refuse(at: Spot, message: string): void {
    this.refuseAt(at.node.offset, at.path, message)
  }

  refuseAt(offset: number, path: string, message: string): void {
    const before = this.#text.slice(0, offset)
    const line = this.lineOf(offset)
    this.problems.push({ offset, line, column: offset - before.lastIndexOf('\n'), path, message })
  }

  lineOf(offset: number): number {
    return this.#text.slice(0, offset).split('\n').length
  }

  lines(first: Node, second: Node): string {
    return `lines ${this.lineOf(first.offset)} and ${this.lineOf(second.offset)}`
  }

  /** The problems as they stand in the file. */
  inOrder(): PlanProblem[] {
    const ordered = this.problems.toSorted((one, other) => one.offset - other.offset)
    return ordered.map(({ line, column, path, message }) => ({ line, column, path, message }))
  }

  object(spot: Spot | undefined, { required, optional = [] }: Shape): Fields {
    const known = [...required, ...optional]
    if (spot?.node.type !== 'object') {
      if (spot) this.must(spot, `be an object with ${required.join(', ')}`)
      return () => undefined
    }
    const fields = this.fields(spot)
    const meant = new Set<string>()
    for (const [name, { key, path }] of fields) {
      if (known.includes(name)) continue
      const better = nearest(
        name,
        known.filter(each => !fields.has(each)),
      )
      if (better) meant.add(better)
      const advice = better ? `did you mean ${better}?` : `the fields here are ${known.join(', ')}`
      this.refuse({ node: key, path }, `is not a field: ${advice}`)
    }
    for (const name of required) {
      if (!fields.has(name) && !meant.has(name)) this.missing(spot, name, 'is missing: add it')
    }
    return name => fields.get(name)?.value
  }

  /** The fields of an object by name; one that stands twice is refused. */
  fields(spot: Spot): Map<string, Field> {
    const fields = new Map<string, Field>()
    for (const [key, value] of (spot.node.children ?? []).map(property => property.children ?? [])) {
      if (!key) continue
      const name: string = key.value
      const path = inside(spot, name).path
      const first = fields.get(name)
      if (first) {
        this.refuse({ node: key, path }, `stands twice (${this.lines(first.key, key)}): keep one`)
      } else {
        fields.set(name, { key, path, value: value && { node: value, path } })
      }
    }
    return fields
  }

  list(spot: Spot | undefined): Spot[] {
    if (spot?.node.type === 'array') {
      return (spot.node.children ?? []).map((node, index) => ({ node, path: `${spot.path}[${index}]` }))
    }
    if (spot) this.must(spot, 'be a list in [ ]')
    return []
  }

  string(spot: Spot | undefined, isRight: (value: string) => boolean, must: string): string {
    if (!spot) return ''
    const { type, value } = spot.node
    if (type === 'string' && isRight(value)) return value
    this.must(spot, must)
    return ''
  }

  integer(spot: Spot | undefined, least: number, most: number, must: string): number {
    if (!spot) return 0
    const { value } = spot.node
    if (Number.isSafeInteger(value) && value >= least && value <= most) return value
    this.must(spot, must)
    return 0
  }

  boolean(spot: Spot | undefined): boolean {
    if (spot && spot.node.type !== 'boolean') this.must(spot, 'be true or false')
    return spot?.node.value === true
  }

  /** Refuses what is not there, unless a syntax error may have hidden it. */
  missing(spot: Spot, name: string, message: string): void {
    if (this.#whole) this.refuse(inside(spot, name), message)
  }

  /** Refuses a value with what it must be, and what it is. */
  must(spot: Spot, what: string): void {
    this.refuse(spot, `must ${what}, it is ${shown(spot.node)}`)
  }
}

function inside(spot: Spot, name: string): Spot {
  return { node: spot.node, path: spot.path === '' ? name : `${spot.path}.${name}` }
}

function shown({ type, value }: Node): string {
  if (type === 'object') return 'an object'
  if (type === 'array') return 'a list'
  const json = JSON.stringify(value)
  return json.length > 60 ? `${json.slice(0, 60)}…` : json
}
