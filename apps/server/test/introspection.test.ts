import { createHmac } from 'node:crypto';
import { MISTAKES, type Mistake } from '@boardgate/token/diagnose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  goMarshal,
  javaConcatenate,
  phpJsonEncode,
  pythonJsonDumps,
  valuesOf,
  withNumbers,
} from '../../../packages/token/test/diagnose/foreign-json.ts';
import { rightJson, uuidV1At } from '../../../packages/token/test/diagnose/support.ts';
import {
  type Fields,
  payloadOf,
  queryOf,
  tokenOf,
  tokenOfQuery,
  withField,
} from '../../../packages/token/test/support.ts';
import { HOUR, OPERATOR, SERVERS, START, type Tenant, type TestServer } from './support/test-server.ts';

const MINUTE = 60_000;

/** A refused token as a program with that mistake makes it: the text, and the reason it is refused for. */
interface Fixture {
  readonly text: string;
  /** `null` = the token is good, and the mistake a warning. */
  readonly reason: string | null;
}

/** What is named by its form: it is no token, so it says nothing. */
const BY_FORM: readonly Mistake[] = ['jwt', 'agora-token', 'white-token', 'placeholder', 'key-as-token'];

const encode = (text: string) => Buffer.from(text).toString('base64url');
const queryText = (fields: Fields) => fields.map((field) => field.join('=')).join('&');
const escapedFields = (fields: Fields): Fields =>
  fields.map(([name, value]) => [name, encodeURIComponent(value)]);

/** Signs by itself, with `node:crypto` alone, whatever text a foreign program would sign. */
function signed(kind: 'sdk' | 'room' | 'task', fields: Fields, message: string, secretKey: string): string {
  const sig = createHmac('sha256', secretKey).update(message).digest('hex');
  return tokenOf(kind, withField(fields, 'sig', sig));
}

describe.each(SERVERS)('POST /v1/tokens/introspect on $name', ({ start }) => {
  let server: TestServer;
  let room: string;
  let odd: Tenant;
  beforeAll(async () => {
    server = await start();
    room = await server.createRoom();
    odd = { project: server.acme.project, accessKey: 'A/b<ü>"c', secretKey: 'an imported secret key' };
    await server.store.keys.import(server.acme.project, odd, OPERATOR);
    await server.store.keys.create(server.acme.project, OPERATOR);
  });
  afterAll(() => server.stop());

  const introspect = async (token: string) => {
    const answer = await server.manage('POST', '/v1/tokens/introspect', { token });
    expect(answer.statusCode).toBe(200);
    for (const { secretKey } of [server.acme, odd, server.globex])
      expect(answer.body).not.toContain(secretKey);
    return answer.json();
  };
  const fields = (
    more: Record<string, string> = {},
    { accessKey } = server.acme as { accessKey: string },
  ): Fields =>
    Object.entries({ ak: accessKey, nonce: uuidV1At(START), role: '1', ...more }).sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
  const withExpiry = (expireAt: number, issuedAt: number): Fields =>
    fields({ expireAt: String(expireAt), nonce: uuidV1At(issuedAt) });

  /** One faithful re-enactment of every mistake there is an id for. */
  function fixtureOf(mistake: Mistake): Fixture {
    const { acme } = server;
    const plain = fields();
    const oddFields = fields({}, odd);
    const good = signed('sdk', plain, rightJson(plain), acme.secretKey);
    const over = (message: string, of = plain, secretKey = acme.secretKey): Fixture => ({
      text: signed('sdk', of, message, secretKey),
      reason: 'signature',
    });
    const asText = (text: string): Fixture => ({ text, reason: 'format' });
    const rightly = (of: Fields, kind: 'sdk' | 'room' = 'sdk') =>
      signed(kind, of, rightJson(of), acme.secretKey);
    const inTime = (of: Fields): Fixture => ({ text: rightly(of), reason: 'expired' });
    const asFields = (of: Fields): Fixture => asText(rightly(of));
    const warned = (of: Fields): Fixture => ({ text: rightly(of), reason: null });
    const withSig = (sig: string): Fixture => ({
      text: tokenOf('sdk', withField(plain, 'sig', sig)),
      reason: 'signature',
    });
    const ofRoom = (uuid: string): Fixture => ({
      text: rightly(fields({ uuid }), 'room'),
      reason: 'unknown-uuid',
    });
    // A nonce may hold what a query string leaves as it is and base64 spells with its own two characters.
    const tilde = fields({ a: 'a~~~', b: '~~~' });
    const fixtures: Record<Mistake, () => Fixture> = {
      'number-role': () => over(JSON.stringify(withNumbers(plain, 'role'))),
      'number-value': () => {
        const timed = withExpiry(START + HOUR, START);
        return over(JSON.stringify(withNumbers(timed, 'expireAt')), timed);
      },
      'escaped-slash': () => over(phpJsonEncode(valuesOf(oddFields)), oddFields, odd.secretKey),
      'escaped-unicode': () =>
        over(pythonJsonDumps(valuesOf(oddFields), { compact: true }), oddFields, odd.secretKey),
      'escaped-html': () => over(goMarshal(valuesOf(oddFields)), oddFields, odd.secretKey),
      'unescaped-json': () => over(javaConcatenate(oddFields), oddFields, odd.secretKey),
      'spaced-json': () => over(pythonJsonDumps(valuesOf(plain))),
      'dropped-empty-field': () => over(rightJson([...plain, ['uuid', '']])),
      'unsorted-keys': () => over(JSON.stringify(Object.fromEntries(plain.toReversed()))),
      'other-key-of-project': () => over(rightJson(plain), plain, odd.secretKey),
      'swapped-keys': () => {
        const swapped = fields({ ak: acme.secretKey });
        return { text: signed('sdk', swapped, rightJson(swapped), acme.accessKey), reason: 'unknown-key' };
      },
      'padded-secret-key': () => over(rightJson(plain), plain, `${acme.secretKey}\n`),
      quotes: () => asText(`"${good}"`),
      'bearer-prefix': () => asText(`Bearer ${good}`),
      'line-breaks': () => asText(good.replaceAll(/.{76}/g, '$&\n')),
      spaces: () => asText(` ${good}`),
      padding: () => asText(`${good}==`),
      'standard-base64': () => {
        const token = signed('sdk', tilde, rightJson(tilde), acme.secretKey);
        return asText(
          token.replace(payloadOf(token), payloadOf(token).replaceAll('-', '+').replaceAll('_', '/')),
        );
      },
      'missing-prefix': () => asText(payloadOf(good)),
      'relabelled-prefix': () => asText(server.roomToken(room).replace('NETLESSROOM', 'NETLESSSDK')),
      'lifespan-in-seconds': () => inTime(withExpiry(START - MINUTE + 3600, START - MINUTE)),
      'expire-at-in-seconds': () => inTime(withExpiry(Math.floor(START / 1000) + 3600, START)),
      // At UTC+8 a naive clock that is read as UTC, less the eight hours: an hour's token ends seven hours ago.
      'local-time': () => inTime(withExpiry(START + HOUR - 8 * HOUR, START)),
      jwt: () => asText(`${encode('{"alg":"HS256"}')}.${encode('{"sub":"1"}')}.${encode('signature')}`),
      'agora-token': () => asText(`007${'eJx'.repeat(30)}`),
      'white-token': () => asText(`WHITE${encode('partner_id=1&sig=0:adminId=1&role=mini')}`),
      placeholder: () => asText('undefined'),
      'key-as-token': () => asText(acme.secretKey),
      'signed-escapes': () => over(rightJson(escapedFields(oddFields)), oddFields, odd.secretKey),
      'other-charset': () => over(rightJson(oddFields).replace('ü', '?'), oddFields, odd.secretKey),
      'signed-query': () => over(queryText(plain)),
      'other-hash': () => withSig(createHmac('sha1', acme.secretKey).update(rightJson(plain)).digest('hex')),
      'signature-form': () =>
        withSig(createHmac('sha256', acme.secretKey).update(rightJson(plain)).digest('base64')),
      'swapped-arguments': () => {
        const swapped = fields({ ak: room, uuid: acme.accessKey });
        return { text: signed('room', swapped, rightJson(swapped), acme.secretKey), reason: 'unknown-key' };
      },
      'padded-access-key': () => {
        const padded = fields({ ak: `${acme.accessKey}\n` });
        return { text: signed('sdk', padded, rightJson(padded), acme.secretKey), reason: 'unknown-key' };
      },
      'altered-secret-key': () => over(rightJson(plain), plain, acme.secretKey.toUpperCase()),
      'missing-secret-key': () => over(rightJson(plain), plain, 'undefined'),
      'access-key-as-secret': () => over(rightJson(plain), plain, acme.accessKey),
      'text-around': () => asText(JSON.stringify({ token: good })),
      'json-escapes': () => asText(`${good}\\n`),
      'invisible-characters': () => asText(`\ufeff${good}`),
      'percent-encoded': () => asText(good.replace('_', '%5F')),
      'double-base64': () => asText(encode(good)),
      'payload-form': () => asText(`NETLESSSDK_${queryOf(good)}`),
      'query-encoding': () => asText(tokenOfQuery('sdk', `${queryOf(good)}&`)),
      'cut-off': () => ({ text: good.slice(0, -4), reason: 'signature' }),
      'misspelt-prefix': () => asText(good.replace('NETLESSSDK_', 'netless_sdk_')),
      'field-name': () => asText(tokenOfQuery('sdk', queryOf(good).replace('&sig=', '&signature='))),
      'nonce-missing': () => asFields(plain.filter(([name]) => name !== 'nonce')),
      'role-missing': () => asFields(plain.filter(([name]) => name !== 'role')),
      'role-word': () => asFields(fields({ role: 'ADMINROLE' })),
      'role-range': () => asFields(fields({ role: '7' })),
      'uuid-missing': () => ofRoom('undefined'),
      'uuid-form': () => ofRoom(room.toUpperCase()),
      'expire-at-form': () => asFields(fields({ expireAt: `${START + HOUR}.5` })),
      'expire-at-concatenated': () => asFields(fields({ expireAt: `${START}3600000` })),
      'expire-at-unit': () => warned(fields({ expireAt: String((START + HOUR) * 1000) })),
      'lifespan-unit': () => warned(fields({ expireAt: String(START + HOUR * 1000) })),
      'lifespan-is-time': () => warned(fields({ expireAt: String(START + START + HOUR) })),
      'far-expiry': () => warned(fields({ expireAt: String(START + 20 * 365 * 24 * HOUR) })),
      // The key was generated at START; who signed with it minutes later has a clock that is 20 minutes behind.
      'clock-skew': () => inTime(withExpiry(START - 15 * MINUTE, START - 20 * MINUTE)),
    };
    return fixtures[mistake]();
  }

  test.each(MISTAKES)('%s is recognised, and the advice says what to change', async (mistake) => {
    const { text, reason } = fixtureOf(mistake);
    const told = await introspect(text);
    if (reason === null) {
      expect(told).toMatchObject({ valid: true, warnings: [{ code: mistake }] });
      expect(told.warnings[0].advice).toMatch(/^\S.{20,}\.$/s);
      return;
    }
    expect(told).toMatchObject({ valid: false, reason, mistake });
    expect(told.advice).toMatch(/^\S.{20,}\.$/s);
    expect(told.explanations.map(({ code }: { code: string }) => code)).toContain(mistake);
    expect(told.decoded === undefined).toBe(BY_FORM.includes(mistake));
    if (told.decoded !== undefined) {
      expect(told.decoded.accessKey === null).toBe(mistake === 'swapped-keys');
    }
  });

  test.each<[string, () => string, string]>([
    ['random text', () => 'hello', 'format'],
    ['nothing', () => '', 'format'],
    [
      'an unknown key',
      () => server.sdkToken({ tenant: { ...server.acme, accessKey: 'unknown' } }),
      'unknown-key',
    ],
    [
      'another secret',
      () => server.sdkToken({ tenant: { ...server.acme, secretKey: 'guess' } }),
      'signature',
    ],
    [
      'the key of another project',
      () => server.sdkToken({ tenant: { ...server.acme, secretKey: server.globex.secretKey } }),
      'signature',
    ],
  ])('%s is not explained away', async (_name, make, reason) => {
    expect(await introspect(make())).toMatchObject({ valid: false, reason, mistake: null });
  });

  test('an expired token is expired, and no more is said of it', async () => {
    const token = server.sdkToken();
    server.clock.now += HOUR;
    expect(await introspect(token)).toMatchObject({ valid: false, reason: 'expired', mistake: null });
    server.clock.now = START;
  });

  test('a good token: what it is, whose, and until when', async () => {
    expect(await introspect(server.roomToken(room, { role: 'writer' }))).toEqual({
      valid: true,
      kind: 'room',
      role: 'writer',
      accessKey: server.acme.accessKey,
      project: server.acme.project.id,
      uuid: room,
      issuedAt: new Date(START).toISOString(),
      expiresAt: new Date(START + HOUR).toISOString(),
      nonce: expect.any(String),
    });
    expect(await introspect(server.sdkToken({ lifespanMs: 0 }))).toMatchObject({
      valid: true,
      uuid: null,
      expiresAt: null,
    });
  });

  test('disabled, revoked, banned, unknown: what the server knows and the token cannot say', async () => {
    const refusal = async (token: string) => {
      const { valid, reason, mistake, advice } = await introspect(token);
      return { valid, reason, mistake, advice };
    };
    const theirs = await server.createRoom(server.globex);
    const roomToken = server.roomToken(room);
    expect(await refusal(server.roomToken(theirs))).toMatchObject({ reason: 'unknown-uuid', mistake: null });
    expect(await refusal(roomToken.replace('ROOM', 'TASK'))).toMatchObject({
      reason: 'unknown-uuid',
      mistake: 'relabelled-prefix',
      advice: expect.stringContaining('NETLESSROOM_'),
    });

    const task = await server.startTask();
    expect(await introspect(server.taskToken(task))).toMatchObject({ valid: true, kind: 'task', uuid: task });
    expect(await refusal(server.taskToken(task).replace('TASK', 'ROOM'))).toMatchObject({
      reason: 'unknown-uuid',
      mistake: 'relabelled-prefix',
      advice: expect.stringContaining('NETLESSTASK_'),
    });
    const theirTask = await server.startTask(undefined, { tenant: server.globex });
    expect(await refusal(server.taskToken(theirTask))).toMatchObject({
      reason: 'unknown-uuid',
      mistake: null,
      advice: expect.stringContaining('no such conversion task'),
    });

    await server.banRoom(room);
    expect(await refusal(roomToken)).toMatchObject({
      reason: 'banned',
      advice: expect.stringContaining('lift'),
    });

    // The operation that lifts the ban is open to it.
    const unbanning = { token: roomToken, operation: 'ban-room' };
    expect((await server.manage('POST', '/v1/tokens/introspect', unbanning)).json()).toMatchObject({
      valid: true,
      permission: { permitted: true },
    });

    const revoked = await server.manage('POST', '/v1/revocations', { token: roomToken, reason: 'leaked' });
    expect((await introspect(roomToken)).revocation).toBe(revoked.json().id);
    expect(await refusal(roomToken)).toMatchObject({
      reason: 'revoked',
      advice: expect.stringContaining(
        `(leaked): issue a new one, or take the revocation ${revoked.json().id} back`,
      ),
    });

    await server.setDisabled('project', true);
    expect(await refusal(roomToken)).toMatchObject({
      reason: 'disabled',
      advice: expect.stringMatching(/^The project ".+" is disabled/),
    });
    await server.setDisabled('key', true);
    expect((await refusal(roomToken)).advice).toMatch(/^The access key .+ is disabled/);
    await server.setDisabled('key', false);
    await server.setDisabled('project', false);
  });

  test('nothing of a token or a secret key is logged', () => {
    const log = server.log.join('');
    expect(log).not.toContain('NETLESS');
    for (const { secretKey } of [server.acme, odd]) expect(log).not.toContain(secretKey);
  });

  test('the doctor is not to be had on /v5: every refusal there is one of three sentences', async () => {
    for (const mistake of MISTAKES) {
      const { text, reason } = fixtureOf(mistake);
      // A token that verifies is answered as such.
      if (/[\r\n]/.test(text) || reason === null || reason === 'unknown-uuid') continue;
      const { message } = (await server.call('GET', '/v5/rooms', { token: text })).json();
      expect(['invalid format of token', 'invalid signature of token', 'expired token']).toContain(message);
    }
  });
});
