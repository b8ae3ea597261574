/** What a screen reader makes of the page: roles, names and words, without a browser. */

const ROLES: Record<string, string> = {
  A: 'link',
  ARTICLE: 'article',
  BUTTON: 'button',
  DIALOG: 'dialog',
  H1: 'heading',
  H2: 'heading',
  MAIN: 'main',
  NAV: 'navigation',
}

export function roleOf(element: Element): string | null {
  if (element.tagName === 'INPUT') return element.getAttribute('type')
  return element.getAttribute('role') ?? ROLES[element.tagName] ?? null
}

export function nameOf(element: Element): string {
  const by = element.getAttribute('aria-labelledby')
  if (by) return textOf(document.getElementById(by))
  return element.getAttribute('aria-label') ?? textOf(element.closest('label') ?? element)
}

/** All that is read out, in the order it stands; marks of direction are not heard. */
export function textOf(node: Node | null): string {
  return words(node)
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,!?])/g, '$1')
    .trim()
}

const INLINE = new Set(['BDI', 'SPAN', 'CODE'])

function words(node: Node | null): string {
  if (node === null) return ''
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? ''
  if (!(node instanceof Element) || node.getAttribute('aria-hidden') === 'true') return ''
  const inside = [...node.childNodes].map(words).join('')
  return INLINE.has(node.tagName) ? inside : ` ${inside} `
}

/** Everything that can be pressed or chosen within, by name. */
export function controlsIn(root: ParentNode): Element[] {
  return [...root.querySelectorAll('a[href], button, input')].filter(
    control => control.closest('[aria-hidden="true"]') === null,
  )
}
