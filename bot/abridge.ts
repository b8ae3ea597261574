/** Telegram takes 4,096 characters a message, and counts them after the markup is gone. */
const LONGEST = 4_000

/** Something that can be told at more or less length: the fullest first, the barest last. Telegram HTML. */
export type Passage = [string, ...string[]]

/**
 * Picks how much to tell of each passage, so that all of it fits into one message beside `head`: none is left out
 * before every other is told as barely as can be, and what comes later is told more fully. Returns what is told, in
 * order, and how many of the first passages are left out.
 */
export function abridge(passages: Passage[], head: string): { told: string[]; left: number } {
  // Room for one more line, which says how many are left out.
  let room = LONGEST - lengthOf(head) - 50
  const depth = Math.max(...passages.map(versions => versions.length), 1)
  const told: string[] = []
  for (const passage of passages.toReversed()) {
    const barest = passage.at(-1) ?? ''
    if (lengthOf(barest) + 2 > room) break
    room -= lengthOf(barest) + 2
    told.unshift(barest)
  }
  const left = passages.length - told.length
  for (let level = depth - 2; level >= 0; level--) {
    for (let at = told.length - 1; at >= 0; at--) {
      const fuller = passages[left + at]?.[level]
      const more = lengthOf(fuller ?? '') - lengthOf(told[at] ?? '')
      if (fuller === undefined || more > room) continue
      room -= more
      told[at] = fuller
    }
  }
  return { told, left }
}

/** As Telegram counts, or a little more: what stands for one character is counted as it is written. */
function lengthOf(html: string): number {
  return html.replace(/<[^>]*>/g, '').length
}
