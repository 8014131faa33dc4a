import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { CrmError } from '../../errors.js'

/** Whether an address is one of the public internet; every form that only wraps an inside one is not. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}

/**
 * Resolves a host to an address that may be reached: all of its addresses are public, or the configuration names the host.
 * The answer is what must be connected to, so that a second look-up cannot lead elsewhere.
 * @throws {CrmError} OUTBOUND_REFUSED.
 */
export async function reachableAddress(host: string, allowHosts: readonly string[]): Promise<string> {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase()
  const addresses = isIP(name) ? [name] : (await lookup(name, { all: true })).map(({ address }) => address)
  const [first] = addresses
  if (first === undefined) throw refused(host, 'it has no address')
  if (allowHosts.includes(name) || addresses.every(isPublicAddress)) return first
  throw refused(host, 'it is not on the public internet')
}

function refused(host: string, why: string): CrmError {
  return new CrmError('OUTBOUND_REFUSED', `"${host}" cannot be reached from here: ${why}.`, { details: { host } })
}
