import { describe, expect, it } from 'vitest';
import { timeOfNonce } from './nonce.ts';
import { createUuidV1, timeOfUuidV1 } from './uuid-v1.ts';

const NOW = 1_750_000_000_000;
const FIRST_MS = -12_219_292_800_000;
/** The last whole millisecond that fits 60 bits of 100 ns ticks. */
const LAST_MS = Number((2n ** 60n - 1n) / 10_000n) + FIRST_MS;

/** The lower 32 bits of the ticks at the start of a millisecond. */
function lowTicks(ms: number): number {
  return Number((BigInt(ms - FIRST_MS) * 10_000n) % 2n ** 32n);
}

/** The first millisecond from `start` on during which the lower 32 bits of the ticks overflow. */
function carryingMs(start: number): number {
  let ms = start;
  while (lowTicks(ms) + 10_000 <= 2 ** 32) ms++;
  return ms;
}

/** Counts the distinct uuids of `times`. */
function countDistinct(times: Iterable<number>): number {
  const made = new Set<string>();
  for (const ms of times) made.add(createUuidV1(ms));
  return made.size;
}

describe('the form of a uuid', () => {
  it('is lower case with dashes, version 1, RFC variant', () => {
    for (const ms of [FIRST_MS, -1, 0, NOW, LAST_MS]) {
      expect(createUuidV1(ms)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }
  });

  it('has a node with the multicast bit, which no network card has', () => {
    for (let ms = NOW; ms < NOW + 100; ms++) {
      expect(Number.parseInt(createUuidV1(ms).slice(24, 26), 16) & 1).toBe(1);
    }
  });

  it('holds the ticks where RFC 9562 puts them', () => {
    const ticks = (BigInt(NOW - FIRST_MS) * 10_000n).toString(16).padStart(15, '0');
    const head = `${ticks.slice(7)}-${ticks.slice(3, 7)}-1${ticks.slice(0, 3)}`;
    expect(createUuidV1(NOW).slice(0, 18)).toBe(head);
  });
});

describe('the time of a uuid', () => {
  it('is read back exactly, from the first millisecond to the last', () => {
    const times = [FIRST_MS, FIRST_MS + 1, -1, 0, 1, NOW, carryingMs(NOW), LAST_MS - 1, LAST_MS];
    for (let shift = 0; shift < 46; shift++) times.push(2 ** shift, FIRST_MS + 2 ** shift);
    for (const ms of times) expect(timeOfUuidV1(createUuidV1(ms))).toBe(ms);
  });

  it('is read back exactly from each of more uuids than a millisecond has ticks', () => {
    for (let made = 0; made < 25_000; made++) {
      const uuid = createUuidV1(NOW);
      if (timeOfUuidV1(uuid) !== NOW) expect.fail(`${uuid} has another time`);
    }
  });

  it('is read from upper case too, and from uuids of other programs', () => {
    // RFC 9562, appendix A.1: 2022-02-22T19:22:22Z.
    expect(timeOfUuidV1('C232AB00-9414-11EC-B3C8-9F6BDECED846')).toBe(Date.UTC(2022, 1, 22, 19, 22, 22));
  });

  it.each([
    '',
    'c232ab00941411ecb3c89f6bdeced846',
    '6c84fb90-12c4-41e1-840d-7e25b1ee4d64',
    'c232ab00-9414-11ec-c3c8-9f6bdeced846',
    'c232ab00-9414-11ec-b3c8-9f6bdeced84',
    ' c232ab00-9414-11ec-b3c8-9f6bdeced846',
    'c232ab00-9414-11ec-b3c8-9f6bdeced846\n',
    'g232ab00-9414-11ec-b3c8-9f6bdeced846',
  ])('is undefined for anything but a uuid v1 with dashes: %j', (uuid) => {
    expect(timeOfUuidV1(uuid)).toBeUndefined();
    expect(timeOfNonce(uuid)).toBeUndefined();
  });
});

describe('the time of a nonce', () => {
  it('is that of a uuid v1', () => {
    expect(timeOfNonce(createUuidV1(NOW))).toBe(NOW);
  });

  it('is read from 13 digits of milliseconds and two zeros', () => {
    expect(timeOfNonce('165901930543500')).toBe(1_659_019_305_435);
  });

  it.each([
    '1659019305435',
    '165901930543501',
    '16590193054350',
    '0165901930543500',
    '16590193054350x',
    '165901930543500\n',
  ])('is undefined for other digits: %j', (nonce) => expect(timeOfNonce(nonce)).toBeUndefined());
});

describe('no two uuids of a process are the same', () => {
  const COUNT = 100_000;

  it('within one frozen millisecond', () => {
    expect(countDistinct(Array<number>(COUNT).fill(NOW))).toBe(COUNT);
  });

  it('while the clock jumps back and forth, more often than there are clock sequences', () => {
    expect(countDistinct(Array.from({ length: COUNT }, (_, i) => NOW + (i % 2)))).toBe(COUNT);
  });

  it('while the clock jumps back and forth over many milliseconds and stands still in between', () => {
    const jumps = [0, 0, 5, 5, -3, 2, 2, -3600_000, 1, 0, 0, -3];
    const times = Array.from({ length: COUNT }, (_, i) => NOW + (jumps[i % jumps.length] ?? 0));
    expect(countDistinct(times)).toBe(COUNT);
  });

  it('in a millisecond whose lower 32 bits overflow, and the time stays exact', () => {
    const ms = carryingMs(NOW);
    const made = Array.from({ length: COUNT }, () => createUuidV1(ms));
    expect(new Set(made).size).toBe(COUNT);
    expect(new Set(made.map(timeOfUuidV1))).toEqual(new Set([ms]));
  });

  it('after a time that was refused', () => {
    const made = new Set<string>();
    for (let i = 0; i < 100; i++) {
      made.add(createUuidV1(NOW));
      expect(() => createUuidV1(Number.NaN)).toThrow(TypeError);
      expect(() => createUuidV1(LAST_MS + 1)).toThrow(TypeError);
    }
    expect(made.size).toBe(100);
  });
});

describe('a time that does not fit a uuid v1', () => {
  it.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    0.5,
    NOW + 0.1,
    FIRST_MS - 1,
    LAST_MS + 1,
    Number.MAX_SAFE_INTEGER,
    Number.MIN_SAFE_INTEGER,
    2 ** 60,
  ])('is a TypeError: %d', (ms) => {
    expect(() => createUuidV1(ms)).toThrow(TypeError);
  });

  it.each([undefined, null, '0', 0n, new Date(0), {}])(
    'is a TypeError if it is not a number: case %#',
    (ms: unknown) => {
      expect(() => createUuidV1(ms as number)).toThrow(TypeError);
    },
  );
});
