import type Stripe from 'stripe'
import { expandable, listOf, metadata, params, text, unplayed, unsettable } from '../check.ts'
import { deleteCustomer } from '../deeds/customer.ts'
import { change } from '../emit.ts'
import { find, findCustomer, isDeleted } from '../find.ts'
import { dated, inSpan, list } from '../list.ts'
import { merged } from '../metadata.ts'
import { newCustomer } from '../objects/customer.ts'
import { invalid } from '../refusal.ts'
import { onlyExpand, type Route, route } from '../route.ts'
import type { Customer } from '../state.ts'

const email: typeof text = (value, name) => {
  const address = text(value, name)
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address))
    throw invalid(`Invalid email address: ${address}`, name, 'email_invalid')
  return address
}

const writable = {
  address: unplayed,
  balance: unplayed,
  business_name: unplayed,
  cash_balance: unplayed,
  description: unsettable(text),
  email: unsettable(email),
  expand: expandable,
  individual_name: unplayed,
  invoice_prefix: unplayed,
  invoice_settings: unplayed,
  metadata,
  name: unsettable(text),
  next_invoice_sequence: unplayed,
  phone: unsettable(text),
  preferred_locales: listOf(text),
  shipping: unplayed,
  source: unplayed,
  tax: unplayed,
  tax_exempt: unplayed,
  validate: unplayed,
}

const create = params<Stripe.CustomerCreateParams>()({
  ...writable,
  payment_method: unplayed,
  tax_id_data: unplayed,
  test_clock: unplayed,
})
const update = params<Stripe.CustomerUpdateParams>()({ ...writable, default_source: unplayed })
const listed = params<Stripe.CustomerListParams>()({ ...dated, email: text, test_clock: unplayed })

export const customerRoutes: Route[] = [
  route('POST', '/customers', create, ({ world, params: { expand: _, ...given } }) =>
    newCustomer(world, { ...given, metadata: merged({}, given.metadata) }),
  ),
  route('GET', '/customers/:id', onlyExpand, ({ world, id }) =>
    find(world.state.stripe.customers, 'customer', id),
  ),
  route('POST', '/customers/:id', update, ({ world, id, params: { expand: _, ...given } }) => {
    const customer = findCustomer(world, id)
    const after = { ...given, metadata: merged(customer.metadata, given.metadata) }
    change(world, 'customer.updated', customer, after)
    return customer
  }),
  route('DELETE', '/customers/:id', onlyExpand, ({ world, id }) => deleteCustomer(world, id)),
  route('GET', '/customers', listed, ({ world, params }) => {
    const kept: Customer[] = []
    for (const customer of world.state.stripe.customers.values())
      if (
        !isDeleted(customer) &&
        inSpan(customer, params.created) &&
        (params.email ?? customer.email) === customer.email
      )
        kept.push(customer)
    return list(kept, params, '/v1/customers')
  }),
]
