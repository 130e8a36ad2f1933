import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { signRoomToken, signSdkToken, verifyToken } from '../src/index.ts';
import { DECOY_KEY } from '../src/secret-key.ts';
import {
  goodFields,
  NOW,
  queryOf,
  refusalOf,
  signatureFor,
  signedTokenOf,
  tokenOfQuery,
  untyped,
  withField,
} from './support.ts';

// Attacks by what a refusal reveals, by name.

describe('oracle for access keys', () => {
  const token = signedTokenOf('room', withField(goodFields('room'), 'ak', 'known'));
  const refusal = (secretKey: string | undefined) =>
    refusalOf(() => verifyToken(token, { findSecretKey: () => secretKey, kinds: ['room'], now: NOW }));

  it('an unknown access key and a wrong signature give the same code and message, and nothing else', () => {
    const [unknown, wrong] = [refusal(undefined), refusal('wrong')];
    expect(unknown.code).toBe('signature');
    expect(Object.entries(unknown)).toEqual(Object.entries(wrong));
    expect(unknown.message).toBe(wrong.message);
    expect(unknown.cause).toBe(wrong.cause);
  });

  it('an unknown access key is refused whatever empty value the finder returns', () => {
    expect(refusal(untyped(null)).code).toBe('signature');
  });

  it('a token signed with the very key that stands in for a missing one is refused', () => {
    const options = { accessKey: 'ak', role: 'admin', uuid: 'uuid', lifespanMs: 0, now: NOW } as const;
    const forged = signRoomToken({ ...options, secretKey: DECOY_KEY });
    const verify = () => verifyToken(forged, { findSecretKey: () => undefined, kinds: ['room'], now: NOW });
    expect(refusalOf(verify).code).toBe('signature');
  });

  it('a token signed with an empty key is refused for an unknown access key', () => {
    const forged = signedTokenOf('room', goodFields('room'), '');
    const options = { findSecretKey: () => undefined, kinds: ['room'], now: NOW } as const;
    expect(refusalOf(() => verifyToken(forged, options)).code).toBe('signature');
  });
});

describe('secrets in an error', () => {
  const marks = ['LEAK_ak', 'LEAK-sk', 'LEAK_uuid', 'LEAK_extra', 'LEAK_nonce'];
  const fields = [
    ['ak', 'LEAK_ak'],
    ['nonce', 'LEAK_nonce'],
    ['role', '1'],
    ['uuid', 'LEAK_uuid'],
    ['LEAK_extra', 'LEAK_extra'],
  ] as const;
  const good = signedTokenOf('room', fields, 'LEAK-sk');
  const query = queryOf(good);
  const refused: readonly (readonly [string, string])[] = [
    ['format', good.slice(4)],
    ['format', `${good}=`],
    ['format', tokenOfQuery('room', `${query}&${query}`)],
    ['format', tokenOfQuery('room', `${query}&LEAK_ak`)],
    ['format', tokenOfQuery('room', `${query}&LEAK_ak=%FF`)],
    ['format', tokenOfQuery('room', `${query}&LEAK_ak=%a`)],
    ['format', tokenOfQuery('room', query.replace('role=1', 'role=LEAK_extra'))],
    ['format', tokenOfQuery('room', `${query}&expireAt=LEAK_extra`)],
    ['format', tokenOfQuery('sdk', query)],
    ['format', good.padEnd(8193, 'A')],
    ['signature', signedTokenOf('room', fields, 'other')],
    ['expired', signedTokenOf('room', [...fields, ['expireAt', '1']], 'LEAK-sk')],
    ['kind', tokenOfQuery('task', query)],
  ];

  it.each(refused)('a refusal for its %s reveals nothing of the token or the key: case %#', (code, token) => {
    const refusal = refusalOf(() => verifyToken(token, { secretKey: 'LEAK-sk', kinds: ['room'], now: NOW }));
    expect(refusal.code).toBe(code);
    const shown = inspect(refusal, { depth: null, showHidden: true }) + JSON.stringify(refusal);
    for (const secret of [...marks, token.slice(11, 31), signatureFor(fields, 'LEAK-sk')]) {
      expect(shown).not.toContain(secret);
    }
  });

  it('an error about a wrong option does not repeat it', () => {
    const options = {
      accessKey: 'LEAK_ak',
      secretKey: 'LEAK-sk\ud800',
      role: 'admin',
      lifespanMs: 0,
    } as const;
    for (const act of [
      () => signSdkToken(options),
      () => signSdkToken({ ...options, accessKey: 'LEAK_ak\ud800' }),
      () => verifyToken(good, { secretKey: 'LEAK-sk\ud800', kinds: ['room'] }),
    ]) {
      expect(act).toThrow(TypeError);
      expect(act).not.toThrow(/LEAK/);
    }
  });
});
