/** A page that is not there, or not any more; thrown from any depth, shown politely. */
export class Gone extends Error {
  readonly title: string
  readonly code: 404 | 410
  readonly way: { to: string; label: string } | null

  constructor(title: string, text: string, code: 404 | 410 = 404, way: Gone['way'] = null) {
    super(text)
    this.title = title
    this.code = code
    this.way = way
  }
}

/** The link names nothing. */
export function noSuchPage(): Gone {
  return new Gone(
    'There is no such page',
    'The link is not whole, or it leads to something that was never here.',
  )
}
