/** The one of `known` that `name` is a slip of, by at most two letters; undefined: none is close. */
export function nearest(name: string, known: string[]): string | undefined {
  const ranked = known
    .map(each => ({ each, distance: distance(plain(name), plain(each)) }))
    .filter(({ each, distance }) => distance <= 2 && distance < each.length / 2)
    .sort((one, other) => one.distance - other.distance)
  return ranked[0]?.each
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}

/** Levenshtein's: how many letters to add, drop or change. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1]
    for (const [at, other] of [...to].entries()) {
      const changed = Number(row[at]) + (letter === other ? 0 : 1)
      next.push(Math.min(changed, Number(row[at + 1]) + 1, Number(next[at]) + 1))
    }
    row = next
  }
  return Number(row.at(-1))
}
