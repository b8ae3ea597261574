import { type Check, created, expandable, integer } from './check.ts'
import { invalid } from './refusal.ts'

export interface Page {
  limit?: number
  starting_after?: string
  ending_before?: string
}

const limit: Check<number> = (value, name) => {
  const number = integer(value, name)
  if (number < 1)
    throw invalid('This value must be greater than or equal to 1.', name, 'parameter_invalid_integer')
  if (number > 100)
    throw invalid(
      `This value must be less than or equal to 100 (it currently is '${number}').`,
      name,
      'parameter_invalid_integer',
    )
  return number
}

const id: Check<string> = value => String(value)

/** The parameters every list has. */
export const paging = { limit, starting_after: id, ending_before: id, expand: expandable }
export const dated = { ...paging, created }

/** One page, newest first. `kept` is in the order things were made. */
export function list<T extends { id: string }>(kept: Iterable<T>, page: Page, url: string) {
  const all = [...kept].reverse()
  const { limit = 10, starting_after, ending_before } = page
  if (ending_before !== undefined) {
    const end = place(all, ending_before, 'ending_before')
    const start = Math.max(0, end - limit)
    return { object: 'list' as const, data: all.slice(start, end), has_more: start > 0, url }
  }
  const start = starting_after === undefined ? 0 : place(all, starting_after, 'starting_after') + 1
  const data = all.slice(start, start + limit)
  return { object: 'list' as const, data, has_more: start + limit < all.length, url }
}

function place(all: { id: string }[], id: string, param: string): number {
  const at = all.findIndex(item => item.id === id)
  if (at < 0) throw invalid(`No such object: '${id}'`, param, 'resource_missing')
  return at
}

/** Whether a thing was made inside the asked span. */
export function inSpan(
  { created: at }: { created: number },
  span: { gt?: number; gte?: number; lt?: number; lte?: number } | undefined,
): boolean {
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = span ?? {}
  return at > gt && at >= gte && at < lt && at <= lte
}
