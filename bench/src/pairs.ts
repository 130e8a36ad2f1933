import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './child.ts';

/** A room, and the place of the token that asks for it in the list of tokens. */
export interface Pair {
  readonly uuid: string;
  readonly token: number;
}

/** Rooms and tokens as they lie in a file: hundreds of megabytes as requests, 36 bytes a pair like this. */
export interface PairList {
  readonly tokens: readonly string[];
  /** {@link PAIR_BYTES} each: the uuid's digits, then the number of the token. */
  readonly pairs: Buffer;
}

export const UUID_DIGITS = 32;
export const PAIR_BYTES = UUID_DIGITS + 4;
/** No token holds a line break, so an empty line ends them. */
const END_OF_TOKENS = '\n\n';

/** Writes what goes to the load generator by a file rather than as a message. Gives its path. */
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

/** In random order, in place. */
export function shuffle<Item>(items: Item[]): Item[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [items[last], items[other]] = [items[other] as Item, items[last] as Item];
  }
  return items;
}
