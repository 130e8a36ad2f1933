import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATABASES } from './support/databases.ts';
import { type RawAnswer, sendRaw } from './support/raw-http.ts';
import { ADMIN_TOKEN, HOUR, TestServer } from './support/test-server.ts';

const NO_ROUTE = 'no such route or method: see /docs for those there are';
const ENCODINGS = {
  gzip: gzipSync,
  'x-gzip': gzipSync,
  GZip: gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
};

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start(DATABASES[0].create);
  await server.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => server.stop());

interface Sent {
  readonly version?: string;
  /** `undefined` = not sent. */
  readonly headers?: Record<string, string | undefined>;
  readonly body?: string | Buffer;
}

/** Sends a request that has a token, over a socket of its own. */
function ask(method: string, target: string, { version = '1.1', headers, body = '' }: Sent = {}) {
  const all = {
    host: 'boards.example',
    region: 'us-sv',
    token: server.sdkToken(),
    connection: 'close',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  const head = [`${method} ${target} HTTP/${version}`, ...lines].join('\r\n');
  return sendRaw(server.app, `${head}\r\n\r\n`, body);
}

const json = ({ body }: RawAnswer) => JSON.parse(body) as Record<string, unknown>;
const createRoom = (sent: Sent) => ask('POST', '/v5/rooms', sent);

async function expectRefused(asked: Promise<RawAnswer>, status: number, message: string): Promise<void> {
  const before = await server.everyRow();
  const answer = await asked;
  expect([answer.status, json(answer)]).toEqual([status, { message }]);
  expect(await server.everyRow()).toEqual(before);
}

describe('what Node.js would answer without a body', () => {
  test.each(['200-ok', 'nonsense', '100-continued', ''])('Expect: %s is refused', async (expectation) => {
    const asked = createRoom({ headers: { expect: expectation }, body: '{}' });
    await expectRefused(asked, 400, 'the Expect header must be 100-continue, or absent');
  });
  test.each(['100-continue', '100-Continue'])('Expect: %s is met', async (expectation) => {
    const answer = await createRoom({ headers: { expect: expectation }, body: '{"name":"patient"}' });
    expect([answer.status, json(answer).name]).toEqual([201, 'patient']);
  });
  test('an expectation ends the connection: the body may follow, or the next request', async () => {
    const asked = createRoom({ headers: { expect: '200-ok', connection: undefined }, body: '{}' });
    expect((await asked).headers.connection).toBe('close');
  });
  test('HTTP/1.1 without Host is refused, HTTP/1.0 is served', async () => {
    const headers = { host: undefined, connection: undefined };
    const message = 'the Host header is missing: HTTP/1.1 requires it';
    await expectRefused(createRoom({ headers }), 400, message);
    await expectRefused(ask('GET', '/healthz', { headers }), 400, message);
    expect((await createRoom({ headers, version: '1.0' })).status).toBe(201);
  });
  test.each(['TRACE', 'PROPFIND', 'M-SEARCH', 'LINK', 'QUERY', 'LOCK'])(
    'the method %s is unknown',
    async (method) => {
      await expectRefused(ask(method, '/v5/rooms'), 404, NO_ROUTE);
    },
  );
  test.each(['*', 'boards.example:80', '/v5/rooms/%zz', '/%'])('the target %s is refused', async (target) => {
    const answer = await ask('OPTIONS', target);
    expect([400, 404]).toContain(answer.status);
    expect(json(answer)).toEqual({ message: expect.stringMatching(/^(no such route|the request is not)/) });
  });
  test('Upgrade is ignored', async () => {
    const headers = { connection: 'close, upgrade', upgrade: 'websocket' };
    expect((await createRoom({ headers })).status).toBe(201);
  });
});

describe('a compressed body', () => {
  test.each(Object.entries(ENCODINGS))('in %s is read', async (encoding, compress) => {
    const headers = { 'content-encoding': encoding };
    const answer = await createRoom({ headers, body: compress('{"name":"Физика 🔭"}') });
    expect([answer.status, json(answer).name]).toEqual([201, 'Физика 🔭']);
  });
  test('in deflate without the zlib format around it is read', async () => {
    const headers = { 'content-encoding': 'deflate' };
    const answer = await createRoom({ headers, body: deflateRawSync('{"name":"bare"}') });
    expect([answer.status, json(answer).name]).toEqual([201, 'bare']);
  });
  test('makes a token, and is read by the management API', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const { accessKey, secretKey } = server.acme;
    const wanted = { accessKey, secretAccessKey: secretKey, lifespan: HOUR, role: 'admin' };
    const issued = await ask('POST', '/v5/tokens/teams', { headers, body: gzipSync(JSON.stringify(wanted)) });
    expect([issued.status, issued.body]).toEqual([201, expect.stringMatching(/^"NETLESSSDK_/)]);
    const made = await ask('POST', '/v1/projects', {
      headers: { ...headers, authorization: `Bearer ${ADMIN_TOKEN}` },
      body: gzipSync('{"name":"compressed"}'),
    });
    expect([made.status, json(made).name]).toEqual([201, 'compressed']);
  });
  test('of null, and of nothing at all, counts as {}', async () => {
    const headers = { 'content-encoding': 'gzip' };
    expect((await createRoom({ headers, body: gzipSync('null') })).status).toBe(201);
    expect((await createRoom({ headers, body: gzipSync('') })).status).toBe(201);
    expect((await createRoom({ headers })).status).toBe(201);
  });
  test.each(['identity', ''])('is plain if the encoding is %j', async (encoding) => {
    const answer = await createRoom({ headers: { 'content-encoding': encoding }, body: '{"name":"plain"}' });
    expect([answer.status, json(answer).name]).toEqual([201, 'plain']);
  });

  test.each(Object.entries(ENCODINGS))(
    'in %s may have 65,536 bytes and no more',
    async (encoding, compress) => {
      const headers = { 'content-encoding': encoding };
      const bodyOf = (bytes: number) => compress(JSON.stringify({ x: 'x'.repeat(bytes - 8) }));
      expect((await createRoom({ headers, body: bodyOf(65_536) })).status).toBe(201);
      const tooLarge = 'the body is too large: 65536 bytes at most';
      await expectRefused(createRoom({ headers, body: bodyOf(65_537) }), 400, tooLarge);
      // 40 MB in 40 kB.
      await expectRefused(createRoom({ headers, body: compress(Buffer.alloc(40_000_000)) }), 400, tooLarge);
    },
  );
  test('that takes more than 65,536 bytes as it is sent is refused', async () => {
    const body = gzipSync('{}', { level: 0 });
    const padded = Buffer.concat([body, Buffer.alloc(65_537 - body.length)]);
    const asked = createRoom({ headers: { 'content-encoding': 'gzip' }, body: padded });
    await expectRefused(asked, 400, 'the body is too large: 65536 bytes at most');
  });

  test.each(['gzip', 'deflate', 'br'])(
    'that is not %s, or only the half of it, is refused',
    async (encoding) => {
      const headers = { 'content-encoding': encoding };
      const whole = ENCODINGS[encoding as 'gzip' | 'deflate' | 'br']('{"name":"whole"}');
      for (const body of ['{"name":"plain"}', whole.subarray(0, -3)]) {
        const message = `the body is not valid ${encoding} data, as its Content-Encoding says`;
        await expectRefused(createRoom({ headers, body }), 400, message);
      }
    },
  );
  test.each([
    ['zstd', '"zstd"'],
    ['gzip, br', '"gzip, br"'],
    ['toString', '"toString"'],
    ['x'.repeat(300), `"${'x'.repeat(24)}..."`],
    ['é"', '"\\u00c3\\u00a9\\""'],
  ])('in %s is refused, with the encodings that are known', async (encoding, shown) => {
    const asked = createRoom({ headers: { 'content-encoding': encoding }, body: '{}' });
    const message = `the Content-Encoding ${shown} of the body is unknown: use one of gzip, deflate, br, or none`;
    await expectRefused(asked, 400, message);
  });
  test('is not looked at before the token', async () => {
    const headers = { 'content-encoding': 'zstd', token: 'nonsense' };
    await expectRefused(createRoom({ headers, body: '{}' }), 401, 'invalid format of token');
  });
});

describe('another spelling of a path', () => {
  test('//v5 is /v5, for every method', async () => {
    const room = await ask('POST', '//v5/rooms', { body: '{"name":"doubled"}' });
    expect([room.status, json(room).name]).toEqual([201, 'doubled']);
    const path = `//v5/rooms/${String(json(room).uuid)}`;
    expect((await ask('GET', path)).status).toBe(200);
    expect((await ask('HEAD', path)).status).toBe(200);
    expect((await ask('PATCH', path, { body: '{"isBan":true}' })).status).toBe(201);
    const preflight = { origin: 'https://app.example', 'access-control-request-method': 'POST' };
    expect((await ask('OPTIONS', path, { headers: preflight })).status).toBe(204);
    expect((await ask('GET', '//v5/rooms/?limit=1')).status).toBe(200);
    expect(json(await ask('GET', '//v5/rooms', { headers: { region: undefined } })).message).toMatch(
      /^region is missing/,
    );
  });
  test.each([
    '///v5/rooms',
    '/v5//rooms',
    '//v5//rooms',
    '//v1/projects',
    '//healthz',
    '//boards.example/v5/rooms',
    '//v55/rooms',
  ])('%s is no route', async (path) => {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
    const answer = await ask('GET', path, { headers });
    expect([answer.status, json(answer).message]).toEqual([404, NO_ROUTE]);
  });

  test.each([
    ['GET', '/%76%35/rooms'],
    ['GET', '/%765/rooms'],
    ['GET', '/v5/%72ooms'],
    ['GET', '//%765/rooms'],
    ['POST', '/v5/tokens/%74eams'],
    ['HEAD', '/%76%35/rooms'],
    ['OPTIONS', '/%76%35/rooms'],
    ['GET', '/%76%31/projects'],
    ['GET', '/v%31/projects'],
    ['GET', '/v1/%70rojects?limit=1'],
    ['GET', '/%68ealthz'],
    ['GET', '/%6detrics'],
    ['GET', '/%63onsole'],
    ['GET', 'http://boards.example/%76%35/rooms'],
  ])('%s %s is no route: its fixed part is escaped', async (method, path) => {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
    const answer = await ask(method, path, { headers });
    expect(answer.status).toBe(404);
    if (method !== 'HEAD') expect(json(answer).message).toBe(NO_ROUTE);
  });
  test('an escaped parameter and query are read', async () => {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
    const { accessKey } = server.acme;
    const escaped = `%${accessKey.charCodeAt(0).toString(16)}${accessKey.slice(1)}`;
    for (const target of [`/v1/keys/${escaped}`, `http://boards.example/v1/keys/${escaped}/`]) {
      const answer = await ask('GET', target, { headers });
      expect([answer.status, json(answer).accessKey]).toEqual([200, accessKey]);
    }
    expect((await ask('GET', '/v5/rooms?%6cimit=1&x=%76')).status).toBe(200);
  });
});
