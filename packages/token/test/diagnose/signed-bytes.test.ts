import { createHmac, hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { tokenOf, withField } from '../support.ts';
import { valuesOf, withNumbers } from './foreign-json.ts';
import {
  diagnose,
  expectMistake,
  expectUnexplained,
  fieldsOf,
  hmac,
  KEY,
  optionsWith,
  rightJson,
  tokenSignedOver,
} from './support.ts';

const foreign = fieldsOf('room', { uuid: 'Zürich 房间 😀' });
const message = rightJson(foreign);

/** `Encoding.ASCII.GetBytes` of .NET: a `?` for each UTF-16 unit beyond ASCII. */
const ascii = (text: string) => Buffer.from(text.replaceAll(/[^\0-\x7f]/g, '?'));
/** `getBytes(US_ASCII)` of Java: one for each character. */
const javaAscii = (text: string) => Buffer.from(text.replaceAll(/[^\0-\x7f]/gu, '?'));
const latin1 = (text: string) => Buffer.from(text.replaceAll(/[^\0-\xff]/gu, '?'), 'latin1');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
/** 房间 in GBK; the other characters that it holds here are ASCII. */
const gbk = (text: string) =>
  Buffer.concat(
    text
      .split('房间')
      .flatMap((part, at) => [...(at ? [Buffer.from('b7bfbce4', 'hex')] : []), Buffer.from(part)]),
  );

const signed = (bytes: Buffer, fields = foreign, key: string | Buffer = KEY.secretKey) =>
  tokenOf('room', withField(fields, 'sig', createHmac('sha256', key).update(bytes).digest('hex')));

describe('bytes in another character set', () => {
  it.each([
    ['ASCII', signed(ascii(message))],
    ['ASCII', signed(javaAscii(message))],
    ['ASCII', signed(ascii(JSON.stringify(withNumbers(foreign, 'role'))))],
    ['Latin-1', signed(latin1(message))],
    ['UTF-16', signed(utf16(message))],
    ['UTF-16', signed(utf16(message), foreign, utf16(KEY.secretKey))],
    ['UTF-16', signed(utf16(rightJson(fieldsOf('room'))), fieldsOf('room'))],
  ])('%s: case %#', async (charset, text) => {
    await expectMistake(
      text,
      'signature',
      text === signed(ascii(JSON.stringify(withNumbers(foreign, 'role')))) ? 'number-role' : 'other-charset',
      [charset, 'UTF8'],
    );
  });

  it('GBK, as of Java on a Chinese Windows', async () => {
    const fields = fieldsOf('room', { uuid: '房间 1' });
    await expectMistake(signed(gbk(rightJson(fields)), fields), 'signature', 'other-charset', ['GBK']);
  });

  it('of the secret key alone', async () => {
    const key = { ...KEY, secretKey: '密钥 of a school' };
    const fields = fieldsOf('room');
    const text = signed(Buffer.from(rightJson(fields)), fields, ascii(key.secretKey));
    await expectMistake(text, 'signature', 'other-charset', ['ASCII'], optionsWith({}, key));
  });

  it('a ? is signed for every such character, and the advice says that they are not signed at all', async () => {
    const other = signed(ascii(message), fieldsOf('room', { uuid: 'Zürich 教室 😀' }));
    const { reason, advice } = await diagnose(other);
    expect(reason).toBe('signature');
    expect(advice).toContain('not signed at all');
    await expectUnexplained(signed(ascii(message), fieldsOf('room', { uuid: 'Zürich 房 😀' })), 'signature');
  });
});

describe('another hash', () => {
  const fields = fieldsOf('sdk');
  const json = rightJson(fields);
  const withSig = (sig: string) => tokenOf('sdk', withField(fields, 'sig', sig));
  const mac = (algorithm: string) => createHmac(algorithm, KEY.secretKey).update(json).digest('hex');

  it.each([
    ['HMAC-MD5', mac('md5')],
    ['HMAC-SHA1', mac('sha1')],
    ['HMAC-SHA224', mac('sha224')],
    ['HMAC-SHA384', mac('sha384')],
    ['HMAC-SHA512', mac('sha512')],
    ['HMAC-SHA3-256', mac('sha3-256')],
    ['SHA256 of the secret key and the JSON', hash('sha256', KEY.secretKey + json)],
    ['SHA256 of the JSON and the secret key', hash('sha256', json + KEY.secretKey)],
    ['HMAC-SHA256 with the JSON as the key', hmac(KEY.secretKey, json)],
  ])('%s', async (name, sig) => {
    await expectMistake(withSig(sig), 'signature', 'other-hash', [name, 'HMAC-SHA256']);
  });

  it.each([
    ['upper case', hmac(json).toUpperCase()],
    [
      'dashes, by BitConverter.ToString',
      hmac(json)
        .toUpperCase()
        .replaceAll(/..(?=.)/g, '$&-'),
    ],
    ['base64', Buffer.from(hmac(json), 'hex').toString('base64')],
    ['base64url', Buffer.from(hmac(json), 'hex').toString('base64url')],
  ])('the right one in %s', async (_name, sig) => {
    await expectMistake(withSig(sig), 'signature', 'signature-form', ['64 lower-case hexadecimal']);
  });

  it('another one in another form is told of with both', async () => {
    const sig = createHmac('sha1', KEY.secretKey).update(json).digest('base64');
    await expectMistake(withSig(sig), 'signature', 'other-hash', ['SHA1', 'base64']);
  });

  it.each(['md5', 'sha1', 'sha256', 'sha512'])('%s by another key explains nothing', async (algorithm) => {
    await expectUnexplained(
      withSig(createHmac(algorithm, 'another key').update(json).digest('hex')),
      'signature',
    );
    await expectUnexplained(withSig(hash(algorithm, json)), 'signature');
  });
});

describe('another text', () => {
  const fields = fieldsOf('room', { uuid: 'a b+c/é' });
  const query = (write: (text: string) => string) =>
    fields.map(([name, value]) => `${name}=${write(value)}`).join('&');

  it.each([
    ['escaped', query(encodeURIComponent)],
    ['as it is', query(String)],
  ])('the query string, %s', async (_name, text) => {
    await expectMistake(tokenSignedOver(text, 'room', fields), 'signature', 'signed-query', [
      'Sign the JSON',
    ]);
  });

  it('JSON of the escaped values', async () => {
    const escaped = fields.map(([name, value]) => [name, encodeURIComponent(value)] as const);
    const text = tokenSignedOver(rightJson(escaped), 'room', fields);
    await expectMistake(text, 'signature', 'signed-escapes', ['only the query string']);
  });

  it('JSON by System.Text.Json, which escapes quotes and more in upper case', async () => {
    const awkward = fieldsOf('room', { uuid: `é"<+'` });
    const text = JSON.stringify(valuesOf(awkward)).replace(`é\\"<+'`, '\\u00E9\\u0022\\u003C\\u002B\\u0027');
    expect(text).toContain('u00E9');
    await expectMistake(tokenSignedOver(text, 'room', awkward), 'signature', 'escaped-unicode', [
      'System.Text.Json',
    ]);
  });
});
