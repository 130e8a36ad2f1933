import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rightJson } from '../../../packages/token/test/diagnose/support.ts';
import { tokenOf, withField } from '../../../packages/token/test/support.ts';
import { HOUR, OPERATOR, SERVERS, START, type TestServer } from './support/test-server.ts';

describe.each(SERVERS)('revocation on $name', ({ start }) => {
  let server: TestServer;
  let room: string;
  beforeEach(async () => {
    server = await start();
    room = await server.createRoom();
    server.clock.now += 1000;
  });
  afterEach(() => server.stop());

  const revoke = async (body: object) => {
    const answer = await server.manage('POST', '/v1/revocations', body);
    expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)]);
    return answer.json() as { id: string; note: string; issuedBefore: string | null };
  };
  const list = (token: string) => server.call('GET', '/v5/rooms', { token });
  const look = (token: string) => server.call('GET', `/v5/rooms/${room}`, { token });
  const isAccepted = async (token: string, ask = list) => {
    const { statusCode, body } = await ask(token);
    if (statusCode !== 200)
      expect([statusCode, body]).toEqual([403, '{"message":"token access team forbidden"}']);
    return statusCode === 200;
  };
  /** A token as a generator makes it that writes nonces of its own. */
  const tokenWithNonce = (nonce: string) => {
    const { accessKey, secretKey } = server.acme;
    const fields = Object.entries({ ak: accessKey, nonce, role: '0' });
    const sig = createHmac('sha256', secretKey).update(rightJson(fields)).digest('hex');
    return tokenOf('sdk', withField(fields, 'sig', sig));
  };

  test('of one token: from the next request on, also where memory knew it, and no other token', async () => {
    const token = server.sdkToken();
    const other = server.sdkToken();
    expect([await isAccepted(token), await isAccepted(other)]).toEqual([true, true]);
    const { id, note } = await revoke({ token, reason: 'leaked' });
    expect(note).toBe('This token is refused from now on.');
    expect([await isAccepted(token), await isAccepted(other)]).toEqual([false, true]);

    expect((await server.manage('DELETE', `/v1/revocations/${encodeURIComponent(id)}`)).statusCode).toBe(204);
    expect(await isAccepted(token)).toBe(true);
  });

  test('of one token: made by the command in another process, and still there after a restart', async () => {
    const token = server.sdkToken();
    expect(await isAccepted(token)).toBe(true);
    const other = await server.openAgain();
    await other.revocations.revokeToken(token, '', OPERATOR);
    await server.settle();
    expect(await isAccepted(token)).toBe(false);

    const restarted = await server.startAgain();
    const answer = await restarted.app.inject({ url: '/v5/rooms', headers: { token, region: 'us-sv' } });
    expect(answer.statusCode).toBe(403);
    await restarted.stop();
    await other.database.close();
  });

  test('by key: what it signed before, and nothing of another key or issued since', async () => {
    const old = server.sdkToken();
    const oldRoomToken = server.roomToken(room);
    const second = {
      project: server.acme.project,
      ...(await server.store.keys.create(server.acme.project, OPERATOR)),
    };
    const others = server.sdkToken({ tenant: second });
    expect(await isAccepted(old)).toBe(true);
    const { note } = await revoke({ accessKey: server.acme.accessKey });
    expect(note).toContain('whose nonce carries no time of issue');
    expect([await isAccepted(old), await isAccepted(oldRoomToken, look)]).toEqual([false, false]);
    expect(await isAccepted(others)).toBe(true);
    // What was issued in the very millisecond of the revocation is meant too; what comes after is not.
    expect(await isAccepted(server.sdkToken())).toBe(false);
    server.clock.now += 1;
    expect(await isAccepted(server.sdkToken())).toBe(true);
  });

  test('by project: every key of it, and no other project', async () => {
    const old = server.sdkToken();
    await revoke({ project: server.acme.project.id });
    expect(await isAccepted(old)).toBe(false);
    expect(await isAccepted(server.sdkToken({ tenant: server.globex }))).toBe(true);
    server.clock.now += 1;
    expect(await isAccepted(server.sdkToken())).toBe(true);
  });

  test('by room: its Room tokens, and neither SDK tokens nor those of another room', async () => {
    const token = server.roomToken(room);
    expect(await isAccepted(token, look)).toBe(true);
    await revoke({ room });
    expect(await isAccepted(token, look)).toBe(false);
    expect(await isAccepted(server.sdkToken(), look)).toBe(true);
    server.clock.now += 1;
    expect(await isAccepted(server.roomToken(room), look)).toBe(true);
  });

  test('before a time: at exactly that time a token is good; the later of two times is in force', async () => {
    const at = new Date(START + 500).toISOString();
    const earlier = server.sdkToken({ now: START + 499 });
    const exactly = server.sdkToken({ now: START + 500 });
    await revoke({ accessKey: server.acme.accessKey, issuedBefore: at });
    expect([await isAccepted(earlier), await isAccepted(exactly)]).toEqual([false, true]);
    const { issuedBefore } = await revoke({
      accessKey: server.acme.accessKey,
      issuedBefore: new Date(START).toISOString(),
    });
    expect(issuedBefore).toBe(at);
    expect(await isAccepted(earlier)).toBe(false);
  });

  test('reads the vendor’s 13 digits and 00 as a time, and refuses nonces that carry none', async () => {
    const before = tokenWithNonce(`${START}00`);
    const since = tokenWithNonce(`${START + 2000}00`);
    const random = tokenWithNonce('f47ac10b-58cc-4372-a567-0e02b2c3d479');
    expect([await isAccepted(before), await isAccepted(since), await isAccepted(random)]).toEqual([
      true,
      true,
      true,
    ]);
    await revoke({ accessKey: server.acme.accessKey });
    expect([await isAccepted(before), await isAccepted(since), await isAccepted(random)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('a nonce may be as long as a token allows, and hold anything', async () => {
    for (const nonce of ['n'.repeat(5000), 'ключ 🔑\n', "'; drop table revocations; --"]) {
      const token = tokenWithNonce(nonce);
      expect(await isAccepted(token)).toBe(true);
      await revoke({ token });
      expect(await isAccepted(token)).toBe(false);
    }
  });

  test('two tokens that share a nonce: the revocation stays as long as the one that lives longer', async () => {
    const { accessKey, secretKey } = server.acme;
    const withExpiry = (expireAt: number) => {
      const fields = Object.entries({
        ak: accessKey,
        expireAt: String(expireAt),
        nonce: `${START}00`,
        role: '0',
      });
      const sig = createHmac('sha256', secretKey).update(rightJson(fields)).digest('hex');
      return tokenOf('sdk', withField(fields, 'sig', sig));
    };
    const [short, long] = [withExpiry(START + HOUR), withExpiry(START + 9 * HOUR)];
    for (const token of [short, long, short]) await revoke({ token });
    server.clock.now = START + 3 * HOUR;
    await server.store.revocations.prune();
    expect(await isAccepted(long)).toBe(false);
  });

  test('a token that expires after the end of every calendar can be revoked', async () => {
    const { token } = (
      await server.manage('POST', '/v1/tokens', {
        kind: 'sdk',
        role: 'admin',
        lifespan: Number.MAX_SAFE_INTEGER - server.clock.now,
        accessKey: server.acme.accessKey,
      })
    ).json();
    await revoke({ token });
    expect(await isAccepted(token)).toBe(false);
    expect((await server.manage('POST', '/v1/tokens/introspect', { token })).json().reason).toBe('revoked');
  });

  test('entries of tokens that have expired are removed, and no others', async () => {
    await revoke({ token: server.sdkToken({ lifespanMs: HOUR }) });
    const lasting = await revoke({ token: server.sdkToken({ lifespanMs: 2 * HOUR }) });
    const permanent = await revoke({ token: server.sdkToken({ lifespanMs: 0 }) });
    const rule = await revoke({ room });
    // An hour more than the token lived: another server's clock may be behind.
    server.clock.now += 2 * HOUR - 1;
    expect(await server.store.revocations.prune()).toBe(0);
    server.clock.now += 1;
    expect(await server.store.revocations.prune()).toBe(1);
    const { revocations } = (await server.manage('GET', '/v1/revocations')).json();
    expect(revocations.map(({ id }: { id: string }) => id).sort()).toEqual(
      [lasting.id, permanent.id, rule.id].sort(),
    );
  });

  test('what cannot be revoked is refused with what would be right, and writes nothing', async () => {
    const before = await server.everyRow();
    const refusals: [object, number, string][] = [
      [{}, 400, 'the body must name one of: token, room, accessKey, project'],
      [{ room, project: 'x' }, 400, 'the body must name one of: token, room, accessKey, project'],
      [{ token: 'x' }, 400, 'token must be a whole token that an access key of this server signed'],
      [
        { token: server.sdkToken({ tenant: { ...server.acme, secretKey: 'wrong' } }) },
        400,
        'token must be a whole token that an access key of this server signed',
      ],
      [
        { token: server.sdkToken({ now: START - HOUR }) },
        400,
        'token has expired already: nobody accepts it, so there is nothing to revoke',
      ],
      [
        { token: server.sdkToken(), issuedBefore: new Date(START).toISOString() },
        400,
        'issuedBefore does not go with token: it is one token',
      ],
      [{ room, issuedBefore: 'soon' }, 400, 'issuedBefore must be a time such as 2026-01-02T03:04:05Z'],
      [
        { room, issuedBefore: new Date(START + 2 * HOUR).toISOString() },
        400,
        'issuedBefore must be at most an hour ahead',
      ],
      [{ room: '0'.repeat(32) }, 404, 'room not found'],
      [{ accessKey: 'none' }, 404, 'no access key none: list the keys to see which exist'],
      [{ project: 'none' }, 404, 'no project none: list the projects to see which exist'],
      [
        { tokn: 'x' },
        400,
        'unknown field "tokn": this request takes token, room, accessKey, project, issuedBefore, reason',
      ],
      [{ room, reason: 'x'.repeat(257) }, 400, 'reason must be a string of at most 256 characters'],
    ];
    for (const [body, status, message] of refusals) {
      const answer = await server.manage('POST', '/v1/revocations', body);
      expect([answer.statusCode, answer.json().message]).toEqual([status, message]);
    }
    expect((await server.manage('DELETE', '/v1/revocations/none')).json().message).toBe(
      'no revocation none: list the revocations to see which exist',
    );
    expect(await server.everyRow()).toEqual(before);
  });

  test('the list goes page by page, oldest first, and can be narrowed', async () => {
    const made: string[] = [];
    for (let at = 0; at < 5; at++) {
      server.clock.now += 1;
      made.push((await revoke({ token: server.sdkToken() })).id);
    }
    await revoke({ project: server.globex.project.id });
    const seen: string[] = [];
    let path = `/v1/revocations?limit=2&project=${server.acme.project.id}`;
    for (;;) {
      const { revocations, next } = (await server.manage('GET', path)).json();
      seen.push(...revocations.map(({ id }: { id: string }) => id));
      if (next === null) break;
      path = `/v1/revocations?limit=2&project=${server.acme.project.id}&after=${encodeURIComponent(next)}`;
    }
    expect(seen).toEqual(made);
    const idsOf = async (query: string) => {
      const { revocations } = (await server.manage('GET', `/v1/revocations?${query}`)).json();
      return revocations.map(({ id }: { id: string }) => id);
    };
    expect(await idsOf('scope=project')).toHaveLength(1);
    const newest = await idsOf(`order=newest&limit=3&project=${server.acme.project.id}`);
    expect(newest).toEqual(made.toReversed().slice(0, 3));
    expect(
      await idsOf(`order=newest&project=${server.acme.project.id}&after=${encodeURIComponent(newest[2])}`),
    ).toEqual(made.toReversed().slice(3));
    const ofRoom = await revoke({ room });
    const ofKey = await revoke({ accessKey: server.globex.accessKey });
    expect(await idsOf(`room=${room}`)).toEqual([ofRoom.id]);
    expect(await idsOf(`accessKey=${server.globex.accessKey}`)).toEqual([ofKey.id]);
    expect(await idsOf(`accessKey=${server.acme.accessKey}`)).toEqual(made);
    expect(await idsOf('room=none')).toEqual([]);
  });
});
