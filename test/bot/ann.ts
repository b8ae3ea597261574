import type { Person } from '../../db/billing.ts'

export const at = (day: number) => new Date(Date.UTC(2026, 10, day, 12))

export const ANN: Person = {
  id: 7_000_000_001,
  username: null,
  usernameSince: null,
  firstName: '',
  lastName: null,
  languageCode: null,
  language: null,
  unreachableAt: null,
  unreachableBecause: null,
  signedOutAt: null,
  timeZone: null,
  forgottenAt: null,
  metAt: at(1),
}
