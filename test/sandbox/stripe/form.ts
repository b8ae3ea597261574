import { invalid } from './refusal.ts'

export type FormValue = string | FormValue[] | Form
export interface Form {
  [name: string]: FormValue
}

/** Reads `a[b][0]=c`, as bodies and queries are encoded. Lists may have indices or empty brackets. */
export function readForm(text: string): Form {
  const form: Form = Object.create(null)
  for (const [name, value] of new URLSearchParams(text)) {
    const keys = name.split('[').map((part, at) => (at === 0 ? part : part.replace(/\]$/, '')))
    put(form, keys, value, name)
  }
  return lists(form) as Form
}

function put(form: Form, [key = '', ...rest]: string[], value: string, name: string): void {
  const at = key === '' ? String(Object.keys(form).length) : key
  if (rest.length === 0) {
    form[at] = value
    return
  }
  const inner = form[at] ?? Object.create(null)
  if (typeof inner === 'string' || Array.isArray(inner)) throw invalid(`Invalid object: ${name}`, name)
  form[at] = inner
  put(inner, rest, value, name)
}

/** Objects whose keys count from 0 are lists. */
function lists(value: FormValue): FormValue {
  if (typeof value === 'string' || Array.isArray(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, lists(inner)] as const)
  if (entries.length > 0 && entries.every(([key], at) => key === String(at)))
    return entries.map(([, inner]) => inner)
  return Object.fromEntries(entries)
}
