import ipaddr from 'ipaddr.js';

/** Bits of an IPv6 address that tell clients apart: one client usually has a whole /64. */
const CLIENT_BITS = 64;

/**
 * The network that an address is counted by: an IPv4 address itself, the /64 of an IPv6 address. Proxies also write addresses with a port
 * or in brackets (RFC 7239, section 6): a client that chooses the port must not count as many.
 *
 * @returns the text itself if it is no address.
 */
export function networkOf(written: string, bits = CLIENT_BITS): string {
  const text = withoutPort(written);
  if (!ipaddr.isValid(text)) return text;
  const address = ipaddr.process(text);
  if (!(address instanceof ipaddr.IPv6)) return address.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${address.toNormalizedString().split('%')[0]}/${bits}`);
  return `${network.toString()}/${bits}`;
}

function withoutPort(given: string): string {
  const written = given.replaceAll('"', '');
  return (
    /^\[([^\]]+)\](?::\S+)?$/.exec(written)?.[1] ?? /^(\d+(?:\.\d+){3}):\S+$/.exec(written)?.[1] ?? written
  );
}
