/**
 * Lets tasks about the same thing happen one after the other, in the order they were brought. One that fails has those
 * that waited behind it fail as well, so that all of them can be brought again in that order.
 */
export function createTurns<Thing>(): (thing: Thing, task: () => Promise<void>) => Promise<void> {
  const last = new Map<Thing, Promise<void>>()
  return (thing, task) => {
    const mine = last.get(thing)?.then(task) ?? task()
    last.set(thing, mine)
    const leave = () => {
      if (last.get(thing) === mine) last.delete(thing)
    }
    mine.then(leave, leave)
    return mine
  }
}
