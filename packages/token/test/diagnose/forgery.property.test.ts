import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/diagnose/index.ts';
import { TOKEN_KINDS, verifyToken } from '../../src/index.ts';
import { NOW, payloadOf, queryOf, tokenOf, tokenOfQuery, withField, withoutField } from '../support.ts';
import { diagnose, fieldsOf, goodToken, hmac, KEY, rightJson, SIBLING, UUID } from './support.ts';

// Whoever has a good token, and no secret key, changes it. What the doctor then says may be anything but "it is only written wrongly".

const UNIQUE = { note: 'é/<b>+"', team: '7' };
const KEYS = [KEY.accessKey, SIBLING.accessKey];

/** Names that a text has by its form alone. They say that it is no token of ours. */
const BY_FORM = ['jwt', 'agora-token', 'white-token', 'placeholder', 'key-as-token'];

const kind = fc.constantFrom(...TOKEN_KINDS);
const good = fc
  .record({ kind, role: fc.constantFrom('0', '1', '2'), isRich: fc.boolean(), isPermanent: fc.boolean() })
  .map(({ kind: of, role, isRich, isPermanent }) => {
    const all = fieldsOf(of, { role, ...(isRich ? UNIQUE : {}) });
    const fields = isPermanent ? withoutField(all, 'expireAt') : all;
    return { kind: of, fields, sig: hmac(rightJson(fields)) };
  });

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''));

/** A value of a field that would be worth forging. */
const forgedField = fc.oneof(
  fc.tuple(fc.constant('role'), fc.constantFrom('0', '1', '2', 'admin', '', 'undefined', '3600000', '00')),
  fc.tuple(
    fc.constant('uuid'),
    fc.oneof(hex(32), fc.constantFrom('', 'undefined', KEY.accessKey, '0F1E2D3C')),
  ),
  fc.tuple(
    fc.constant('expireAt'),
    fc.oneof(
      fc.integer({ min: NOW, max: NOW * 2 }).map(String),
      fc.constantFrom('', '0', 'undefined', '1e15', `${NOW}3600000`, `${NOW * 1e6}`),
    ),
  ),
  fc.tuple(fc.constant('nonce'), fc.constantFrom('', '6ba7b810-9dad-11d1-80b4-00c04fd430c8', `${NOW}00`)),
  fc.tuple(fc.constant('ak'), fc.constantFrom(...KEYS, `${KEY.accessKey}\n`, KEY.accessKey.toUpperCase())),
  fc.tuple(fc.constantFrom('note', 'team', 'more'), fc.constantFrom('', '0', 'ü/<b>+"', 'x')),
);

const forgedSignature = fc.oneof(
  hex(64),
  hex(40),
  hex(128),
  fc.constantFrom('', 'undefined', '0'.repeat(64)),
);

/** Ways to write a token otherwise: each is a mistake that the doctor knows. */
const rewriting = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => `"${text}"`,
  (text) => `Bearer ${text}\n`,
  (text) => `${text}==`,
  (text) => `\ufeff${text}\u200b`,
  (text) => payloadOf(text),
  (text) => text.replace(/^NETLESS[A-Z]+_/, 'NETLESSSDK_'),
  (text) => text.replace(/^NETLESS[A-Z]+_/, 'NETLESSTASK_'),
  (text) => text.replace(/^NETLESS[A-Z]+_/, (prefix) => prefix.toLowerCase()),
  (text) => Buffer.from(text).toString('base64'),
  (text) => encodeURIComponent(encodeURIComponent(`${text}=`)),
  (text) => JSON.stringify({ token: text }),
  (text) => JSON.stringify(JSON.stringify(text)),
  (text) => `https://example.org/?token=${text}&x=1`,
  (text) => (text.startsWith('NETLESSROOM_') ? `NETLESSROOM_${queryOf(text)}` : text),
  (text) => (text.startsWith('NETLESSROOM_') ? tokenOfQuery('room', `?${queryOf(text)}&`) : text),
);

/** The doctor has no proof that a key signed it, so it names no mistake of writing, and it is never good. */
function expectNoExcuse({ reason, mistake, signedBy, warnings }: Diagnosis): void {
  expect(reason).not.toBeNull();
  expect(signedBy).toBeUndefined();
  expect(warnings).toEqual([]);
  if (mistake !== null) expect(BY_FORM).toContain(mistake);
}

/** It may be good, or a mistake may explain it: then what was signed is what the original says. */
function expectOriginal(diagnosis: Diagnosis, original: Diagnosis): void {
  if (diagnosis.signedBy === undefined) {
    expectNoExcuse(diagnosis);
    return;
  }
  const { kind: _kind, ...claims } = diagnosis.decoded ?? {};
  const { kind: _original, ...signed } = original.decoded ?? {};
  expect(claims).toEqual(signed);
}

describe('a forged token', () => {
  it('with another value in a signed field, however it is written, is never good and never explained', async () => {
    await fc.assert(
      fc.asyncProperty(good, forgedField, rewriting, rewriting, async (token, [name, value], first, then) => {
        fc.pre(token.fields.find(([field]) => field === name)?.[1] !== value);
        const fields = [...withField(token.fields, name, value), ['sig', token.sig] as const];
        expectNoExcuse(await diagnose(then(first(tokenOf(token.kind, fields)))));
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['ak', `${KEY.accessKey}\n`],
    ['ak', KEY.accessKey.replace('-', '+')],
    ['ak', KEY.accessKey.replace('_', '/')],
    ['ak', KEY.accessKey.replace('-', ' ')],
    ['ak', `\u200b${KEY.accessKey}`],
    ['uuid', `${UUID}=`],
    ['uuid', `%30${UUID.slice(1)}`],
  ])('with %s changed to %j, in a payload that is not encoded', async (name, value) => {
    const fields = fieldsOf('room');
    const sig = hmac(rightJson(fields));
    const orders = [
      [...withField(fields, name, value), ['sig', sig] as const],
      [['sig', sig] as const, ...withField(fields, name, value)],
    ];
    for (const order of orders) {
      const plain = `NETLESSROOM_${queryOf(tokenOf('room', order))}`;
      for (const text of [plain, plain.replaceAll('%20', '+'), encodeURIComponent(plain), `"${plain}"`]) {
        expectNoExcuse(await diagnose(text));
        expectNoExcuse(await diagnose(encodeURIComponent(text)));
      }
    }
  });

  it('with a field taken out or put in', async () => {
    await fc.assert(
      fc.asyncProperty(good, fc.nat(6), rewriting, async (token, at, write) => {
        const [name = 'ak'] = token.fields[at % token.fields.length] ?? [];
        const fields = [...withoutField(token.fields, name), ['sig', token.sig] as const];
        expectNoExcuse(await diagnose(write(tokenOf(token.kind, fields))));
      }),
      { numRuns: 60 },
    );
  });

  it('with another signature', async () => {
    await fc.assert(
      fc.asyncProperty(good, forgedSignature, rewriting, async (token, sig, write) => {
        fc.pre(sig !== token.sig);
        expectNoExcuse(await diagnose(write(tokenOf(token.kind, withField(token.fields, 'sig', sig)))));
      }),
      { numRuns: 60 },
    );
  });

  it('with one digit of its signature changed, in whatever form it is written', async () => {
    await fc.assert(
      fc.asyncProperty(
        good,
        fc.nat(63),
        fc.integer({ min: 1, max: 15 }),
        fc.boolean(),
        async (token, at, by, isBase64) => {
          const digit = (Number.parseInt(token.sig.charAt(at), 16) ^ by).toString(16);
          const sig = token.sig.slice(0, at) + digit + token.sig.slice(at + 1);
          const written = isBase64 ? Buffer.from(sig, 'hex').toString('base64') : sig.toUpperCase();
          for (const text of [sig, written]) {
            expectNoExcuse(await diagnose(tokenOf(token.kind, withField(token.fields, 'sig', text))));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('by a key that anyone has is told of as such, and never good', async () => {
    await fc.assert(
      fc.asyncProperty(
        good,
        fc.constantFrom('', 'undefined', 'null', 'None', KEY.accessKey),
        rewriting,
        async (token, secretKey, write) => {
          const sig = hmac(rightJson(token.fields), secretKey);
          const told = await diagnose(write(tokenOf(token.kind, withField(token.fields, 'sig', sig))));
          expect(told.reason).not.toBeNull();
          expect(told.signedBy).toBeUndefined();
          expect(told.mistake).toBe(
            secretKey === KEY.accessKey ? 'access-key-as-secret' : 'missing-secret-key',
          );
          expect(told.advice).toContain('nothing proves who did');
        },
      ),
      { numRuns: 40 },
    );
  });
});

/** Edits of a text, as by a bad copy or a hostile hand. */
const character = fc.oneof(
  fc.constantFrom(...'AZaz09-_=+/%"\\ \n.&\u200b'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
);
const edit = fc.oneof(
  fc.tuple(fc.nat(), character).map(
    ([at, put]) =>
      (text: string) =>
        splice(text, at, 1, put),
  ),
  fc.tuple(fc.nat(), character).map(
    ([at, put]) =>
      (text: string) =>
        splice(text, at, 0, put),
  ),
  fc.tuple(fc.nat(), fc.nat(12)).map(
    ([at, count]) =>
      (text: string) =>
        splice(text, at, count, ''),
  ),
  fc.nat().map((at) => (text: string) => text.slice(0, at % (text.length + 1))),
  fc
    .nat()
    .map(
      (at) => (text: string) =>
        splice(text, at, 2, [...text.slice(at % text.length).slice(0, 2)].reverse().join('')),
    ),
);

function splice(text: string, at: number, count: number, put: string): string {
  const start = text.length === 0 ? 0 : at % text.length;
  return text.slice(0, start) + put + text.slice(start + count);
}

describe('a good token with its text changed at random', () => {
  it('is good only if it says what it said, and explained only if that was signed', async () => {
    await fc.assert(
      fc.asyncProperty(good, fc.array(edit, { minLength: 1, maxLength: 3 }), async (token, edits) => {
        const text = tokenOf(token.kind, withField(token.fields, 'sig', token.sig));
        const changed = edits.reduce((before, change) => change(before), text);
        const diagnosis = await diagnose(changed);
        expectOriginal(diagnosis, await diagnose(text));
        if (diagnosis.reason === null) {
          verifyToken(changed, { secretKey: KEY.secretKey, kinds: TOKEN_KINDS, now: NOW });
        }
      }),
      { numRuns: 250 },
    );
  });

  it('nor within the payload', async () => {
    await fc.assert(
      fc.asyncProperty(good, fc.array(edit, { minLength: 1, maxLength: 3 }), async (token, edits) => {
        const text = tokenOf(token.kind, withField(token.fields, 'sig', token.sig));
        const query = edits.reduce((before, change) => change(before), queryOf(text));
        expectOriginal(await diagnose(tokenOfQuery(token.kind, query)), await diagnose(text));
      }),
      { numRuns: 250 },
    );
  });
});

it('what a diagnosis asks of its finders is bounded, whatever the token', async () => {
  let asked = 0;
  const count = async () => {
    asked += 1;
    return undefined;
  };
  const many = Array.from({ length: 58 }, (_, at) => [`f${at}`, `value-${at}`] as const);
  const wide = goodToken('room', [...fieldsOf('room', { ak: 'nobody', uuid: 'x y' }), ...many]);
  const text = JSON.stringify({ a: wide, b: wide, c: `${wide}A`, d: `${wide}B`, e: `${wide}C` });
  await diagnose(text, { now: NOW, findKey: count, findSiblings: async () => [], findKeyBySecret: count });
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(60);
});
