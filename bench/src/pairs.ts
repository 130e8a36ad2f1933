import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './child.ts';

/** A room, and the index of the token that requests it. */
export interface Pair {
  readonly uuid: string;
  readonly token: number;
}

/** Rooms and tokens in a file: 36 bytes a pair, where requests would take hundreds of megabytes. */
export interface PairList {
  readonly tokens: readonly string[];
  /** {@link PAIR_BYTES} each: the uuid's digits, then the index of the token. */
  readonly pairs: Buffer;
}

export const UUID_DIGITS = 32;
export const PAIR_BYTES = UUID_DIGITS + 4;
/** No token contains a line break, so an empty line ends them. */
const END_OF_TOKENS = '\n\n';

/** Writes what is too large for a message to the load generator into a file. Returns its path. */
export function writePairs(tokens: readonly string[], pairs: readonly Pair[]): string {
  const bytes = Buffer.alloc(pairs.length * PAIR_BYTES);
  for (const [at, { uuid, token }] of pairs.entries()) {
    bytes.write(uuid, at * PAIR_BYTES, 'latin1');
    bytes.writeUInt32LE(token, at * PAIR_BYTES + UUID_DIGITS);
  }
  const path = join(temporaryFolder(), 'pairs');
  writeFileSync(path, Buffer.concat([Buffer.from(tokens.join('\n') + END_OF_TOKENS), bytes]));
  return path;
}

export function readPairs(path: string): PairList {
  const bytes = readFileSync(path);
  const end = bytes.indexOf(END_OF_TOKENS);
  return {
    tokens: bytes.toString('latin1', 0, end).split('\n'),
    pairs: bytes.subarray(end + END_OF_TOKENS.length),
  };
}

/** Shuffles in place. */
export function shuffle<Item>(items: Item[]): Item[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [items[last], items[other]] = [items[other] as Item, items[last] as Item];
  }
  return items;
}
