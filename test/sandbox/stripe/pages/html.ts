/** Markup that is safe to send: what was put into it from elsewhere is escaped. */
export interface Html {
  html: string
}

type Slot = Html | Html[] | string | number | null | undefined | false

/** `html\`<p>${text}</p>\``: texts are escaped, markup is taken as it is, nothing is nothing. */
export function html(parts: TemplateStringsArray, ...slots: Slot[]): Html {
  return { html: parts.map((part, at) => (at === 0 ? part : fill(slots[at - 1]) + part)).join('') }
}

function fill(slot: Slot): string {
  if (slot === null || slot === undefined || slot === false) return ''
  if (Array.isArray(slot)) return slot.map(fill).join('')
  return typeof slot === 'object' ? slot.html : escaped(String(slot))
}

const references: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, char => references[char] ?? char)
}
