import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** What of IPv6 the registries give out; all else is special or nobody's. */
const GIVEN_OUT = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Of the open internet by their numbers, and the cloud's own to whoever asks from inside: Azure's WireServer.
 * https://learn.microsoft.com/en-us/azure/virtual-network/what-is-ip-address-168-63-129-16
 */
const OF_A_CLOUD = ['168.63.129.16']

/**
 * Whether an address is one of the open internet: not of this machine, of a network around it, of a cloud's own services
 * or reserved, also not in the clothes of IPv6. What is no address at all is not.
 */
export function isPublic(address: string): boolean {
  if (isIP(address) === 0) return false
  const read = ipaddr.process(address)
  if (read.range() !== 'unicast' || OF_A_CLOUD.includes(read.toString())) return false
  return read.kind() === 'ipv4' || read.match(GIVEN_OUT)
}

/** What can be said of where an endpoint is without asking anybody; null: nothing against it. */
export function unfit(url: string): string | null {
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'https:') return 'is not https'
  const host = hostname.replace(/^\[|\]$/g, '')
  const hidden = isIP(host) === 0 ? /(^|\.)localhost\.?$/.test(host) : !isPublic(host)
  return hidden ? 'is a private address' : null
}
