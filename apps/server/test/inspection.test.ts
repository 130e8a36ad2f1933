import { createHmac } from 'node:crypto';
import { ROLES, TOKEN_KINDS, type TokenKind } from '@boardgate/token';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rightJson } from '../../../packages/token/test/diagnose/support.ts';
import { tokenOf, withField } from '../../../packages/token/test/support.ts';
import { type Operation, PERMISSIONS, type Permission } from '../src/access/permissions.ts';
import { HOUR, SERVERS, START, type TestServer } from './support/test-server.ts';

const OPERATIONS = Object.keys(PERMISSIONS) as Operation[];
const dashed = (uuid: string) => uuid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

interface Told {
  readonly valid: boolean;
  readonly reason?: string;
  readonly mistake?: string | null;
  readonly advice?: string;
  readonly explanations?: readonly { readonly code: string }[];
  readonly warnings?: readonly { readonly code: string; readonly advice: string }[];
  readonly revocation?: string;
  readonly decoded?: {
    readonly uuid: string | null;
    readonly accessKey: string | null;
    readonly role: string | null;
  };
  readonly permission?: {
    readonly operation: string;
    readonly permitted: boolean;
    readonly needs: Permission;
    readonly advice: string;
  };
}

const codesOf = ({ explanations = [] }: Told) => explanations.map(({ code }) => code);

async function introspect(server: TestServer, token: string, operation?: string): Promise<Told> {
  const body = { token, ...(operation !== undefined && { operation }) };
  const answer = await server.manage('POST', '/v1/tokens/introspect', body);
  expect(answer.statusCode).toBe(200);
  for (const { secretKey } of [server.acme, server.globex]) expect(answer.body).not.toContain(secretKey);
  return answer.json();
}

describe.each(SERVERS)('a token with more than one thing wrong, on $name', ({ start }) => {
  let server: TestServer;
  let room: string;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    room = await server.createRoom();
  });

  const revoke = (token: string) =>
    server.manage('POST', '/v1/revocations', { token, reason: 'shown on a slide' });

  test('quotes and revoked', async () => {
    const token = server.roomToken(room);
    await revoke(token);
    const told = await introspect(server, `"${token}"`);
    expect(told).toMatchObject({ valid: false, reason: 'format', mistake: 'quotes' });
    expect(codesOf(told)).toEqual(['quotes', 'token-revoked']);
    expect(told.advice).toMatch(/^There are quotes .* This token has been revoked \(shown on a slide\): /);
  });

  test('white space and expired', async () => {
    const token = ` ${server.roomToken(room, { now: START - 2 * HOUR })}\n`;
    const told = await introspect(server, token);
    expect(told).toMatchObject({ reason: 'format', mistake: 'line-breaks' });
    expect(codesOf(told)).toEqual(['line-breaks', 'spaces', 'clock-skew']);
  });

  test('a number as its role, its key disabled, revoked, its room banned', async () => {
    const fields = rightFields({ uuid: room });
    const token = signedOver(rightJson(fields).replace('"1"', '1'), 'room', fields);
    await revoke(server.roomToken(room));
    await server.manage('POST', '/v1/revocations', { room });
    await server.banRoom(room);
    await server.setDisabled('key', true);
    const told = await introspect(server, token);
    await server.setDisabled('key', false);
    expect(told).toMatchObject({ reason: 'signature', mistake: 'number-role' });
    expect(codesOf(told)).toEqual(['number-role', 'key-disabled', 'tokens-revoked', 'room-banned']);
  });

  test('of several revocations the narrowest is named; a room’s are none of a Task token', async () => {
    const token = server.roomToken(room, { now: server.clock.now - 1000 });
    const { accessKey } = server.acme;
    await server.manage('POST', '/v1/revocations', { accessKey });
    await server.manage('POST', '/v1/revocations', { room });
    expect(codesOf(await introspect(server, token))).toEqual(['tokens-revoked']);
    const { id } = (await server.manage('POST', '/v1/revocations', { token })).json();
    expect(await introspect(server, token)).toMatchObject({ reason: 'revoked', revocation: id });
    await server.manage('DELETE', `/v1/revocations/key:${accessKey}`);
    const ofTask = await introspect(server, server.taskToken(room, { now: server.clock.now - 1000 }));
    expect(codesOf(ofTask)).toEqual(['relabelled-room-token']);
    await server.manage('DELETE', `/v1/revocations/room:${room}`);
  });

  test('a role as a word, and a room that there is not', async () => {
    const told = await introspect(server, rightly('room', { role: 'admin', uuid: '0'.repeat(32) }));
    expect(codesOf(told)).toEqual(['role-word', 'unknown-room']);
    expect(told.decoded?.role).toBeNull();
  });

  test('of a token that no key signed, only that is told', async () => {
    const token = server.roomToken(room, { tenant: { ...server.acme, secretKey: 'a guess' } });
    await server.banRoom(room);
    await server.manage('POST', '/v1/revocations', { room });
    expect(codesOf(await introspect(server, token))).toEqual(['signed-otherwise']);
    expect(codesOf(await introspect(server, `"${token}"`))).toEqual([
      'refused-when-mended',
      'signed-otherwise',
    ]);
  });

  test('swapped keys: the state of the key that was meant', async () => {
    const { accessKey, secretKey } = server.acme;
    const swapped = { ...server.acme, accessKey: secretKey, secretKey: accessKey };
    await server.setDisabled('key', true);
    const told = await introspect(server, server.sdkToken({ tenant: swapped }));
    await server.setDisabled('key', false);
    expect(codesOf(told)).toEqual(['swapped-keys', 'key-disabled']);
    expect(told.decoded?.accessKey).toBeNull();
  });

  test('a secret key as the uuid is not shown', async () => {
    const told = await introspect(server, rightly('room', { uuid: server.acme.secretKey }));
    expect(told.valid).toBe(false);
    expect(told.decoded).toMatchObject({ accessKey: server.acme.accessKey, uuid: null });
    expect(told.warnings?.map(({ code }) => code)).toContain('secret-key-exposed');
  });

  /** Fields of an SDK or Room token of acme's key, in order. */
  function rightFields(more: Record<string, string>) {
    const now = server.clock.now;
    return Object.entries({
      ak: server.acme.accessKey,
      expireAt: String(now + HOUR),
      nonce: `${now}00`,
      role: '1',
      ...more,
    }).sort(([a], [b]) => (a < b ? -1 : 1));
  }
  function signedOver(message: string, kind: TokenKind, fields: [string, string][]) {
    const sig = createHmac('sha256', server.acme.secretKey).update(message).digest('hex');
    return tokenOf(kind, withField(fields, 'sig', sig));
  }
  function rightly(kind: TokenKind, more: Record<string, string>) {
    const fields = rightFields(more);
    return signedOver(rightJson(fields), kind, fields);
  }
});

describe.each(SERVERS)('the uuid, on $name', ({ start }) => {
  let server: TestServer;
  let room: string;
  let task: string;
  beforeAll(async () => {
    server = await start();
    room = await server.createRoom();
    task = await server.startTask();
  });
  afterAll(() => server.stop());

  const UNKNOWN = '0f1e2d3c4b5a11f1869788796a5b4c3d';
  type Uuid = [name: string, token: () => string, codes: string[], mistake: string | null];
  const UUIDS: Uuid[] = [
    [
      'with dashes, of a room',
      () => server.roomToken(dashed(room)),
      ['uuid-form', 'uuid-found'],
      'uuid-form',
    ],
    ['in upper case', () => server.roomToken(room.toUpperCase()), ['uuid-form', 'uuid-found'], 'uuid-form'],
    [
      'with dashes, of a task',
      () => server.taskToken(dashed(task)),
      ['uuid-form', 'uuid-found'],
      'uuid-form',
    ],
    ['in quotes', () => server.roomToken(`"${room}"`), ['uuid-form', 'uuid-found'], 'uuid-form'],
    ['of none', () => server.roomToken(dashed(UNKNOWN)), ['uuid-form', 'unknown-room'], 'uuid-form'],
    ['a name', () => server.roomToken('maths-101'), ['uuid-form'], 'uuid-form'],
    ['undefined', () => server.roomToken('undefined'), ['uuid-missing'], 'uuid-missing'],
    ['null', () => server.taskToken('null'), ['uuid-missing'], 'uuid-missing'],
    [
      'of a room in a Task token',
      () => server.taskToken(room),
      ['relabelled-room-token'],
      'relabelled-prefix',
    ],
    [
      'of a task in a Room token',
      () => server.roomToken(task),
      ['relabelled-task-token'],
      'relabelled-prefix',
    ],
    [
      'of a room in a Task token, with dashes',
      () => server.taskToken(dashed(room)),
      ['uuid-form', 'relabelled-room-token'],
      'uuid-form',
    ],
    ['of no room', () => server.roomToken(UNKNOWN), ['unknown-room'], null],
    ['of no task', () => server.taskToken(UNKNOWN), ['unknown-task'], null],
    [
      "of another project's room",
      () => server.roomToken(room, { tenant: server.globex }),
      ['room-of-other-project'],
      null,
    ],
    [
      "of another project's task",
      () => server.taskToken(task, { tenant: server.globex }),
      ['task-of-other-project'],
      null,
    ],
  ];

  test.each(UUIDS)('%s', async (_name, token, codes, mistake) => {
    const told = await introspect(server, token());
    expect(told).toMatchObject({ valid: false, reason: 'unknown-uuid', mistake });
    expect(codesOf(told)).toEqual(codes);
    expect(told.warnings).toBeUndefined();
  });

  test('of another project names that project', async () => {
    const { advice } = await introspect(server, server.roomToken(room, { tenant: server.globex }));
    expect(advice).toContain(`it belongs to the project ${JSON.stringify(server.acme.project.name)}`);
  });

  test('where the rooms are elsewhere, an odd uuid is a warning', async () => {
    const external = await start({ resources: 'external' });
    const told = await introspect(external, external.roomToken(dashed(room)));
    const plain = await introspect(external, external.roomToken(UNKNOWN));
    await external.stop();
    expect(told).toMatchObject({ valid: true, warnings: [{ code: 'uuid-form' }] });
    expect(plain.warnings).toBeUndefined();
  });
});

describe('a good token for an operation', () => {
  let server: TestServer;
  let room: string;
  let task: string;
  beforeAll(async () => {
    server = await (SERVERS[0] ?? expect.unreachable()).start();
    room = await server.createRoom();
    task = await server.startTask();
  });
  afterAll(() => server.stop());

  test.each(OPERATIONS)('%s: every kind and role, as the one table says', async (operation) => {
    const needs: Permission = PERMISSIONS[operation];
    for (const role of ROLES) {
      const tokens = {
        sdk: server.sdkToken({ role }),
        room: server.roomToken(room, { role }),
        task: server.taskToken(task, { role }),
      };
      for (const kind of TOKEN_KINDS) {
        const { valid, permission } = await introspect(server, tokens[kind], operation);
        const lowest = needs[kind];
        const permitted = lowest !== undefined && ROLES.indexOf(role) <= ROLES.indexOf(lowest);
        expect(valid).toBe(true);
        expect(permission).toMatchObject({ operation, permitted, needs });
        expect(permission?.advice).toMatch(permitted ? / can / : / cannot .*: that takes an? /);
      }
    }
  });

  test.each<[Operation, () => string, string]>([
    [
      'list-rooms',
      () => server.roomToken(room),
      'a Room token cannot list rooms: that takes an SDK token with the role writer or admin.',
    ],
    [
      'ban-room',
      () => server.roomToken(room, { role: 'writer' }),
      'a Room token with the role writer cannot ban a room or lift its ban: that takes an SDK token with the role admin, or a Room token of that room with the role admin.',
    ],
    [
      'get-room',
      () => server.taskToken(task),
      'a Task token cannot get a room: that takes an SDK token with the role writer or admin, or a Room token of that room with the role writer or admin.',
    ],
    [
      'get-room',
      () => server.roomToken(room, { role: 'writer' }),
      'a Room token with the role writer can get a room, of its own room only.',
    ],
    [
      'issue-room-token',
      () => server.sdkToken({ role: 'writer' }),
      'an SDK token with the role writer can issue Room tokens, with the role writer or reader.',
    ],
  ])('%s: what is said', async (operation, token, advice) => {
    expect((await introspect(server, token(), operation)).permission?.advice).toBe(advice);
  });

  test('a refused one is judged too, one that cannot be read is not', async () => {
    const quoted = await introspect(server, `"${server.roomToken(room)}"`, 'list-rooms');
    expect(quoted).toMatchObject({ valid: false, mistake: 'quotes', permission: { permitted: false } });
    expect((await introspect(server, 'nonsense', 'list-rooms')).permission).toBeUndefined();
    expect((await introspect(server, server.sdkToken())).permission).toBeUndefined();
  });

  test('an unknown operation is a 400 that lists them', async () => {
    for (const operation of ['list-room', '', 7, null]) {
      const answer = await server.manage('POST', '/v1/tokens/introspect', { token: 'x', operation });
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toEqual({
        message: `operation must be one of: ${OPERATIONS.join(', ')}`,
        code: 'field-invalid',
        values: { field: 'operation', rule: 'one-of', choices: OPERATIONS.join(', ') },
      });
    }
  });
});
