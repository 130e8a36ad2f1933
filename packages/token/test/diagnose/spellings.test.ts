import { describe, expect, it } from 'vitest';
import type { Mistake } from '../../src/diagnose/index.ts';
import { NOW, payloadOf, queryOf, tokenOfQuery, withField, withoutField } from '../support.ts';
import {
  diagnose,
  expectMistake,
  expectUnexplained,
  fieldsOf,
  goodToken,
  HOUR,
  hmac,
  KEY,
  rightJson,
  tokenSignedOver,
  UUID,
  uuidV1At,
} from './support.ts';

const token = goodToken('room');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const percent = encodeURIComponent;

/** The text, the first mistake of it, and words of the advice. */
type Spelled = [text: string, mistake: Mistake, words: string];

/** A token whose payload in standard base64 has a `+`. */
const plusToken = `NETLESSSDK_${base64(queryOf(goodToken('sdk', fieldsOf('sdk', { a: 'a~~~', b: '~~~' })))).replace(/=+$/, '')}`;
expect(plusToken).toContain('+');

const AROUND: Spelled[] = [
  [`\ufeff${token}`, 'invisible-characters', 'byte order mark'],
  [`${token}\u200b`, 'invisible-characters', 'zero-width'],
  [`${token.slice(0, 40)}\u200b${token.slice(40)}`, 'invisible-characters', 'zero-width'],
  [`${token.slice(0, 40)}\u00ad${token.slice(40)}`, 'invisible-characters', 'Copy it'],
  [`\u202a${token}\u202c`, 'invisible-characters', 'Copy it'],
  [`\u00a0${token}`, 'spaces', 'white space'],
  [`${token.slice(0, 40)} ${token.slice(40)}`, 'spaces', 'white space'],
  [`${token.slice(0, 40)} \t ${token.slice(40, 80)} ${token.slice(80)}`, 'spaces', 'white space'],
  [token.replaceAll(/.{64}/g, '$&\n  '), 'line-breaks', 'line breaks'],
  [plusToken.replaceAll('+', ' '), 'standard-base64', '- for +'],
  [`‚${token}’`.replace('‚', '‘'), 'quotes', 'quotes'],
  [`„${token}“`.replace('„', '“'), 'quotes', 'quotes'],
  [JSON.stringify(JSON.stringify(token)), 'quotes', 'JSON twice'],
  [`\\"${token}\\"`, 'quotes', 'JSON twice'],
  [`${token}\\n`, 'json-escapes', 'backslashes'],
  [token.replace('NETLESS', '\\u004eETLESS'), 'json-escapes', 'backslashes'],
  [`token=${token}`, 'bearer-prefix', 'header'],
  [`roomToken=${token}`, 'bearer-prefix', 'header'],
  [`sdk-token: ${token}`, 'bearer-prefix', 'header'],
  [`Basic ${token}`, 'bearer-prefix', 'header'],
  [`Token ${token}`, 'bearer-prefix', 'header'],
  [JSON.stringify({ token }), 'text-around', 'other text'],
  [JSON.stringify({ code: 200, msg: { roomToken: token } }), 'text-around', 'other text'],
  [JSON.stringify(JSON.stringify({ token })), 'text-around', 'other text'],
  [`https://example.org/room?uuid=${UUID}&token=${token}&x=1`, 'text-around', 'other text'],
  [percent(`https://example.org/?token=${token}`), 'text-around', 'percent-encoded'],
  [`The token is ${token}.`, 'text-around', 'other text'],
  [`${token},`, 'text-around', 'other text'],
  [`${token};${token}`, 'text-around', 'other text'],
  [`${token}#`, 'text-around', 'other text'],
  [`curl -H 'token: ${token}' -d '{}'`, 'text-around', 'other text'],
  [percent(`"${token}"`), 'quotes', 'percent-encoded'],
  [token.replace('_', '%5F'), 'percent-encoded', 'Decode it'],
  [percent(percent(`${token} `)), 'spaces', 'percent-encoded'],
  [`${token}%253D%253D`, 'percent-encoded', 'padding'],
  [base64(token), 'double-base64', 'twice'],
  [base64(token).replaceAll('=', ''), 'double-base64', 'twice'],
  [`Bearer ${base64(token)}`, 'bearer-prefix', 'twice'],
  [`NETLESSROOM_${base64(payloadOf(token)).replace(/=+$/, '')}`, 'double-base64', 'twice'],
  [base64(base64(token)), 'double-base64', 'twice'],
  [`NETLESSROOM_${token}`, 'misspelt-prefix', 'there twice'],
  [`NETLESSSDK_${token}`, 'misspelt-prefix', 'there twice'],
  [token.replace('NETLESSROOM_', 'netlessroom_'), 'misspelt-prefix', 'NETLESSROOM_, once'],
  [token.replace('NETLESSROOM_', 'NETLESS_ROOM_'), 'misspelt-prefix', 'NETLESSROOM_, once'],
  [token.replace('NETLESSROOM_', 'NETLESSROOM-'), 'misspelt-prefix', 'underscore'],
  [token.replace('NETLESSROOM_', 'NetlessRoomToken_'), 'misspelt-prefix', 'NETLESSROOM_, once'],
];

const foreign = fieldsOf('room', { uuid: '房间 1' });
const foreignQuery = queryOf(goodToken('room', foreign));

const PAYLOADS: Spelled[] = [
  [`NETLESSROOM_${queryOf(token)}`, 'payload-form', 'not encoded'],
  [`NETLESSROOM_${Buffer.from(queryOf(token)).toString('hex')}`, 'payload-form', 'hexadecimal'],
  [
    tokenOfQuery('room', JSON.stringify(Object.fromEntries(new URLSearchParams(queryOf(token))))),
    'payload-form',
    'JSON',
  ],
  [tokenOfQuery('room', `?${queryOf(token)}`), 'query-encoding', 'stray'],
  [tokenOfQuery('room', `${queryOf(token)}&`), 'query-encoding', 'stray'],
  [tokenOfQuery('room', queryOf(token).replace('&', '&&')), 'query-encoding', 'stray'],
  [tokenOfQuery('room', queryOf(token).replaceAll('&', '&amp;')), 'query-encoding', 'stray'],
  [tokenOfQuery('room', `${queryOf(token)}\n`), 'query-encoding', 'stray'],
  [
    tokenOfQuery(
      'room',
      foreignQuery.replaceAll(/%../g, (digits) => digits.toLowerCase()),
    ),
    'query-encoding',
    'Uri.EscapeDataString',
  ],
  [tokenOfQuery('room', decodeURIComponent(foreignQuery)), 'query-encoding', 'not escaped'],
  [tokenOfQuery('room', queryOf(token).replace('&sig=', '&signature=')), 'field-name', 'Name them sig'],
];

describe.each([
  ['around the token', AROUND],
  ['in the payload', PAYLOADS],
])('%s', (_name, cases) => {
  it.each(cases)('case %#: %s', async (text, mistake, words) => {
    const { decoded, signedBy } = await expectMistake(text, 'format', mistake, [words]);
    expect(decoded?.accessKey).toBe(KEY.accessKey);
    expect(signedBy).toBe(KEY.accessKey);
  });
});

describe('fields', () => {
  const renamed = fieldsOf('sdk').map(
    ([name, value]) => [name === 'ak' ? 'accessKey' : name, value] as const,
  );

  it('under another name, signed so', async () => {
    const text = tokenSignedOver(rightJson(renamed), 'sdk', renamed);
    await expectMistake(text, 'format', 'field-name', ['Name them ak']);
  });

  it('without a nonce, signed so', async () => {
    const without = withoutField(fieldsOf('sdk'), 'nonce');
    await expectMistake(tokenSignedOver(rightJson(without), 'sdk', without), 'format', 'nonce-missing', [
      'UUID',
    ]);
  });

  it.each([
    ['1750003600000.0', 'expire-at-form', 'fraction'],
    ['1750003600000,5', 'expire-at-form', 'fraction'],
    ['1.7500036E12', 'expire-at-form', 'exponent'],
    ['-1', 'expire-at-form', 'negative'],
    ['', 'expire-at-form', 'never expires'],
    ['undefined', 'expire-at-form', 'never expires'],
    ['NaN', 'expire-at-form', 'never expires'],
    ['2025-06-15T16:06:40.000Z', 'expire-at-form', 'date'],
    ['2025-06-15 16:06:40', 'expire-at-form', 'date'],
    ['Sun Jun 15 2025 16:06:40 GMT+0000', 'expire-at-form', 'date'],
    ['1750003600000000000', 'expire-at-unit', 'nanoseconds (2025-06-15T16:06:40'],
    ['638856004000000000', 'expire-at-unit', 'ticks of 100 ns (2025-06-15T16:06:40'],
    ['133944772000000000', 'expire-at-unit', 'ticks of 100 ns (2025-06-15T16:06:40'],
    [`${NOW - 60_000}3600000`, 'expire-at-concatenated', '(3600000)'],
  ] as const)('an expiry of %j', async (expireAt, mistake, words) => {
    await expectMistake(goodToken('sdk', fieldsOf('sdk', { expireAt })), 'format', mistake, [words]);
  });
});

describe('a token that was cut off within its signature', () => {
  it('is proved by what is left of the signature', async () => {
    const full = goodToken('sdk');
    const untilHalf = Math.ceil(((queryOf(full).length - 32) * 4) / 3) + 'NETLESSSDK_'.length;
    for (let length = untilHalf; length < full.length - 1; length++) {
      const text = full.slice(0, length);
      await expectMistake(text, reasonOf(text), 'cut-off', ['too short']);
    }
    /** A cut at the end of a byte leaves base64url behind, any other does not. */
    function reasonOf(text: string) {
      const payload = payloadOf(text);
      return Buffer.from(payload, 'base64url').toString('base64url') === payload ? 'signature' : 'format';
    }
  });

  it('is not claimed of a signature that is another', async () => {
    const other = withField(fieldsOf('sdk'), 'sig', hmac('another message'));
    const text = tokenOfQuery('sdk', other.map((field) => field.join('=')).join('&'));
    for (const end of [-1, -2, -3, -4, -12]) {
      const { mistake } = await diagnose(text.slice(0, end));
      expect(mistake).toBeNull();
    }
  });

  it.each([128, 255])(
    'at %i characters, before the signature or within the uuid, is guessed and not claimed',
    async (length) => {
      for (const kind of ['sdk', 'room'] as const) {
        const long = goodToken(kind, fieldsOf(kind, { aa: 'x'.repeat(300) }));
        const { advice } = await expectUnexplained(long.slice(0, length), 'format');
        expect(advice).toContain(`${length} characters long`);
      }
      const { advice } = await expectUnexplained('y'.repeat(length + 1), 'format');
      expect(length === 128 || advice.includes('256')).toBe(true);
    },
  );

  it('a character too many is none too few', async () => {
    await expectUnexplained(`${goodToken('sdk')}A`, 'format');
  });
});

describe('more than one thing wrong: all are told, in the order to correct them', () => {
  const codesOf = async (text: string) => (await diagnose(text)).explanations.map(({ code }) => code);
  const past = NOW - 2 * HOUR;
  const expired = fieldsOf('room', { nonce: uuidV1At(past), expireAt: String(past + HOUR) });

  it('quotes and expired', async () => {
    expect(await codesOf(`"${goodToken('room', expired)}"`)).toEqual(['quotes', 'expired']);
  });

  it('white space, a role as a word, and expired', async () => {
    const fields = withField(expired, 'role', 'admin');
    expect(await codesOf(` ${goodToken('room', fields)}`)).toEqual(['spaces', 'role-word', 'expired']);
  });

  it('a number as the role, a Bearer, padding, and a lifespan in seconds', async () => {
    const fields = fieldsOf('room', { nonce: uuidV1At(past), expireAt: String(past + 3600) });
    const text = tokenSignedOver(rightJson(fields).replace('"1"', '1'), 'room', fields);
    expect(await codesOf(`Bearer ${text}==`)).toEqual([
      'number-role',
      'bearer-prefix',
      'padding',
      'lifespan-in-seconds',
    ]);
  });

  it('a secret key with a newline, the keys unsorted, the signature in upper case', async () => {
    const fields = fieldsOf('sdk').toReversed();
    const message = JSON.stringify(Object.fromEntries(fields));
    const sig = hmac(message, `${KEY.secretKey}\n`).toUpperCase();
    const text = tokenOfQuery('sdk', [...fields, ['sig', sig]].map((field) => field.join('=')).join('&'));
    expect(await codesOf(text)).toEqual(['unsorted-keys', 'signature-form', 'padded-secret-key']);
  });

  it('every argument of a call', async () => {
    const fields = [
      ...withoutField(fieldsOf('room', { role: 'admin', uuid: '', expireAt: 'undefined' }), 'nonce'),
    ];
    expect(await codesOf(goodToken('room', fields))).toEqual([
      'nonce-missing',
      'role-word',
      'uuid-missing',
      'expire-at-form',
    ]);
  });
});
