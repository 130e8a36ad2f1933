import { decodeUnverifiedToken } from '@boardgate/token';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AccessKey } from '../src/access/access-key.ts';
import { AccessKeyStore } from '../src/keys/access-key-store.ts';
import { Keyring } from '../src/keys/keyring.ts';
import { RevocationStore } from '../src/revocations/revocation-store.ts';
import { RevokedTokens } from '../src/revocations/revoked-tokens.ts';
import { RoomStore } from '../src/rooms/room-store.ts';
import { HOUR, SERVERS, type TestServer } from './support/test-server.ts';

/** Holds the next call of a method open once it has read what it reads, until it is released. */
function hold<Method extends string>(
  prototype: Record<Method, (...args: never[]) => Promise<unknown>>,
  method: Method,
) {
  const original = prototype[method];
  const held = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  vi.spyOn(prototype as never, method).mockImplementationOnce(async function (
    this: unknown,
    ...args: never[]
  ) {
    const found = await original.apply(this as never, args);
    held.resolve();
    await release.promise;
    return found as never;
  } as never);
  return {
    /** Once the call has read. */
    reached: held.promise,
    release: () => release.resolve(),
  };
}

const body = { lifespan: HOUR, role: 'reader' };

describe.each(SERVERS)('what changes while it is being looked up, on $name', ({ start }) => {
  let server: TestServer;
  let room: string;
  beforeEach(async () => {
    server = await start({ failedAttemptsPerAddress: 3 });
    room = await server.createRoom();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await server.stop();
  });

  const issue = (token: string) => server.post(`/v5/tokens/rooms/${room}`, { token, body });

  test('a room that is banned meanwhile is not remembered as open', async () => {
    const token = server.sdkToken();
    // Nothing is remembered of it yet.
    const look = hold(RoomStore.prototype as never, 'find');
    const first = issue(token);
    await look.reached;
    await server.manage('PATCH', `/v1/rooms/${room}`, { isBan: true });
    await server.settle();
    look.release();
    await first;
    expect((await issue(token)).json()).toEqual({ message: 'room is banned' });
  });

  test('a key that is disabled meanwhile is not remembered as enabled', async () => {
    const token = server.sdkToken();
    // A fresh memory, and the first of two sights.
    await server.setDisabled('key', true);
    await server.setDisabled('key', false);
    const look = hold(AccessKeyStore.prototype as never, 'find');
    const second = issue(server.sdkToken());
    await look.reached;
    await server.setDisabled('key', true);
    look.release();
    await second;
    expect((await issue(token)).statusCode).toBe(403);
    expect((await issue(server.sdkToken())).statusCode).toBe(403);
  });

  test('a token that is revoked meanwhile is not remembered as good', async () => {
    server.clock.now += 1000;
    await server.manage('POST', '/v1/revocations', { room, reason: 'older tokens of the room' });
    server.clock.now += 1000;
    const token = server.roomToken(room, { role: 'admin' });
    const use = () => server.call('GET', `/v5/rooms/${room}`, { token });
    for (let time = 0; time < 4; time++) expect((await use()).statusCode).toBe(200);
    // Any change has it looked up again.
    await server.manage('POST', '/v1/revocations', { token: server.sdkToken() });
    await server.settle();
    const look = hold(RevocationStore.prototype as never, 'findAll');
    const held = use();
    await look.reached;
    await server.manage('POST', '/v1/revocations', { token });
    await server.settle();
    look.release();
    await held;
    expect((await use()).statusCode).toBe(403);
  });

  test('a revocation that comes while all are being read again is not forgotten', async () => {
    const token = server.sdkToken();
    const claims = decodeUnverifiedToken(token);
    const revoked = new RevokedTokens(server.store.database);
    await revoked.load();
    const key = { revokedBefore: null } as AccessKey;
    expect(await revoked.isRevoked(claims, key)).toBe(false);
    const read = hold(RevocationStore.prototype as never, 'idsAfter');
    const loading = revoked.load();
    await read.reached;
    await server.manage('POST', '/v1/revocations', { token });
    await server.settle();
    read.release();
    await loading;
    expect(await revoked.isRevoked(claims, key)).toBe(true);
  });

  test('revocations that are read while everything may have changed again do not count as all', async () => {
    let tell: (change: { table: undefined; id: undefined }) => void = () => {};
    const subscribe = (listener: typeof tell) => {
      tell = listener;
    };
    const changes = { look: () => true, subscribe };
    const revoked = new RevokedTokens({ ...server.store.database, changes } as never);
    const token = server.sdkToken();
    const claims = decodeUnverifiedToken(token);
    const key = { revokedBefore: null } as AccessKey;
    const first = hold(RevocationStore.prototype as never, 'idsAfter');
    const loading = revoked.load();
    await first.reached;
    // It is not heard of: the connection was broken.
    await server.manage('POST', '/v1/revocations', { token });
    tell({ table: undefined, id: undefined });
    const second = hold(RevocationStore.prototype as never, 'idsAfter');
    first.release();
    await loading;
    await second.reached;
    expect(await revoked.isRevoked(claims, key)).toBe(true);
    second.release();
    await revoked.ensureLoaded();
    expect(await revoked.isRevoked(claims, key)).toBe(true);
  });

  test('the right secret key is of no use once guesses have reached the limit meanwhile', async () => {
    const { accessKey, secretKey } = server.acme;
    const prove = (secretAccessKey: string) =>
      server.post('/v5/tokens/teams', {
        body: { accessKey, secretAccessKey, lifespan: HOUR, role: 'admin' },
      });
    const look = hold(Keyring.prototype as never, 'findByCredentials');
    const right = prove(secretKey);
    await look.reached;
    for (let guess = 0; guess < 3; guess++) await prove(`guess-${guess}`);
    look.release();
    expect((await right).statusCode).toBe(429);
  });

  test('a wrong signature is answered only after the work that hides whether the key exists', async () => {
    const look = hold(Keyring.prototype as never, 'equaliseTime');
    let isAnswered = false;
    const token = server.sdkToken({ tenant: { ...server.acme, secretKey: 'wrong' } });
    const refused = issue(token).then((answer) => {
      isAnswered = true;
      return answer;
    });
    await look.reached;
    await server.settle();
    expect(isAnswered).toBe(false);
    look.release();
    expect((await refused).statusCode).toBe(401);
  });
});

describe.each(SERVERS)('what is remembered of a token and its key, on $name', ({ start }) => {
  let server: TestServer;
  let room: string;
  beforeEach(async () => {
    server = await start();
    room = await server.createRoom();
  });
  afterEach(() => server.stop());

  const issue = (token: string) => server.post(`/v5/tokens/rooms/${room}`, { token, body });
  /** Until key and token are remembered, which takes a second sight. */
  async function warm(token: string): Promise<void> {
    for (let time = 0; time < 4; time++) expect((await issue(token)).statusCode).toBe(201);
  }

  test('does not outlive the token', async () => {
    const token = server.sdkToken();
    await warm(token);
    server.clock.now += HOUR - 1;
    expect((await issue(token)).statusCode).toBe(201);
    server.clock.now += 1;
    expect((await issue(token)).json()).toEqual({ message: 'expired token' });
  });

  test.each(['project', 'accessKey'] as const)('does not outlive a revocation of the %s', async (subject) => {
    const token = server.sdkToken();
    await warm(token);
    server.clock.now += 1000;
    const value = subject === 'project' ? server.acme.project.id : server.acme.accessKey;
    await server.manage('POST', '/v1/revocations', { [subject]: value });
    await server.settle();
    expect((await issue(token)).statusCode).toBe(403);
    server.clock.now += 1000;
    expect((await issue(server.sdkToken())).statusCode).toBe(201);
  });

  test.each([
    ['accessKey', 'project'],
    ['project', 'accessKey'],
  ] as const)('the later of two revocations counts, of the %s and then of the %s', async (...subjects) => {
    const issued: string[] = [server.sdkToken()];
    for (const subject of subjects) {
      server.clock.now += 1000;
      const value = subject === 'project' ? server.acme.project.id : server.acme.accessKey;
      await server.manage('POST', '/v1/revocations', { [subject]: value });
      server.clock.now += 1000;
      issued.push(server.sdkToken());
    }
    await server.settle();
    const statuses = [];
    for (const token of issued) statuses.push((await issue(token)).statusCode);
    expect(statuses).toEqual([403, 403, 201]);
  });

  test('a project’s policy binds Room and Task tokens as it binds SDK tokens', async () => {
    const policy = { maxLifespanMs: { room: 1000, task: 1000 }, maxRole: 'writer' };
    await server.manage('PATCH', `/v1/projects/${server.acme.project.id}`, { policy });
    await server.settle();
    const task = await server.startTask();
    for (const path of [`/v5/tokens/rooms/${room}`, `/v5/tokens/tasks/${task}`]) {
      const ask = async (more: object) =>
        (await server.post(path, { token: server.sdkToken(), body: { ...body, ...more } })).statusCode;
      expect([path, await ask({ lifespan: 1000 })]).toEqual([path, 201]);
      expect([path, await ask({ lifespan: 1001 })]).toEqual([path, 400]);
      expect([path, await ask({ lifespan: 1000, role: 'admin' })]).toEqual([path, 400]);
    }
  });

  test.each([
    ['first', [5, null]],
    ['last', [null, 5]],
  ])(
    'of two tokens with one nonce the permanent one stays revoked, where it was revoked %s',
    async (_when, ends) => {
      const store = new RevocationStore(server.store.database.db);
      for (const expiresAt of ends) {
        await store.put({
          id: 'token:one-nonce',
          scope: 'token',
          projectId: server.acme.project.id,
          accessKey: server.acme.accessKey,
          nonce: 'one-nonce',
          issuedBefore: null,
          expiresAt,
          reason: '',
          createdAt: 1,
        });
      }
      expect((await store.find('token:one-nonce'))?.expiresAt).toBeNull();
      await store.deleteExpired(10, 100);
      expect(await store.find('token:one-nonce')).toBeDefined();
    },
  );
});
