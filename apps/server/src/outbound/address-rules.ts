import { lookup as lookupBySystem } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { OutboundError } from './outbound-error.ts';

/**
 * What the library's agents let through although nobody means it: Azure's metadata service, on an address that looks public, and all of
 * IPv6 outside 2000::/3, the one part that is assigned to public hosts. (A list for each family: within one, every IPv4 address would
 * count as part of ::/3.)
 */
const REFUSED = { 4: new BlockList(), 6: new BlockList() };
REFUSED[4].addAddress('168.63.129.16', 'ipv4');
for (const [network, bits] of [['::', 3] as const, ['4000::', 2] as const, ['8000::', 1] as const]) {
  REFUSED[6].addSubnet(network, bits, 'ipv6');
}

/** The same words for every refused address, whatever is there, so that nobody can search a network by them. */
export function refusedAddress(): OutboundError {
  return new OutboundError(
    'the host is not a public one: the operator can name it in BOARDGATE_CONVERSION_ALLOW_HOSTS',
  );
}

/** @throws {OutboundError} where a host is written as an address that must not be reached. */
export function checkLiteralAddress({ hostname }: URL): void {
  checkAddress(hostname.replace(/^\[|\]$/g, ''));
}

/**
 * Resolves names like `lookup`, and refuses a name any of whose addresses must not be reached. The addresses given here are the ones
 * connected to: there is no second look-up that could say otherwise.
 */
export function lookupPublic(lookup: LookupFunction = lookupBySystem): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, options, (error, found, family) => {
      if (error !== null) return done(error, found, family);
      try {
        for (const { address } of typeof found === 'string' ? [{ address: found }] : found)
          checkAddress(address);
      } catch (refusal) {
        return done(refusal as Error, found, family);
      }
      done(null, found, family);
    });
  };
}

function checkAddress(text: string): void {
  const family = isIP(text);
  if (family === 4 && REFUSED[4].check(text, 'ipv4')) throw refusedAddress();
  if (family === 6 && REFUSED[6].check(text.replace(/%.*/, ''), 'ipv6')) throw refusedAddress();
}
