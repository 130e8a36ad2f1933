import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import type { TokenKind } from '@boardgate/token';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, OPERATOR, SERVERS, type Tenant, type TestServer } from '../../test/support/test-server.ts';

const vendor = createRequire(import.meta.url)('netless-token') as Record<
  'sdkToken' | 'roomToken' | 'taskToken',
  (accessKey: string, secretKey: string, lifespanMs: number, content: Record<string, string>) => string
>;

/** Signs anything: a generator without our checks. */
function forge(
  kind: TokenKind,
  tenant: Pick<Tenant, 'accessKey' | 'secretKey'>,
  fields: Record<string, string>,
): string {
  const all: Record<string, string> = { ak: tenant.accessKey, nonce: 'n', role: '0', ...fields };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  const sig = createHmac('sha256', tenant.secretKey).update(JSON.stringify(sorted)).digest('hex');
  const query = Object.entries({ ...sorted, sig })
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return `NETLESS${kind.toUpperCase()}_${Buffer.from(query).toString('base64url')}`;
}

describe.each(SERVERS)('a token on a request, on $name', ({ start }) => {
  let server: TestServer;
  let room: string;
  beforeEach(async () => {
    server = await start();
    room = await server.createRoom();
  });
  afterEach(() => server.stop());

  const body = { lifespan: HOUR, role: 'reader' };

  async function expectRefused(token: string | undefined, status: number, message: string): Promise<void> {
    const before = await server.everyRow();
    for (const [method, path] of [
      ['POST', '/v5/rooms'],
      ['POST', `/v5/tokens/rooms/${room}`],
      ['POST', `/v5/tokens/tasks/${room}`],
    ] as const) {
      const answer = await server.call(method, path, { token, body });
      expect([path, answer.statusCode, answer.json()]).toEqual([path, status, { message }]);
    }
    expect(await server.everyRow()).toEqual(before);
  }

  test('1. missing or malformed: 401', async () => {
    const good = server.sdkToken();
    const malformed = [
      undefined,
      '',
      'nonsense',
      `Bearer ${good}`,
      good.slice('NETLESSSDK_'.length),
      `${good}=`,
      `${good}.`,
      good.replace('NETLESSSDK_', 'NETLESSSDK_+'),
      `NETLESSSDK_${'A'.repeat(10_000)}`,
      forge('sdk', server.acme, { uuid: room }),
      forge('room', server.acme, {}),
      forge('sdk', server.acme, { role: '3' }),
      forge('sdk', server.acme, { expireAt: 'tomorrow' }),
    ];
    for (const token of malformed) await expectRefused(token, 401, 'invalid format of token');
  });

  test('2. unknown access key or wrong signature: the same 401', async () => {
    const unknown = forge('sdk', { accessKey: 'unknown', secretKey: 'x' }, {});
    const unstorable = forge('sdk', { accessKey: 'nul\0', secretKey: 'x' }, {});
    const wrong = forge('sdk', { accessKey: server.acme.accessKey, secretKey: server.globex.secretKey }, {});
    for (const token of [unknown, unstorable, wrong])
      await expectRefused(token, 401, 'invalid signature of token');
  });

  test('3. expired: 401 from exactly expireAt on, also for a cached token', async () => {
    const token = server.sdkToken();
    server.clock.now += HOUR - 1;
    expect((await server.post('/v5/rooms', { token })).statusCode).toBe(201);
    server.clock.now += 1;
    await expectRefused(token, 401, 'expired token');
  });

  test('4. key or project disabled: 403 from the next request on, and accepted again once enabled', async () => {
    const token = server.sdkToken();
    const accepted = async () => (await server.post('/v5/rooms', { token })).statusCode === 201;
    expect(await accepted()).toBe(true);
    await server.setDisabled('key', true);
    await expectRefused(token, 403, 'token access team forbidden');
    await server.setDisabled('key', false);
    await server.setDisabled('project', true);
    await expectRefused(token, 403, 'token access team forbidden');
    await server.setDisabled('project', false);
    expect(await accepted()).toBe(true);

    await server.store.keys.delete(server.acme.accessKey, OPERATOR);
    await expectRefused(token, 401, 'invalid signature of token');
  });

  test('4. an expired key: 403 from exactly its time on, without a change in the database', async () => {
    const token = server.sdkToken();
    const expiresAt = server.clock.now + 1000;
    await server.store.keys.update(server.acme.accessKey, { expiresAt }, OPERATOR);
    server.clock.now = expiresAt - 1;
    expect((await server.post('/v5/rooms', { token })).statusCode).toBe(201);
    server.clock.now = expiresAt;
    await expectRefused(token, 403, 'token access team forbidden');
  });

  test('the checks come in this order: each fault hides those after it', async () => {
    const { accessKey } = server.acme;
    await server.setDisabled('key', true);
    const expired = String(server.clock.now);

    const wrongAndExpired = forge('room', { accessKey, secretKey: 'x' }, { uuid: 'u', expireAt: expired });
    await expectRefused(wrongAndExpired, 401, 'invalid signature of token');
    await expectRefused(forge('room', server.acme, { uuid: 'u', expireAt: expired }), 401, 'expired token');
    await expectRefused(
      forge('room', server.acme, { uuid: 'u', role: '2' }),
      403,
      'token access team forbidden',
    );
    await server.setDisabled('key', false);
    await expectRefused(
      forge('room', server.acme, { uuid: 'u', role: '2' }),
      403,
      'token access team forbidden',
    );
    const readerOfOther = server.roomToken('other', { role: 'reader' });
    const answer = await server.call('GET', `/v5/rooms/${room}`, { token: readerOfOther });
    expect([answer.statusCode, answer.json().message]).toEqual([403, 'token access role reader forbidden']);
  });

  test('5. every kind on every kind of endpoint', async () => {
    const tokens = { sdk: server.sdkToken(), room: server.roomToken(room), task: server.taskToken(room) };
    const ask = async (kind: TokenKind, method: 'GET' | 'POST', path: string) => {
      const answer = await server.call(method, path, {
        token: tokens[kind],
        ...(method === 'POST' && { body }),
      });
      return [answer.statusCode, answer.statusCode < 300 ? 'served' : answer.json().message];
    };
    for (const kind of ['room', 'task'] as const) {
      for (const path of ['/v5/rooms', `/v5/tokens/rooms/${room}`, `/v5/tokens/tasks/${room}`]) {
        expect(await ask(kind, 'POST', path)).toEqual([403, 'token access team forbidden']);
      }
    }
    expect(await ask('sdk', 'POST', '/v5/rooms')).toEqual([201, 'served']);
    expect(await ask('sdk', 'POST', `/v5/tokens/rooms/${room}`)).toEqual([201, 'served']);
    expect(await ask('sdk', 'GET', `/v5/rooms/${room}`)).toEqual([200, 'served']);
    expect(await ask('room', 'GET', `/v5/rooms/${room}`)).toEqual([200, 'served']);
    expect(await ask('task', 'GET', `/v5/rooms/${room}`)).toEqual([403, 'token access room forbidden']);
  });

  test('5. a changed prefix under a right signature counts as what it says', async () => {
    const relabel = (token: string, to: string) => token.replace(/^NETLESS[A-Z]+_/, `NETLESS${to}_`);
    const get = async (token: string) => {
      const answer = await server.call('GET', `/v5/rooms/${room}`, { token });
      return [answer.statusCode, answer.json().message];
    };
    expect(await get(relabel(server.roomToken(room), 'TASK'))).toEqual([403, 'token access room forbidden']);
    expect(await get(relabel(server.roomToken(room), 'SDK'))).toEqual([401, 'invalid format of token']);
    expect(await get(relabel(server.sdkToken(), 'ROOM'))).toEqual([401, 'invalid format of token']);
    expect((await get(relabel(server.taskToken(room), 'ROOM')))[0]).toBe(200);
    expect(await get(relabel(server.taskToken('a-task'), 'ROOM'))).toEqual([
      403,
      'token access room forbidden',
    ]);
    await expectRefused(relabel(server.roomToken(room), 'SDK'), 401, 'invalid format of token');
  });

  test('6. a role too low: 403 with the role of the token', async () => {
    const create = await server.post('/v5/rooms', { token: server.sdkToken({ role: 'reader' }) });
    expect([create.statusCode, create.json().message]).toEqual([403, 'token access role reader forbidden']);
    for (const token of [server.sdkToken({ role: 'reader' }), server.roomToken(room, { role: 'reader' })]) {
      const answer = await server.call('GET', `/v5/rooms/${room}`, { token });
      expect([answer.statusCode, answer.json().message]).toEqual([403, 'token access role reader forbidden']);
    }
  });

  test('7. a Room token of another room: 403, whether or not the requested room exists', async () => {
    const theirs = await server.createRoom(server.globex);
    for (const uuid of [theirs, '00000000000000000000000000000000', await server.createRoom()]) {
      const answer = await server.call('GET', `/v5/rooms/${uuid}`, { token: server.roomToken(room) });
      expect([answer.statusCode, answer.json().message]).toEqual([403, 'token access room forbidden']);
    }
  });

  test('accepts tokens of the vendor’s own generator', async () => {
    const { accessKey, secretKey } = server.acme;
    server.clock.now = Date.now();
    const sdk = vendor.sdkToken(accessKey, secretKey, HOUR, { role: '1' });
    expect((await server.post('/v5/rooms', { token: sdk })).statusCode).toBe(201);
    const roomToken = vendor.roomToken(accessKey, secretKey, 0, { role: '1', uuid: room });
    expect((await server.call('GET', `/v5/rooms/${room}`, { token: roomToken })).statusCode).toBe(200);
  });

  test('refuses two token headers, which Node joins', async () => {
    const token = `${server.sdkToken()}, ${server.sdkToken()}`;
    await expectRefused(token, 401, 'invalid format of token');
  });
});
