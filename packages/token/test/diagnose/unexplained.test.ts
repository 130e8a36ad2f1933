import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { attemptsOf } from '../../src/diagnose/attempts.ts';
import { diagnoseToken, MISTAKES } from '../../src/diagnose/index.ts';
import { MAX_TOKEN_LENGTH, TOKEN_KINDS } from '../../src/index.ts';
import { NOW, payloadOf, queryOf, tokenOf, tokenOfQuery, untyped, withField } from '../support.ts';
import {
  diagnose,
  expectUnexplained,
  fieldsOf,
  goodToken,
  KEY,
  optionsWith,
  rightJson,
  tokenSignedOver,
  uuidV1At,
} from './support.ts';

const fields = fieldsOf('room');
const token = goodToken('room');

describe('what is wrong by none of the known mistakes', () => {
  it('a random signature', async () => {
    const forged = tokenOf('room', withField(fields, 'sig', randomBytes(32).toString('hex')));
    const { advice, decoded } = await expectUnexplained(forged, 'signature');
    expect(advice).toContain('another secret key signed the token, or it was changed');
    expect(decoded?.accessKey).toBe(KEY.accessKey);
  });

  it('a signature that is none', async () => {
    for (const sig of ['x', 'é'.repeat(32), 'A'.repeat(64), '0'.repeat(63), '0'.repeat(65)]) {
      const { advice } = await expectUnexplained(tokenOf('room', withField(fields, 'sig', sig)), 'signature');
      expect(advice).toContain('64 lower-case hexadecimal digits');
    }
  });

  it('one byte of the uuid changed after signing', async () => {
    const changed = tokenOfQuery('room', queryOf(token).replace('uuid=0f', 'uuid=1f'));
    expect(changed).not.toBe(token);
    await expectUnexplained(changed, 'signature');
  });

  it('a role raised after signing', async () => {
    await expectUnexplained(tokenOfQuery('room', queryOf(token).replace('role=1', 'role=0')), 'signature');
  });

  it('a token cut before half of its signature, or behind it', async () => {
    const uuidLast = tokenOfQuery('room', queryOf(token).replace(/&(uuid=\w+)&(sig=\w+)$/, '&$2&$1'));
    const untilSignature = Math.ceil((queryOf(token).length - 32) / 3) * 4 + 'NETLESSROOM_'.length - 4;
    for (let length = 0; length < token.length; length += 7) {
      for (const cut of [uuidLast, ...(length <= untilSignature ? [token] : [])]) {
        const { reason, mistake } = await diagnose(cut.slice(0, length));
        expect(reason).toMatch(/^(?:format|signature)$/);
        expect(mistake).toBeNull();
      }
    }
  });

  it.each(['', 'hello', 'NETLESSROOM_', 'NETLESSROOM_!', '🦜', '\0', '\ud800', '===', '%3D', '{"token":1}'])(
    'the text %j',
    async (text) => {
      const { advice, decoded } = await expectUnexplained(text, 'format');
      expect(advice).toContain('This is not a token');
      expect(decoded).toBeUndefined();
    },
  );

  it('a text that is no text', async () => {
    for (const text of [undefined, null, 5, {}, [token]]) {
      const { reason } = await diagnoseToken(untyped(text), optionsWith());
      expect(reason).toBe('format');
    }
  });

  it('a field that is impossible is named, and nothing of its value', async () => {
    const wrong = goodToken('room', withField(fields, 'expireAt', 'tomorrow'));
    const { advice } = await expectUnexplained(wrong, 'format');
    expect(advice).toContain('expireAt is not a time');
    expect(advice).not.toContain('tomorrow');
  });

  it('the name of an extra field is not repeated where it could be a secret', async () => {
    const name = 'n'.repeat(25);
    const wide = withField(fields, name, '5');
    const message = rightJson(wide).replace('"5"', '5');
    const { advice, mistake } = await diagnose(tokenSignedOver(message, 'room', wide));
    expect(mistake).toBe('number-value');
    expect(advice).toContain('a further field');
    expect(advice).not.toContain(name);
  });
});

describe('any token', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((s) => s.isWellFormed());
  const anyFields = fc
    .record({
      kind: fc.constantFrom(...TOKEN_KINDS),
      role: fc.constantFrom('0', '1', '2'),
      uuid: fc.oneof(text, fc.constant('12345')),
      age: fc.integer({ min: 0, max: 10_000_000 }),
      note: fc.option(text, { nil: undefined }),
      left: fc.option(fc.integer({ min: 1, max: 1e12 }), { nil: undefined }),
    })
    .map(({ kind, role, uuid, age, note, left }) => {
      let built = fieldsOf(kind, { role, nonce: uuidV1At(NOW - age), expireAt: String(NOW + (left ?? 1)) });
      if (left === undefined) built = built.filter(([name]) => name !== 'expireAt');
      if (kind !== 'sdk') built = withField(built, 'uuid', uuid);
      return { kind, fields: note === undefined ? built : withField(built, 'note', note) };
    });

  it('that is good has nothing wrong', async () => {
    await fc.assert(
      fc.asyncProperty(anyFields, async ({ kind, fields: some }) => {
        const { reason, mistake, advice } = await diagnose(goodToken(kind, some));
        expect({ reason, mistake, advice }).toEqual({ reason: null, mistake: null, advice: '' });
      }),
      { numRuns: 300 },
    );
  });

  it('that a random secret key signed is never explained', async () => {
    await fc.assert(
      fc.asyncProperty(anyFields, fc.uint8Array({ minLength: 12, maxLength: 40 }), async (some, secret) => {
        const secretKey = Buffer.from(secret).toString('base64url');
        const forged = tokenSignedOver(rightJson(some.fields), some.kind, some.fields, secretKey);
        await expectUnexplained(forged, 'signature');
        await expectUnexplained(`"${forged}"\n`, 'format');
      }),
      { numRuns: 40 },
    );
  });

  it('or text throws nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (any) => {
        await expectUnexplained(any, 'format');
        await expectUnexplained(`NETLESSROOM_${any}`, 'format');
      }),
      { numRuns: 300 },
    );
  });
});

/** Processor time in milliseconds: other programs that keep the machine busy do not count. */
async function costOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** What costs of a diagnosis are compared with, so that a slow machine does not count either: a token of the usual length, tried in every way. */
const usualCost = () =>
  costOf(() =>
    expectUnexplained(tokenSignedOver('nothing', 'room', withField(fields, 'note', 'é/<"')), 'signature'),
  );

describe('what a diagnosis costs', () => {
  it('nothing, for a text that is far too long', async () => {
    const findKey = vi.fn();
    for (const long of [
      'x'.repeat(100_000),
      ' '.repeat(100_000) + token,
      token + '\n'.repeat(2 * MAX_TOKEN_LENGTH),
    ]) {
      const { advice } = await expectUnexplained(long, 'format', optionsWith({ findKey }));
      expect(advice).toContain(`longer than ${MAX_TOKEN_LENGTH} characters`);
    }
    expect(findKey).not.toHaveBeenCalled();
  });

  it('little, for a text that is a little too long, wrapped or not', async () => {
    const room = MAX_TOKEN_LENGTH - token.length;
    expect((await diagnose(token + ' '.repeat(room + 1))).mistake).toBe('spaces');
    const texts = [' a', '"a', 'a=', '%3D', '\n', 'Bearer ', '+', 'a'].map((piece) =>
      piece.repeat((2 * MAX_TOKEN_LENGTH) / piece.length),
    );
    const cost = await costOf(async () => {
      for (const long of texts) await expectUnexplained(long, 'format');
    });
    expect(cost).toBeLessThan(10 * (await usualCost()));
  });

  it('a bounded number of attempts, for a token that could be wrong in very many ways', async () => {
    const long = 'a/é<"'.repeat(150);
    const digits = { ak: '12', nonce: '34', role: '1', expireAt: String(NOW + 1), uuid: '56' };
    const key = { accessKey: '12', secretKey: 'any secret', generatedAt: undefined };
    for (const extra of [{ note: '78' }, { note: long }, { a: '1', b: '2', c: '3', d: '4', e: long }]) {
      const wide = Object.entries({ ...digits, ...extra });
      const token = tokenSignedOver('nothing', 'room', wide);
      const cost = await costOf(() => expectUnexplained(token, 'signature', optionsWith({}, key)));
      expect(cost).toBeLessThan(50 * (await usualCost()));
    }
  });

  it.each([
    ['20,000 attempts', '78', () => 1, 20_000],
    ['10,000,000 characters', 'x'.repeat(1500), ({ length }: string) => length, 10_000_000],
  ])('%s and not one more', async (_limit, note, costOf, limit) => {
    const wide = Object.entries({ ak: '12', expireAt: '3', nonce: '34', note, role: '1', uuid: '56' });
    const key = { accessKey: '12', secretKey: 'any secret', generatedAt: undefined };
    const within: string[] = [];
    let next: string | undefined;
    let cost = 0;
    for (const { message } of attemptsOf(wide.map(([name, value]) => ({ name, value })))) {
      cost += costOf(message);
      if (cost <= limit) within.push(message);
      else if (!within.includes(message)) next = message;
      if (next !== undefined) break;
    }
    const signedOver = (message = '') => tokenSignedOver(message, 'room', wide, key.secretKey);
    expect((await diagnose(signedOver(within.at(-1)), optionsWith({}, key))).mistake).not.toBeNull();
    expect(next).toBeDefined();
    await expectUnexplained(signedOver(next), 'signature', optionsWith({}, key));
  });

  it('no one else their turn', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const forged = tokenSignedOver('nothing', 'room', withField(fields, 'note', 'é/<"'));
    await expectUnexplained(forged, 'signature');
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });
});

describe('options', () => {
  it('a present time that is none is a TypeError', async () => {
    for (const now of [Number.NaN, Number.POSITIVE_INFINITY, untyped<number>(undefined)]) {
      await expect(diagnose(token, optionsWith({ now }))).rejects.toBeInstanceOf(TypeError);
    }
  });

  it('the mistakes have ids of their own', () => {
    expect(new Set(MISTAKES).size).toBe(MISTAKES.length);
    expect(MISTAKES).toHaveLength(61);
  });
});

it('the payload alone of a token that is not ours stays unexplained', async () => {
  await expectUnexplained(payloadOf(tokenSignedOver('x', 'sdk', fieldsOf('sdk'))), 'format');
});
