import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { NO_PUBLIC_HOST, OutboundError } from './outbound-error.ts';

/** The only part of IPv6 that is assigned to public hosts. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
/** Azure serves a virtual machine's metadata here, on an address that looks public. */
const AZURE_METADATA = '168.63.129.16';

export class RefusedAddressError extends OutboundError {
  constructor() {
    super(NO_PUBLIC_HOST);
  }
}

/**
 * Whether an address is that of a public host. Special-purpose ranges are not, nor are IPv6 addresses that carry an IPv4 address: a
 * translator on the way would connect to it. An address with a zone belongs to a link of this machine.
 */
export function isPublicAddress(text: string): boolean {
  if (isIP(text) === 0 || text.includes('%') || text === AZURE_METADATA) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST);
}

/**
 * Checks a host that is written as an address: Node connects to it without a lookup.
 *
 * @throws {RefusedAddressError}
 */
export function checkLiteralAddress({ hostname }: URL): void {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new RefusedAddressError();
}

/**
 * Fails with a `RefusedAddressError` if any address is not public. Node connects to one of these addresses without resolving the name again, so DNS rebinding gains nothing.
 */
export function lookupPublic(lookup: LookupFunction = systemLookup): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, options, (error, found, family) => {
      if (error) return done(error, found, family);
      const addresses = typeof found === 'string' ? [found] : found.map(({ address }) => address);
      done(addresses.every(isPublicAddress) ? null : new RefusedAddressError(), found, family);
    });
  };
}
