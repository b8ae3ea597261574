import type { World } from '../world.ts'

type Prefix =
  | 'cus'
  | 'prod'
  | 'price'
  | 'pm'
  | 'cs_test'
  | 'cs_live'
  | 'pi'
  | 'ch'
  | 're'
  | 'dp'
  | 'txn'
  | 'sub'
  | 'si'
  | 'in'
  | 'il'
  | 'inpay'
  | 'bpc'
  | 'bps'
  | 'evt'
  | 'req'
  | 'we'
  | 'src'
  | 'di'
  | 'li'

/** An id as Stripe makes them; they sort by when they were made. */
export function newId(world: World, prefix: Prefix): string {
  const number = world.state.stripe.nextId++
  const tail = Math.random().toString(36).slice(2, 10).padEnd(8, '0')
  return `${prefix}_1Sandbox${String(number).padStart(8, '0')}${tail}`
}
