import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { networkOf } from './network.ts';

const port = fc.oneof(fc.nat({ max: 65_535 }).map(String), fc.stringMatching(/^_[A-Za-z0-9._-]{1,20}$/));
const group = fc.nat({ max: 0xffff }).map((value) => value.toString(16));
const groups = (length: number) => fc.array(group, { minLength: length, maxLength: length });

describe('the network that an address is counted by', () => {
  test('an IPv4 address, however a proxy writes it and whatever port it gives', () => {
    fc.assert(
      fc.property(fc.ipV4(), port, (address, at) => {
        for (const written of [address, `${address}:${at}`, `::ffff:${address}`, `[::ffff:${address}]:${at}`])
          expect(networkOf(written)).toBe(address);
      }),
    );
  });

  test('the /64 of an IPv6 address, whatever the rest, the port and the way to write it', () => {
    fc.assert(
      fc.property(groups(4), groups(4), groups(4), port, ([a = '', ...net], one, other, at) => {
        // Not one of those that stand for an IPv4 address.
        const prefix = ['2a', ...net].join(':');
        const full = `${prefix}:${one.join(':')}`;
        const expected = networkOf(full);
        expect(expected).toMatch(/^2a:.*\/64$/);
        const others = [
          `${prefix}:${other.join(':')}`,
          `[${full}]`,
          `[${full}]:${at}`,
          full.toUpperCase(),
          `${full}%eth${a.length}`,
        ];
        for (const written of others) expect(networkOf(written)).toBe(expected);
      }),
    );
  });

  test('another /64 is another network', () => {
    expect(networkOf('2001:db8:0:1::1')).not.toBe(networkOf('2001:db8:0:2::1'));
    expect(networkOf('2001:db8:0:1::1', 56)).toBe(networkOf('2001:db8:0:2::1', 56));
  });

  test('a text that is no address stays what it is', () => {
    for (const text of ['unknown', '_hidden', '', '1.2.3.4.5', 'a:b']) expect(networkOf(text)).toBe(text);
  });
});
