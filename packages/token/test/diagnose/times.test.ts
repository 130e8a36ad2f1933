import { describe, expect, it } from 'vitest';
import { NOW } from '../support.ts';
import {
  diagnose,
  expectMistake,
  expectUnexplained,
  fieldsOf,
  goodToken,
  HOUR,
  KEY,
  MINUTE,
  optionsWith,
  uuidV1At,
} from './support.ts';

const issuedAt = NOW - 3 * HOUR;

/** A token whose generator read its clock for the nonce and wrote this expiry. */
function tokenWith(expireAt: number, issued = issuedAt, nonce = uuidV1At(issued)): string {
  return goodToken('sdk', fieldsOf('sdk', { nonce, expireAt: String(expireAt) }));
}

/** A program that has the time of day of its zone and takes it for UTC. */
const localClock = (utc: number, offsetHours: number) => utc + offsetHours * HOUR;

describe('a lifespan in seconds', () => {
  it.each([60, 300, 3600, 5400, 7200, 86_400, 604_800])('of %i', async (seconds) => {
    for (const drift of [-5, 0, 5]) {
      await expectMistake(tokenWith(issuedAt + seconds + drift), 'expired', 'lifespan-in-seconds', [
        `${seconds} ms`,
        'multiply it by 1000',
      ]);
    }
    await expectUnexplained(tokenWith(issuedAt + seconds + 6), 'expired');
    await expectUnexplained(tokenWith(issuedAt + seconds - 6), 'expired');
  });

  it('is also seen with a nonce of 13 digits and two noughts', async () => {
    const token = tokenWith(issuedAt + 3600, issuedAt, `${issuedAt}00`);
    await expectMistake(token, 'expired', 'lifespan-in-seconds', ['1 h']);
  });

  it.each([18_000, 36_000, 72_000, 432_000, 2_592_000])(
    'of %i may as well be whole seconds in milliseconds',
    async (span) => {
      await expectUnexplained(tokenWith(issuedAt + span), 'expired');
    },
  );

  it('is not claimed before it has run out, nor where the time of issue is not known', async () => {
    await expectUnexplained(tokenWith(NOW + 600, NOW - 3000), null);
    await expectUnexplained(
      tokenWith(issuedAt + 3600, issuedAt, 'f47ac10b-58cc-4372-a567-0e02b2c3d479'),
      'expired',
    );
  });
});

describe('an expiry in seconds', () => {
  it.each([978_307_200, 999_999_999, 1_000_000_000, 4_102_444_799])('at %i', async (seconds) => {
    await expectMistake(tokenWith(seconds), 'expired', 'expire-at-in-seconds', [
      new Date(seconds * 1000).toISOString(),
      'Multiply it by 1000',
    ]);
  });

  it('computed as a generator does it: floor(now / 1000) + lifespan', async () => {
    const expireAt = Math.floor(NOW / 1000) + 3600;
    await expectMistake(tokenWith(expireAt, NOW), 'expired', 'expire-at-in-seconds', ['seconds']);
    const random = tokenWith(expireAt, NOW, 'f47ac10b-58cc-4372-a567-0e02b2c3d479');
    await expectMistake(random, 'expired', 'expire-at-in-seconds', ['seconds']);
  });

  it.each([0, 3600, 978_307_199, 4_102_444_800, 99_999_999_999])('not at %i', async (expireAt) => {
    await expectUnexplained(tokenWith(expireAt), 'expired');
  });
});

describe('local time', () => {
  it.each([
    [-5, HOUR],
    [-3.5, HOUR],
    [-8, 30 * MINUTE],
    [-1, 15 * MINUTE],
    [-9.5, 5 * MINUTE],
  ])('a generator at UTC%d, lifespan %i ms', async (offset, lifespanMs) => {
    for (const drift of [-5, 0, 4]) {
      const expireAt = localClock(issuedAt, offset) + lifespanMs + drift;
      await expectMistake(tokenWith(expireAt), 'expired', 'local-time', ['local time', 'UTC', 'expireAt']);
    }
  });

  it('is not claimed beyond 14 hours, for what is no whole minute, or for a lifespan of nought', async () => {
    await expectUnexplained(tokenWith(issuedAt - 14 * HOUR), 'expired');
    await expectUnexplained(tokenWith(issuedAt - 5 * MINUTE - 3300), 'expired');
    await expectUnexplained(tokenWith(issuedAt - 5 * MINUTE - 6), 'expired');
    await expectUnexplained(tokenWith(issuedAt), 'expired');
    await expectUnexplained(tokenWith(issuedAt - 3), 'expired');
  });
});

describe('a wrong clock', () => {
  const generatedHere = (generatedAt: number | undefined) => optionsWith({}, { ...KEY, generatedAt });

  it('is behind: the token was issued before its key was', async () => {
    const token = tokenWith(issuedAt + HOUR);
    const named = ['behind by at least', '2 h', 'Set that clock'];
    await expectMistake(token, 'expired', 'clock-skew', named, generatedHere(issuedAt + 2 * HOUR));
    await expectMistake(token, 'expired', 'clock-skew', ['1 min'], generatedHere(issuedAt + MINUTE + 1));
  });

  it('is not claimed within a minute, nor for an imported key', async () => {
    const token = tokenWith(issuedAt + HOUR);
    await expectUnexplained(token, 'expired', generatedHere(issuedAt + MINUTE));
    await expectUnexplained(token, 'expired', generatedHere(undefined));
    await expectUnexplained(tokenWith(NOW + 1), null, generatedHere(NOW));
  });

  it('is ahead: the token, good as it is, was issued in the future', async () => {
    const ahead = NOW + 10 * MINUTE;
    const token = tokenWith(ahead + HOUR, ahead);
    await expectMistake(token, null, 'clock-skew', ['ahead', '10 min', 'Set that clock']);
    await expectUnexplained(tokenWith(NOW + HOUR, NOW + MINUTE), null);
  });
});

describe('expired and no more', () => {
  it('after its lifespan of an hour, an hour ago', async () => {
    const { advice } = await expectUnexplained(tokenWith(NOW - HOUR, NOW - 2 * HOUR), 'expired');
    expect(advice).toContain(`expired at ${new Date(NOW - HOUR).toISOString()}, 1 h ago`);
    expect(advice).toContain(`issued at ${new Date(NOW - 2 * HOUR).toISOString()}`);
    expect(advice).toContain('behind by at least 1 h');
  });

  it('at this very millisecond', async () => {
    await expectUnexplained(tokenWith(NOW), 'expired');
    expect((await diagnose(tokenWith(NOW + 1))).reason).toBeNull();
  });

  it('after a lifespan of a minute', async () => {
    await expectUnexplained(tokenWith(issuedAt + 60_000), 'expired');
  });

  it('where the nonce tells no time', async () => {
    const random = tokenWith(NOW - HOUR, NOW, 'f47ac10b-58cc-4372-a567-0e02b2c3d479');
    const { advice } = await expectUnexplained(random, 'expired');
    expect(advice).not.toContain('issued');
  });

  it('at times beyond those of a calendar', async () => {
    const options = optionsWith({ now: Number.MAX_VALUE });
    const { advice } = await expectUnexplained(tokenWith(Number.MAX_SAFE_INTEGER), 'expired', options);
    expect(advice).toContain(String(Number.MAX_SAFE_INTEGER));
  });
});
