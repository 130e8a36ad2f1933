import { verifyToken } from '@boardgate/token';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, OPERATOR, SERVERS, START, type TestServer } from '../../test/support/test-server.ts';

const body = (changes: Record<string, unknown> = {}) => ({ lifespan: HOUR, role: 'reader', ...changes });

const MALFORMED = 'room not found: a room uuid has 32 hexadecimal digits without dashes, in lower case';

describe.each(SERVERS)('POST /v5/tokens/rooms/{uuid} on $name', ({ start }) => {
  let server: TestServer;
  let room: string;
  beforeEach(async () => {
    server = await start();
    room = await server.createRoom();
  });
  afterEach(() => server.stop());

  const ask = (uuid: string, token: string, given: unknown = body()) =>
    server.post(`/v5/tokens/rooms/${uuid}`, { token, body: given });

  async function expectRefused(
    answer: ReturnType<typeof ask>,
    status: number,
    message: string,
  ): Promise<void> {
    const before = await server.everyRow();
    const { statusCode, body: text } = await answer;
    expect({ status: statusCode, body: JSON.parse(text) }).toEqual({ status, body: { message } });
    expect(await server.everyRow()).toEqual(before);
  }

  test('answers 201 with a Room token signed by the key of the SDK token', async () => {
    const answer = await ask(room, server.sdkToken());

    expect(answer.statusCode).toBe(201);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    const token = answer.json() as string;
    expect(token).toMatch(/^NETLESSROOM_/);
    expect(
      verifyToken(token, { secretKey: server.acme.secretKey, kinds: ['room'], now: START }),
    ).toMatchObject({
      accessKey: server.acme.accessKey,
      role: 'reader',
      uuid: room,
      expiresAt: START + HOUR,
      issuedAt: START,
    });
  });

  test.each([
    ['admin', ['admin', 'writer', 'reader']],
    ['writer', ['writer', 'reader']],
    ['reader', ['reader']],
  ] as const)('a %s SDK token may issue only %j', async (own, allowed) => {
    const token = server.sdkToken({ role: own });
    for (const role of ['admin', 'writer', 'reader'] as const) {
      const answer = await ask(room, token, body({ role }));
      if ((allowed as readonly string[]).includes(role)) expect(answer.statusCode).toBe(201);
      else await expectRefused(Promise.resolve(answer), 403, `token access role ${own} forbidden`);
    }
  });

  test('signs with the named key of the same project', async () => {
    const second = await server.store.keys.create(server.acme.project, OPERATOR);
    const token = (await ask(room, server.sdkToken(), body({ ak: second.accessKey }))).json() as string;
    expect(verifyToken(token, { secretKey: second.secretKey, kinds: ['room'], now: START }).accessKey).toBe(
      second.accessKey,
    );
  });

  test('refuses to sign with an unknown, a disabled or another project’s key, all alike', async () => {
    const disabled = await server.store.keys.create(server.acme.project, OPERATOR);
    await server.store.keys.update(disabled.accessKey, { isDisabled: true }, OPERATOR);
    for (const ak of ['unknown', 'nul\0', '\udfff', disabled.accessKey, server.globex.accessKey]) {
      await expectRefused(ask(room, server.sdkToken(), body({ ak })), 403, 'token access team forbidden');
    }
  });

  test.each([1, null, '', {}, 'x'.repeat(257)])('refuses an ak of %j', (ak) =>
    expectRefused(
      ask(room, server.sdkToken(), body({ ak })),
      400,
      'ak must be a string of 1 to 256 characters',
    ),
  );

  test.each([-1, 0.5, '1', null, 2 ** 53])('refuses a lifespan of %j', (lifespan) =>
    expectRefused(
      ask(room, server.sdkToken(), body({ lifespan })),
      400,
      'lifespan must be an integer number of milliseconds, 0 (= never expires) or more',
    ),
  );

  test('refuses an empty body: lifespan and role are required', async () => {
    const answer = await server.post(`/v5/tokens/rooms/${room}`, { token: server.sdkToken() });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().message).toMatch(/^lifespan is missing/);
  });

  test('an unknown room and another project’s room get the same answer, byte for byte', async () => {
    const theirs = await server.createRoom(server.globex);
    // Their room is in memory too, so that a difference between memory and database would show.
    expect((await ask(theirs, server.sdkToken({ tenant: server.globex }))).statusCode).toBe(201);
    const unknown = room.replace(/^......../, '00000000');

    const answers = await Promise.all([ask(theirs, server.sdkToken()), ask(unknown, server.sdkToken())]);
    const seen = answers.map(({ statusCode, headers, rawPayload }) => ({
      statusCode,
      headers: { ...headers, date: undefined, 'x-request-id': undefined },
      body: rawPayload.toString('hex'),
    }));
    expect(seen[0]).toEqual(seen[1]);
    await expectRefused(ask(theirs, server.sdkToken()), 404, 'room not found');
  });

  test.each(['nope', 'ABCDEF', '..%2f..', "'%20or%201=1", '%00', '%F0%9F%94%91'])(
    'refuses the uuid %s: no room has such a one',
    (uuid) => expectRefused(ask(uuid, server.sdkToken()), 404, MALFORMED),
  );
  test('refuses an unknown uuid', () =>
    expectRefused(ask('7f1d2c3b4a5968778695a4b3c2d1e0f0', server.sdkToken()), 404, 'room not found'));
  test('the uuid is case-sensitive', async () =>
    expectRefused(ask(room.toUpperCase(), server.sdkToken()), 404, MALFORMED));
  test('a uuid of more than 256 characters matches no route', async () => {
    expect((await ask('a'.repeat(257), server.sdkToken())).statusCode).toBe(404);
  });
  test('a uuid with a broken escape is a 400', () =>
    expectRefused(
      ask('%zz', server.sdkToken()),
      400,
      'the request is not well-formed HTTP, or its headers are too large',
    ));

  test('a banned room is refused from the next request on, although it was in memory', async () => {
    const token = server.sdkToken();
    expect((await ask(room, token)).statusCode).toBe(201);
    await server.banRoom(room);
    await expectRefused(ask(room, token), 403, 'room is banned');
  });

  test('ignores a trailing slash, the query and unknown fields', async () => {
    const answer = await server.post(`/v5/tokens/rooms/${room}/?ts=1&x[]=2`, {
      token: server.sdkToken(),
      body: body({ pack: 1 }),
    });
    expect(answer.statusCode).toBe(201);
  });

  test('neither token nor secret key reaches the log', async () => {
    const sdk = server.sdkToken();
    const token = (await ask(room, sdk)).json() as string;
    await ask('unknown', sdk);
    const logged = server.log.join('\n');
    expect(logged).toContain(server.acme.accessKey);
    for (const secret of [sdk.slice(11), token.slice(12), server.acme.secretKey])
      expect(logged).not.toContain(secret);
  });
});
