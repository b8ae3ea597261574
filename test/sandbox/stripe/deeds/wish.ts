import { ControlRefusal } from '../../refusal.ts'

/** What a person's wish names, or a refusal of the wish. */
export function wished<T>(kept: Map<string, T>, id: string): T {
  const found = kept.get(id)
  if (found === undefined) throw new ControlRefusal(404, `there is no ${id}`)
  return found
}

export function unfit(reason: string): ControlRefusal {
  return new ControlRefusal(409, reason)
}
