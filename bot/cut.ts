const graphemes = new Intl.Segmenter()

/** What somebody asked about, short enough to be said back to them. */
export function quoted(query: string): string {
  return cut(query, 100)
}

/** The text, shortened to at most `max` UTF-16 units (Telegram's limits count no more than that), whole letters only. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > max - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}
