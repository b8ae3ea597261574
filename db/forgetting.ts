/** Deletion on request (case 86): renewals first, then what we know of the person; money stays in the books. */
export interface Forget {
  personId: number
  /** The person themselves, or an admin. */
  askedBy: number
  /** The id of the message or button press: the same again is done once. */
  request: string
}

export type ForgetResult =
  /** Done now, or as soon as the provider has stopped what renews: `renewals` of them. They are told when it is done. */
  { kind: 'forgetting'; renewals: number } | { kind: 'unknown_person' }
