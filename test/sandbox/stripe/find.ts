import type { World } from '../world.ts'
import { missing } from './refusal.ts'
import type { Customer, DeletedCustomer } from './state.ts'

/** What is kept under this id, or a refusal that names it as Stripe does. */
export function find<T>(kept: Map<string, T>, what: string, id: string, param?: string): T {
  const found = kept.get(id)
  if (found === undefined) throw missing(what, id, param)
  return found
}

export function findCustomer(world: World, id: string, param?: string): Customer {
  const customer = find(world.state.stripe.customers, 'customer', id, param)
  if (isDeleted(customer)) throw missing('customer', id, param)
  return customer
}

export function isDeleted(customer: Customer | DeletedCustomer): customer is DeletedCustomer {
  return 'deleted' in customer
}
