import { createHmac } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Mistake } from '../../src/diagnose/index.ts';
import { payloadOf } from '../support.ts';
import {
  diagnose,
  expectUnexplained,
  fieldsOf,
  goodToken,
  KEY,
  optionsWith,
  tokenSignedOver,
} from './support.ts';

const APP_ID = '970ca35de60c44645bbae8a215061b33';

function jwt(claims: object, header: object = { alg: 'HS256', typ: 'JWT' }): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', 'a secret').update(signed).digest('base64url')}`;
}

/** `006`, the app id and a packed signature: an AccessToken of the video service. */
const accessToken = `006${APP_ID}${Buffer.from('x'.repeat(60)).toString('base64')}`;
/** `007` and the compressed services with their signature. */
const accessToken2 = `007${deflateSync(Buffer.from(`${APP_ID}${'y'.repeat(40)}`)).toString('base64')}`;
const white = `WHITE${Buffer.from(`partner_id=abc&sig=${'0'.repeat(40)}:adminId=1&role=mini&ak=abc`).toString('base64')}`;

/** A text, what it is, and words of the advice. */
const FOREIGN: [text: string, mistake: Mistake, words: string][] = [
  [jwt({ sub: '1', exp: 1 }), 'jwt', 'JSON Web Token'],
  [`Bearer ${jwt({ sub: '1' })}`, 'jwt', 'JSON Web Token'],
  [`"${jwt({})}"\n`, 'jwt', 'NETLESSROOM_'],
  [jwt({ roles: ['x'.repeat(9000)] }), 'jwt', 'JSON Web Token'],
  [`${jwt({}).split('.', 2).join('.')}.`, 'jwt', 'JSON Web Token'],
  [accessToken, 'agora-token', 'version 006'],
  [`${accessToken}\n`, 'agora-token', 'version 006'],
  [accessToken2, 'agora-token', 'version 007'],
  [`token: ${accessToken2}`, 'agora-token', 'version 007'],
  [`005${'A'.repeat(80)}`, 'agora-token', 'version 005'],
  [white, 'white-token', 'WHITE…'],
  [`${white}==`, 'white-token', 'access key'],
  ['undefined', 'placeholder', 'variable was empty'],
  ['null', 'placeholder', 'variable was empty'],
  ['"null"', 'placeholder', 'variable was empty'],
  ['None', 'placeholder', 'variable was empty'],
  ['[object Object]', 'placeholder', 'variable was empty'],
  ['[object Promise]', 'placeholder', 'promise was not awaited'],
  ['Bearer undefined', 'placeholder', 'variable was empty'],
  ['{{sdkToken}}', 'placeholder', 'template'],
  [`\${SDK_TOKEN}`, 'placeholder', 'template'],
  ['$TOKEN', 'placeholder', 'template'],
  ['<your token>', 'placeholder', 'template'],
  ['Your SDK Token', 'placeholder', 'template'],
  ['NETLESSSDK_…', 'placeholder', 'template'],
  ['NETLESSSDK_xxxxxx', 'placeholder', 'template'],
  ['NETLESSROOM_YWs9x...', 'placeholder', 'template'],
  ['NETLESSROOM_undefined', 'placeholder', 'variable was empty'],
  [KEY.accessKey, 'key-as-token', 'This is an access key'],
  [` ${KEY.secretKey}\n`, 'key-as-token', 'This is a secret key'],
];

it.each(FOREIGN)('%s', async (text, mistake, words) => {
  const options = optionsWith({
    findKeyBySecret: async (secret) => (secret === KEY.secretKey ? KEY : undefined),
  });
  const { reason, mistake: found, advice, decoded, signedBy } = await diagnose(text, options);
  expect({ reason, mistake: found }).toEqual({ reason: 'format', mistake });
  expect(advice).toContain(words);
  expect(decoded).toBeUndefined();
  expect(signedBy).toBeUndefined();
});

describe('what only looks a little like one', () => {
  it.each([
    'eyJ',
    'eyJhbGciOiJub25lIn0',
    '006',
    `006${APP_ID}`,
    '007 James Bond',
    'WHITE',
    'WHITEBOARD',
    'NETLESSSDK_',
    'undefinedness',
    'https://example.org/',
  ])('%s is no token, and nothing is said of what else it is', async (text) => {
    await expectUnexplained(text, 'format');
  });

  it('a token of ours whose key is unknown is not one of another service', async () => {
    const foreign = tokenSignedOver('x', 'sdk', fieldsOf('sdk', { ak: 'nobody' }));
    await expectUnexplained(foreign, 'unknown-key');
    await expectUnexplained(`WHITE${payloadOf(goodToken())}`.slice(0, 20), 'format');
  });
});
