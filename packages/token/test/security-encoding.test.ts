import { describe, expect, it } from 'vitest';
import { TOKEN_KINDS } from '../src/index.ts';
import {
  expectRefused,
  goodFields,
  payloadOf,
  queryOf,
  refusalOf,
  respelledToken,
  signedTokenOf,
  tokenOfQuery,
  UUID,
  verifyAny,
  withField,
} from './support.ts';

// Attacks on the spelling of a token, by name: a token has one spelling.

const ROOM = 'NETLESSROOM_';
const good = signedTokenOf('room', goodFields('room'));

/** A good room token whose payload has the length `rest` modulo 4. */
function tokenOfLength(rest: number): string {
  for (const accessKey of ['a', 'aa', 'aaa']) {
    const token = signedTokenOf('room', withField(goodFields('room'), 'ak', accessKey));
    if (payloadOf(token).length % 4 === rest) return token;
  }
  throw new Error(`no payload has the length ${rest} modulo 4`);
}

/** A well-signed room token with one extra value, spelled `spelling` in the query string. */
function tokenWithSpelling(value: string, spelling: string): string {
  const fields = withField(goodFields('room'), 'extra', value);
  const mark = `extra=${encodeURIComponent(value)}`;
  return respelledToken('room', fields, (query) => query.replace(mark, () => `extra=${spelling}`));
}

describe('base64 in another spelling', () => {
  it('padding is refused', () => {
    const token = tokenOfLength(2);
    expect(verifyAny(token).uuid).toBe(UUID);
    for (const padding of ['=', '==', '===', '%3D']) expectRefused(token + padding, 'format');
  });

  it('the standard alphabet is refused', () => {
    // `~~~` and `???` are `fn5-` and `Pz8_` in base64url, `fn5+` and `Pz8/` in base64.
    const token = ['', 'x', 'xx']
      .map((shift) => tokenWithSpelling(`${shift}~~~???`, `${shift}~~~???`))
      .find((spelled) => /-.*_/.test(payloadOf(spelled)));
    if (token === undefined) throw new Error('no payload holds both - and _');
    expect(verifyAny(token).uuid).toBe(UUID);
    const payload = payloadOf(token);
    expectRefused(ROOM + payload.replaceAll('-', '+'), 'format');
    expectRefused(ROOM + payload.replaceAll('_', '/'), 'format');
  });

  it.each([2, 3])('a last character with spare bits set is refused (length %i modulo 4)', (rest) => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const token = tokenOfLength(rest);
    const last = alphabet.indexOf(token.slice(-1));
    const spare = rest === 2 ? 16 : 4;
    expect(last % spare).toBe(0);
    for (let bits = 1; bits < spare; bits++) {
      const respelled = token.slice(0, -1) + alphabet.charAt(last + bits);
      expect(Buffer.from(payloadOf(respelled), 'base64url').toString()).toBe(queryOf(token));
      expectRefused(respelled, 'format');
    }
  });

  it('a length of 1 modulo 4 is refused: the last character carries no whole byte', () => {
    expectRefused(`${tokenOfLength(0)}A`, 'format');
    expectRefused(`${ROOM}A`, 'format');
  });

  it.each(['\n', '\r', ' ', '\t', '\0', '.', '%', '\u00a0', '\ufeff', 'é', '中', '\ud800'])(
    'a %j before, within or after the payload is refused',
    (character) => {
      const payload = payloadOf(good);
      expectRefused(ROOM + character + payload, 'format');
      expectRefused(ROOM + payload.slice(0, 40) + character + payload.slice(40), 'format');
      expectRefused(good + character, 'format');
      expectRefused(character + good, 'format');
    },
  );

  it('an empty payload is refused', () => {
    for (const kind of TOKEN_KINDS) expectRefused(tokenOfQuery(kind, ''), 'format');
  });
});

describe('duplicate field', () => {
  it.each(['ak', 'nonce', 'role', 'uuid', 'sig', 'extra', '__proto__'])('a second %s is refused', (name) => {
    const query = queryOf(signedTokenOf('room', withField(goodFields('room'), name, '1')));
    expect(query).toContain(`${name}=`);
    for (const second of [`${name}=1`, `${name}=0`, `${name}=`]) {
      for (const doubled of [`${query}&${second}`, `${second}&${query}`]) {
        expect(refusalOf(() => verifyAny(tokenOfQuery('room', doubled))).message).toBe(
          'a field occurs twice',
        );
      }
    }
  });

  it('a second expireAt is refused', () => {
    const query = queryOf(signedTokenOf('room', withField(goodFields('room'), 'expireAt', '1')));
    expectRefused(tokenOfQuery('room', `${query}&expireAt=9999999999999`), 'format');
  });

  it('a second field in another spelling is refused', () => {
    const query = queryOf(good);
    for (const name of ['%73ig', 's%69g', 'rol%65', '%61k', '%75uid']) {
      expectRefused(tokenOfQuery('room', `${query}&${name}=0`), 'format');
    }
  });
});

describe('escapes', () => {
  it('lower-case hex is refused', () => {
    for (const [value, spelling] of [
      ['/', '%2f'],
      ['é', '%c3%A9'],
      ['é', '%C3%a9'],
    ] as const) {
      expect(verifyAny(tokenWithSpelling(value, spelling.toUpperCase())).extra.extra).toBe(value);
      expectRefused(tokenWithSpelling(value, spelling), 'format');
    }
  });

  it.each(['%', '%2', '%%', '%zz', '%2G', '% 20', '%u0041', '%-1'])(
    'a broken escape %j is refused',
    (spelling) => {
      expectRefused(tokenOfQuery('room', `${queryOf(good)}&extra=${spelling}`), 'format');
      expectRefused(tokenOfQuery('room', `${queryOf(good)}&${spelling}=extra`), 'format');
    },
  );

  it.each(['%FF', '%C3', '%C3%28', '%80', '%ED%A0%80', '%F4%90%80%80', '%F8%88%80%80%80', '%E4%B8'])(
    'an escape that is not UTF-8 is refused: %s',
    (spelling) => expectRefused(tokenOfQuery('room', `${queryOf(good)}&extra=${spelling}`), 'format'),
  );

  it.each(['%C0%AF', '%C1%81', '%E0%80%AF', '%F0%80%80%AF', '%C0%80'])(
    'overlong UTF-8 is refused: %s',
    (spelling) => {
      expectRefused(tokenOfQuery('room', `${queryOf(good)}&extra=${spelling}`), 'format');
    },
  );

  it('a raw character that needs an escape is refused', () => {
    for (const raw of [
      ' ',
      '"',
      '<',
      '>',
      '\\',
      '^',
      '`',
      '{',
      '|',
      '}',
      '#',
      '[',
      ']',
      '\n',
      '\0',
      '\x7f',
      'é',
    ]) {
      expectRefused(tokenOfQuery('room', `${queryOf(good)}&extra=a${raw}b`), 'format');
    }
  });

  it('`+` and `%20` are both a space, and `%2B` is a plus', () => {
    expect(verifyAny(tokenWithSpelling('a b', 'a+b')).extra.extra).toBe('a b');
    expect(verifyAny(tokenWithSpelling('a b', 'a%20b')).extra.extra).toBe('a b');
    expect(verifyAny(tokenWithSpelling('a+b', 'a%2Bb')).extra.extra).toBe('a+b');
    expectRefused(tokenWithSpelling('a+b', 'a+b'), 'signature');
  });
});

describe('malformed query string', () => {
  it.each(['&', '&&', '&extra', '&=', '&=1', '&extra&', '&extra=1&'])(
    'a query string that ends in %j is refused',
    (end) => {
      expectRefused(tokenOfQuery('room', queryOf(good) + end), 'format');
    },
  );

  it('a leading separator is refused', () => {
    expectRefused(tokenOfQuery('room', `&${queryOf(good)}`), 'format');
    expectRefused(tokenOfQuery('room', `?${queryOf(good)}`), 'format');
  });
});

describe('prototype pollution', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'valueOf'])(
    'an extra field named %s is an ordinary field',
    (name) => {
      const claims = verifyAny(signedTokenOf('room', withField(goodFields('room'), name, 'polluted')));
      expect(Object.getPrototypeOf(claims.extra)).toBeNull();
      expect(Object.entries(claims.extra)).toEqual([[name, 'polluted']]);
      expect({}).not.toHaveProperty('polluted');
      expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    },
  );

  it('a token without extra fields has none, by any name', () => {
    expect(verifyAny(good).extra.toString).toBeUndefined();
    expect(verifyAny(good).extra.constructor).toBeUndefined();
  });
});
