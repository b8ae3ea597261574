import { type Text, textIn } from '../db/billing.ts'
import type { Speech } from './texts.ts'

/** Of some subscriptions that are shown together, the names that more than one bears: those need more to be told apart. */
export function alikeIn({ language }: Speech, subscriptions: { title: Text }[]): Set<string> {
  const names = subscriptions.map(({ title }) => textIn(title, language))
  return new Set(names.filter((name, at) => names.indexOf(name) !== at))
}
