/** Tells whether it was asked about the same thing before, as far back as `limit` others. */
export function lately<Thing>(limit: number): (thing: Thing) => boolean {
  const things = new Set<Thing>()
  return thing => {
    if (things.has(thing)) return true
    things.add(thing)
    const [oldest] = things
    if (things.size > limit && oldest !== undefined) things.delete(oldest)
    return false
  }
}
