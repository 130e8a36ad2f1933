import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, SERVERS, type TestServer } from '../../test/support/test-server.ts';

describe.each(SERVERS)('PATCH /v5/rooms/{uuid} on $name', ({ start }) => {
  let server: TestServer;
  let room: string;
  beforeEach(async () => {
    server = await start();
    room = await server.createRoom();
  });
  afterEach(() => server.stop());

  const patch = (body: unknown, token = server.sdkToken(), uuid = room) =>
    server.call('PATCH', `/v5/rooms/${uuid}`, { token, body });
  const issue = () =>
    server.post(`/v5/tokens/rooms/${room}`, {
      token: server.sdkToken(),
      body: { lifespan: HOUR, role: 'reader' },
    });

  test('answers 201 with the room, banned and open again', async () => {
    const banned = await patch({ isBan: true });
    expect([banned.statusCode, banned.json()]).toEqual([
      201,
      expect.objectContaining({ uuid: room, isBan: true }),
    ]);
    const open = await patch({ isBan: false });
    expect([open.statusCode, open.json().isBan]).toEqual([201, false]);
    const found = await server.call('GET', `/v5/rooms/${room}`, { token: server.sdkToken() });
    expect(open.json()).toEqual(found.json());
  });

  test('a ban takes effect everywhere from the next request on, and so does lifting it', async () => {
    const token = server.roomToken(room);
    const look = () => server.call('GET', `/v5/rooms/${room}`, { token });
    expect([(await look()).statusCode, (await issue()).statusCode]).toEqual([200, 201]);
    await patch({ isBan: true });
    for (const answer of [await look(), await issue()]) {
      expect([answer.statusCode, answer.body]).toEqual([403, '{"message":"room is banned"}']);
    }
    await patch({ isBan: false });
    expect([(await look()).statusCode, (await issue()).statusCode]).toEqual([200, 201]);
  });

  test('a ban on one server is in force on another', async () => {
    const other = await server.startAgain();
    const token = server.roomToken(room);
    const look = async () =>
      (await other.app.inject({ url: `/v5/rooms/${room}`, headers: { token, region: 'sg' } })).statusCode;
    expect(await look()).toBe(200);
    await patch({ isBan: true });
    // PostgreSQL's word of it travels by itself.
    await expect.poll(look).toBe(403);
    await other.stop();
  });

  test('a Room token of an admin may ban its own room, and no other', async () => {
    const token = server.roomToken(room);
    const other = await server.createRoom();
    expect((await patch({ isBan: true }, token, other)).json().message).toBe('token access room forbidden');
    expect((await patch({ isBan: true }, token)).statusCode).toBe(201);
  });

  test('a Room token of an admin lifts the ban that it set, and a weaker one does not', async () => {
    const token = server.roomToken(room);
    expect((await patch({ isBan: true }, token)).statusCode).toBe(201);
    const again = await patch({ isBan: true }, token);
    expect([again.statusCode, again.json().isBan]).toEqual([201, true]);
    for (const role of ['writer', 'reader'] as const) {
      const answer = await patch({ isBan: false }, server.roomToken(room, { role }));
      expect([answer.statusCode, answer.json().message]).toEqual([
        403,
        `token access role ${role} forbidden`,
      ]);
    }
    const foreign = await patch({ isBan: false }, server.roomToken(room, { tenant: server.globex }));
    expect([foreign.statusCode, foreign.json().message]).toEqual([404, 'room not found']);
    const open = await patch({ isBan: false }, token);
    expect([open.statusCode, open.json()]).toEqual([
      201,
      expect.objectContaining({ uuid: room, isBan: false }),
    ]);
    expect((await server.call('GET', `/v5/rooms/${room}`, { token })).statusCode).toBe(200);
  });

  test.each([[{}], [{ isBan: 'true' }], [{ isBan: 1 }], [{ isBan: null }]])('refuses %j', async (body) => {
    const before = await server.everyRow();
    const answer = await patch(body);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().message).toMatch(/^isBan (is missing: it )?must be true or false$/);
    expect(await server.everyRow()).toEqual(before);
  });

  test('the audit log says who did it; a ban that changes nothing is not recorded', async () => {
    await patch({ isBan: true });
    await patch({ isBan: true });
    const { entries } = (await server.manage('GET', `/v1/audit?subject=${room}`)).json();
    expect(entries).toEqual([
      expect.objectContaining({
        action: 'room.update',
        actor: `key:${server.acme.accessKey}`,
        address: '127.0.0.1',
        project: server.acme.project.id,
        before: { isBan: false },
        after: { isBan: true },
      }),
    ]);
  });
});
