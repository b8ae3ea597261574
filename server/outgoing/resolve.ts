import type { LookupAddress } from 'node:dns'
import { Resolver } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { isPublic } from './public-address.ts'

/** Asks for all addresses of a name; `dns.lookup` does. */
export type Resolve = (
  hostname: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** A name that leads, or may lead, to where only this machine or its neighbours are. */
class Hidden extends Error {
  readonly code = 'private address'
}

/**
 * What a connection asks for the addresses of a name. It is the very answer that is connected to, so a name cannot be
 * public when it is looked at and private when it is called. One private address among them spoils all.
 */
export function publicOnly(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      const hidden = addresses?.find(({ address }) => !isPublic(address))
      if (error) callback(error, [])
      else if (hidden || !first) callback(new Hidden(`${hostname} is at ${hidden?.address}`), [])
      else if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

/**
 * Asks the name servers alone, until the signal is raised, so it finds no name that only this machine knows. `dns.lookup`
 * finds those, but takes one of Node's four threads until the system gives up: the dead name of an endpoint would hold up
 * Telegram, Stripe and Postgres. https://nodejs.org/api/dns.html#implementation-considerations
 */
export function byNameServers(
  signal: AbortSignal,
  resolver = new Resolver({ timeout: 2000, tries: 2 }),
): Resolve {
  signal.addEventListener('abort', () => resolver.cancel(), { once: true })
  return (hostname, _, found) => {
    addressesOf(hostname, resolver).then(
      addresses => found(null, addresses),
      error => found(error, []),
    )
  }
}

/** Of the one family or the other, or both. */
async function addressesOf(hostname: string, resolver: Resolver): Promise<LookupAddress[]> {
  const family = isIP(hostname)
  if (family !== 0) return [{ address: hostname, family }]
  const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
  if (four.status === 'rejected' && six.status === 'rejected') throw four.reason
  return [...addressesIn(four, 4), ...addressesIn(six, 6)]
}

function addressesIn(found: PromiseSettledResult<string[]>, family: 4 | 6): LookupAddress[] {
  return found.status === 'rejected' ? [] : found.value.map(address => ({ address, family }))
}
