import type { World } from '../../world.ts'
import { emit, isLive } from '../emit.ts'
import { newId } from '../id.ts'
import { moment } from '../life.ts'
import type { Customer } from '../state.ts'

/** A new customer, told of. */
export function newCustomer(world: World, given: Partial<Customer>): Customer {
  const id = newId(world, 'cus')
  const customer: Customer = {
    id,
    object: 'customer',
    address: null,
    balance: 0,
    created: moment(world),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: id.slice(-8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: isLive(world),
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
    ...given,
  }
  world.state.stripe.customers.set(customer.id, customer)
  emit(world, 'customer.created', customer)
  return customer
}
