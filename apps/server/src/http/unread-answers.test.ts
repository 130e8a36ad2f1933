import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { closeLargestReaders } from './unread-answers.ts';

const MB = 1024 * 1024;

/** Connections with their unread megabytes, by address. Gives those that stay open. */
function leftOf(unread: Record<string, number[]>): Record<string, number[]> {
  const connections = new Map<Socket, string>();
  const open = new Set<unknown>();
  for (const [address, sizes] of Object.entries(unread)) {
    for (const size of sizes) {
      const socket = { writableLength: size * MB, destroy: () => open.delete(socket) };
      open.add(socket);
      connections.set(socket as unknown as Socket, address);
    }
  }
  closeLargestReaders(connections);
  const left: Record<string, number[]> = Object.fromEntries(Object.keys(unread).map((name) => [name, []]));
  for (const [socket, address] of connections)
    if (open.has(socket)) left[address]?.push(socket.writableLength / MB);
  return left;
}

test('within the bounds nobody is cut off', () => {
  const unread = { a: [8], b: [4, 4], c: [0, 1] };
  expect(leftOf(unread)).toEqual(unread);
});

test('an address beyond its share loses its largest, and no other address any', () => {
  expect(leftOf({ a: [1, 5, 4, 2], b: [7], c: [0] })).toEqual({ a: [1, 4, 2], b: [7], c: [0] });
});

test('of all together, those go that leave most unread, until the rest is within the bound', () => {
  const unread = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`a${at}`, [at < 10 ? 8 : 1]]));
  const left = Object.values(leftOf(unread)).flat();
  expect(left.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(64);
  expect(left.filter((size) => size === 1)).toHaveLength(10);
  expect(left.filter((size) => size === 8)).toHaveLength(6);
});
