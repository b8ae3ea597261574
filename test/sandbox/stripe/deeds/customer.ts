import type { World } from '../../world.ts'
import { emit } from '../emit.ts'
import { end } from '../engine/subscribing.ts'
import { findCustomer } from '../find.ts'
import type { DeletedCustomer } from '../state.ts'

/** Ends their subscriptions at once; what is left is a mark that they were there. */
export function deleteCustomer(world: World, id: string): DeletedCustomer {
  const { customers, subscriptions } = world.state.stripe
  const customer = findCustomer(world, id)
  for (const subscription of subscriptions.values())
    if (subscription.customer === id && subscription.ended_at === null) end(world, subscription, null)
  const deleted: DeletedCustomer = { id, object: 'customer', deleted: true }
  customers.set(id, deleted)
  emit(world, 'customer.deleted', customer)
  return deleted
}
