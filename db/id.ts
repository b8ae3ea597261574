import { v7 } from 'uuid'

/** An id made here, before the first attempt to write it; ids made later sort later. */
export function newId(): string {
  return v7()
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The id that `text` is, if it has the shape of one of ours; whatever else it may be, it cannot hurt a query. */
export function idIn(text: string): string | null {
  return UUID.test(text) ? text : null
}
