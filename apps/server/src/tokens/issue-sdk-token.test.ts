import { verifyToken } from '@boardgate/token';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, SERVERS, START, type TestServer } from '../../test/support/test-server.ts';

const PATH = '/v5/tokens/teams';

describe.each(SERVERS)('POST /v5/tokens/teams on $name', ({ start }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.stop());

  const body = (changes: Record<string, unknown> = {}) => ({
    accessKey: server.acme.accessKey,
    secretAccessKey: server.acme.secretKey,
    lifespan: HOUR,
    role: 'admin',
    ...changes,
  });

  async function expectRefused(given: unknown, status: number, message: string): Promise<void> {
    const before = await server.everyRow();
    const answer = await server.post(PATH, { body: given });
    expect({ status: answer.statusCode, body: answer.json() }).toEqual({ status, body: { message } });
    expect(await server.everyRow()).toEqual(before);
  }

  test.each(['admin', 'writer', 'reader'])(
    'answers 201 with a %s token as a bare JSON string',
    async (role) => {
      const answer = await server.post(PATH, { body: body({ role }) });

      expect(answer.statusCode).toBe(201);
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
      const token: unknown = answer.json();
      expect(token).toMatch(/^NETLESSSDK_[\w-]+$/);
      const claims = verifyToken(token as string, {
        secretKey: server.acme.secretKey,
        kinds: ['sdk'],
        now: START,
      });
      expect(claims).toMatchObject({
        accessKey: server.acme.accessKey,
        role,
        issuedAt: START,
        expiresAt: START + HOUR,
      });
    },
  );

  test('a lifespan of 0 makes a permanent token', async () => {
    const token = (await server.post(PATH, { body: body({ lifespan: 0 }) })).json() as string;
    expect(
      verifyToken(token, { secretKey: server.acme.secretKey, kinds: ['sdk'] }).expiresAt,
    ).toBeUndefined();
  });

  test('needs no token', async () => {
    expect((await server.post(PATH, { token: 'nonsense', body: body() })).statusCode).toBe(201);
  });

  const LIFESPAN = 'must be an integer number of milliseconds, 0 (= never expires) or more';
  test.each([-1, 1.5, '3600000', null, true, [], {}, Number.MAX_SAFE_INTEGER + 2])(
    'refuses a lifespan of %j',
    (lifespan) => expectRefused(body({ lifespan }), 400, `lifespan ${LIFESPAN}`),
  );
  test('refuses a lifespan that no number can hold', () =>
    expectRefused(
      `{"accessKey":"a","secretAccessKey":"b","lifespan":1e400,"role":"admin"}`,
      400,
      `lifespan ${LIFESPAN}`,
    ));
  test('refuses a lifespan whose end is not a safe integer', () =>
    expectRefused(body({ lifespan: Number.MAX_SAFE_INTEGER }), 400, 'lifespan is too large'));
  test('accepts the longest lifespan whose end is a safe integer', async () => {
    const answer = await server.post(PATH, { body: body({ lifespan: Number.MAX_SAFE_INTEGER - START }) });
    expect(answer.statusCode).toBe(201);
  });

  test.each(['Admin', 'ADMIN', '0', 0, 'owner', '', null, ['admin']])('refuses the role %j', (role) =>
    expectRefused(body({ role }), 400, 'role must be one of: admin, writer, reader'),
  );

  test.each(['accessKey', 'secretAccessKey', 'lifespan', 'role'])(
    'refuses a body without %s',
    async (field) => {
      const answer = await server.post(PATH, { body: body({ [field]: undefined }) });
      expect(answer.statusCode).toBe(400);
      expect(answer.json().message).toMatch(new RegExp(`^${field} is missing: it must be `));
    },
  );

  test.each([
    ['accessKey', 256],
    ['secretAccessKey', 1024],
  ])('refuses a %s that is not a string, is empty or too long', async (field, longest) => {
    for (const value of [1, null, {}, '', 'x'.repeat(longest + 1)]) {
      await expectRefused(
        body({ [field]: value }),
        400,
        `${field} must be a string of 1 to ${longest} characters`,
      );
    }
  });

  test('an unknown access key and a wrong secret key are refused alike', async () => {
    const message = 'invalid accessKey or secretAccessKey';
    await expectRefused(body({ accessKey: 'unknown' }), 401, message);
    await expectRefused(body({ secretAccessKey: 'wrong' }), 401, message);
    await expectRefused(body({ secretAccessKey: server.globex.secretKey }), 401, message);
    await expectRefused(body({ accessKey: 'nul\0' }), 401, message);
    await expectRefused(body({ accessKey: '\ud800' }), 401, message);
    await expectRefused(body({ secretAccessKey: '\ud800' }), 401, message);
  });

  test('only the right secret key reveals that a key or project is disabled', async () => {
    await server.setDisabled('key', true);
    await server.setDisabled('project', true, server.globex);
    const { accessKey, secretKey } = server.globex;

    await expectRefused(body(), 403, 'token access team forbidden');
    await expectRefused(body({ accessKey, secretAccessKey: secretKey }), 403, 'token access team forbidden');
    await expectRefused(body({ secretAccessKey: 'wrong' }), 401, 'invalid accessKey or secretAccessKey');
  });

  test('secrets and tokens stay out of the log and out of every refusal', async () => {
    const token = (await server.post(PATH, { body: body() })).json() as string;
    const refusal = await server.post(PATH, { body: body({ role: 'x' }) });
    const wrong = await server.post(PATH, { body: body({ secretAccessKey: 'my-wrong-secret' }) });

    const told = [...server.log, refusal.body, wrong.body].join('\n');
    expect(server.log.length).toBeGreaterThan(2);
    for (const secret of [server.acme.secretKey, token, token.slice(11), 'my-wrong-secret'])
      expect(told).not.toContain(secret);
  });
});

describe.each(SERVERS)('the lifespan policy on $name', ({ start }) => {
  test('limits lifespans and forbids permanent tokens if the operator says so', async () => {
    const server = await start({ maxLifespanMs: HOUR, allowPermanentTokens: false });
    const ask = async (lifespan: number) => {
      const { accessKey, secretKey } = server.acme;
      const answer = await server.post(PATH, {
        body: { accessKey, secretAccessKey: secretKey, lifespan, role: 'reader' },
      });
      return [answer.statusCode, answer.json().message];
    };
    try {
      expect((await ask(HOUR))[0]).toBe(201);
      expect(await ask(HOUR + 1)).toEqual([
        400,
        'lifespan must be at most 3600000 milliseconds on this server',
      ]);
      expect(await ask(0)).toEqual([400, 'lifespan must not be 0: this server issues no permanent tokens']);
    } finally {
      await server.stop();
    }
  });
});
