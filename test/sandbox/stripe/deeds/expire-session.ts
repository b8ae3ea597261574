import type { World } from '../../world.ts'
import { emit } from '../emit.ts'
import { unfit, wished } from './wish.ts'

/** Nobody can pay it any more. */
export function expireSession(world: World, id: string): void {
  const session = wished(world.state.stripe.sessions, id)
  if (session.status !== 'open') throw unfit(`${id} is ${session.status}`)
  Object.assign(session, { status: 'expired', url: null })
  emit(world, 'checkout.session.expired', session)
}
