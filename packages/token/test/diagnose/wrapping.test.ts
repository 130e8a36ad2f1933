import { describe, expect, it } from 'vitest';
import type { Mistake } from '../../src/diagnose/index.ts';
import { NOW, payloadOf, queryOf } from '../support.ts';
import {
  expectMistake,
  expectUnexplained,
  fieldsOf,
  goodToken,
  HOUR,
  hmac,
  optionsWith,
  rightJson,
  tokenSignedOver,
  UUID,
  uuidV1At,
} from './support.ts';

const PREFIX = { sdk: 'NETLESSSDK_', room: 'NETLESSROOM_', task: 'NETLESSTASK_' };

/** base64 as MIME has it: lines of 76 characters, each ended by CR LF (RFC 2045 §6.8). */
function mimeBase64(text: string): string {
  return Buffer.from(text)
    .toString('base64')
    .replaceAll(/.{1,76}/g, '$&\r\n');
}

const token = goodToken('room');

describe('around the token', () => {
  it.each<[Mistake, string, string]>([
    ['quotes', `"${token}"`, 'quotes'],
    ['quotes', `'${token}'`, 'quotes'],
    ['quotes', `“${token}”`, 'quotes'],
    ['quotes', `${token}"`, 'quotes'],
    ['bearer-prefix', `Bearer ${token}`, 'Bearer'],
    ['bearer-prefix', `bearer ${token}`, 'header'],
    ['bearer-prefix', `token: ${token}`, 'header'],
    ['bearer-prefix', `Authorization: Bearer ${token}`, 'header'],
    ['line-breaks', `${token}\n`, 'line breaks'],
    ['line-breaks', `\r\n${token}`, 'line breaks'],
    ['line-breaks', `${token.slice(0, 50)}\n${token.slice(50)}`, 'line breaks'],
    ['spaces', ` ${token}`, 'white space'],
    ['spaces', `${token}\t `, 'white space'],
    ['padding', `${token}=`, 'padding'],
    ['padding', `${token}==`, 'padding'],
    ['padding', `${token}%3D%3D`, 'padding'],
    ['padding', `${token}%3d`, 'padding'],
  ])('%s: case %#', async (mistake, text, named) => {
    const { decoded } = await expectMistake(text, 'format', mistake, [named]);
    expect(decoded?.uuid).toBe(UUID);
  });

  it('line breaks by a MIME encoder, which pads too', async () => {
    for (const note of ['x', 'xx', 'xxx']) {
      const query = queryOf(goodToken('task', fieldsOf('task', { note })));
      await expectMistake(PREFIX.task + mimeBase64(query), 'format', 'line-breaks', ['76']);
    }
  });

  it('the alphabet of standard base64, also escaped for a URL', async () => {
    // The last six bits of `~` are the 62nd value, `+`. A `/` would need a `?`, which every generator escapes.
    const fields = fieldsOf('sdk', { a: 'a~~~', b: '~~~' });
    const query = queryOf(goodToken('sdk', fields));
    const standard = PREFIX.sdk + Buffer.from(query).toString('base64').replace(/=+$/, '');
    expect(standard).toMatch(/[+/]/);
    await expectMistake(standard, 'format', 'standard-base64', ['- for +', '_ for /']);
    await expectMistake(standard.replaceAll('+', '%2B'), 'format', 'standard-base64', []);
  });

  it('several at once: the first is reported, and all are named', async () => {
    await expectMistake(`Bearer "${token}=="\r\n`, 'format', 'quotes', [
      'quotes',
      'Bearer',
      'line breaks',
      'padding',
    ]);
    await expectMistake(` ${payloadOf(token)}= `, 'format', 'spaces', [
      'white space',
      'padding',
      'lost its prefix',
    ]);
  });
});

describe('the prefix', () => {
  it('is missing', async () => {
    const room = await expectMistake(payloadOf(token), 'format', 'missing-prefix', [
      PREFIX.room,
      PREFIX.task,
    ]);
    expect(room.decoded?.kind).toBe('room');
    const sdk = await expectMistake(payloadOf(goodToken('sdk')), 'format', 'missing-prefix', [PREFIX.sdk]);
    expect(sdk.decoded?.kind).toBe('sdk');
  });

  it.each(['room', 'task'] as const)('of a %s token was made that of an SDK token', async (kind) => {
    const text = PREFIX.sdk + payloadOf(goodToken(kind));
    const { decoded } = await expectMistake(text, 'format', 'relabelled-prefix', [
      PREFIX.sdk,
      PREFIX.room,
      'uuid',
    ]);
    expect(decoded).toMatchObject({ kind: 'sdk', uuid: UUID });
  });

  it.each(['room', 'task'] as const)('of an SDK token was made that of a %s token', async (kind) => {
    const text = PREFIX[kind] + payloadOf(goodToken('sdk'));
    const { decoded } = await expectMistake(text, 'format', 'relabelled-prefix', [
      PREFIX[kind],
      PREFIX.sdk,
      'no uuid',
    ]);
    expect(decoded).toMatchObject({ kind, uuid: undefined });
  });

  it('of a Room token made that of a Task token cannot be told', async () => {
    await expectUnexplained(PREFIX.task + payloadOf(token), null);
  });
});

describe('a wrapping is the mistake only around a token that is explained', () => {
  const fields = fieldsOf('room');

  it('a known mistake of the signature within it is the one that is reported', async () => {
    const inner = tokenSignedOver(rightJson(fields).replace('"role":"1"', '"role":1'), 'room', fields);
    await expectMistake(`"${inner}"`, 'format', 'number-role', ['quotes', '"role"']);
    await expectMistake(payloadOf(inner), 'format', 'number-role', ['lost its prefix', '"role"']);
    await expectMistake(PREFIX.sdk + payloadOf(inner), 'format', 'number-role', [PREFIX.sdk, '"role"']);
  });

  it('a token that has expired within it', async () => {
    const issued = NOW - 2 * HOUR;
    const late = (lifespanMs: number) =>
      `${goodToken('sdk', fieldsOf('sdk', { nonce: uuidV1At(issued), expireAt: String(issued + lifespanMs) }))}\n`;
    await expectMistake(late(HOUR), 'format', 'line-breaks', ['line breaks', 'expired']);
    await expectMistake(late(3600), 'format', 'line-breaks', ['line breaks', 'multiply it by 1000']);
  });

  it('a wrong signature or an unknown key within it leaves it unexplained', async () => {
    const forged = tokenSignedOver(rightJson(fields), 'room', fields, 'another secret');
    for (const text of [
      `"${forged}"`,
      `Bearer ${forged}`,
      payloadOf(forged),
      PREFIX.sdk + payloadOf(forged),
    ]) {
      const { advice, decoded } = await expectUnexplained(text, 'format');
      expect(advice).toContain('another secret key signed the token');
      expect(decoded?.uuid).toBe(UUID);
    }
    const options = optionsWith({ findKey: async () => undefined });
    await expectUnexplained(`"${token}"`, 'format', options);
  });

  it('a text that is no token within it', async () => {
    for (const text of [
      '"hello"',
      'Bearer ',
      'Bearer abc',
      '\n\n',
      ' = ',
      '"',
      `"NETLESSROOM_${hmac('')}"`,
    ]) {
      const { advice, decoded } = await expectUnexplained(text, 'format');
      expect(advice).toContain('This is not a token');
      expect(decoded).toBeUndefined();
    }
  });
});
