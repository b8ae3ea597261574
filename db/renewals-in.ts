import { again } from './again.ts'
import { besideOf } from './beside.ts'
import type { Books } from './books.ts'
import { hear } from './hear.ts'
import type { Renewals } from './renewals.ts'
import { allowRenewal, stopRenewal } from './stop-renewal.ts'

/** The renewing part of the door. */
export function renewalsIn(books: Books): Renewals {
  return {
    hear: word => hear(books, word),
    stop: request => again(() => stopRenewal(books, request)),
    allow: request => again(() => allowRenewal(books, request)),
    beside: request => besideOf(books.orm.em.fork(), request, books.now()),
  }
}
