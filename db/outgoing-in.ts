import { announce } from './announce.ts'
import type { Books } from './books.ts'
import { workOutgoing } from './deliver-outgoing.ts'
import type { Outgoing } from './outgoing.ts'
import { deliveriesOf, endpointsOf } from './outgoing-standing.ts'
import { replay } from './replay.ts'
import { tending } from './tend-outgoing.ts'

/** What other services are told. */
export function outgoingIn(books: Books): Outgoing {
  const tend = tending(books)
  return {
    async announce() {
      await tend()
      return await announce(books)
    },
    work: deliver => workOutgoing(books, deliver),
    endpoints: () => endpointsOf(books),
    deliveries: request => deliveriesOf(books, request),
    replay: what => replay(books, what),
  }
}
