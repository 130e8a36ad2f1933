import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES } from './support/databases.ts';
import { HOUR, SERVERS, TestServer } from './support/test-server.ts';

const REGIONS = 'us-sv, sg, in-mum, gb-lon, cn-hz, eu';

describe.each(SERVERS)('the conventions of every /v5 request, on $name', ({ start }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.stop());

  const create = (call: Parameters<TestServer['post']>[1] = {}) =>
    server.post('/v5/rooms', { token: server.sdkToken(), ...call });

  async function expectRefused(call: Parameters<TestServer['post']>[1], message: string): Promise<void> {
    const before = await server.everyRow();
    const answer = await create(call);
    expect([answer.statusCode, answer.json()]).toEqual([400, { message }]);
    expect(await server.everyRow()).toEqual(before);
  }

  test('every documented region is accepted', async () => {
    for (const region of REGIONS.split(', ')) expect((await create({ region })).statusCode).toBe(201);
  });
  test('a missing or unknown region is refused, before the token is looked at', async () => {
    await expectRefused({ region: null }, `region is missing: send a region header, one of ${REGIONS}`);
    for (const region of ['US-SV', 'mars', '', 'us-sv, sg']) {
      const message = `region "${region}" is unknown: send one of ${REGIONS}`;
      await expectRefused({ region, token: 'nonsense' }, message);
    }
  });

  test.each([
    ['<b onload="x">\t\\', '"<b onload=\\"x\\">\\t\\\\"'],
    ['\u00e9\u009b\u00ad', '"\\u00e9\\u009b\\u00ad"'],
    ['x'.repeat(24), `"${'x'.repeat(24)}"`],
    ['x'.repeat(5000), `"${'x'.repeat(24)}..."`],
  ])('an unknown region is repeated, cut and escaped: %j', async (region, shown) => {
    await expectRefused({ region }, `region ${shown} is unknown: send one of ${REGIONS}`);
  });
  test('a secret key sent as the region is not repeated', async () => {
    const answer = await create({ region: server.acme.secretKey });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).not.toContain(server.acme.secretKey);
  });

  test.each([
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'nonsense',
    ';;',
    'multipart/form-data',
  ])('a JSON body sent as %s is read as JSON', async (type) => {
    const answer = await create({ body: '{"name":"x"}', headers: { 'content-type': type } });
    expect([answer.statusCode, answer.json().name]).toEqual([201, 'x']);
  });
  test('a body without a content type is read as JSON', async () => {
    const answer = await create({ body: '{"name":"x"}', headers: { 'content-type': undefined } });
    expect([answer.statusCode, answer.json().name]).toEqual([201, 'x']);
  });
  test('no body counts as {}, with and without a content type', async () => {
    expect((await create()).statusCode).toBe(201);
    expect((await create({ headers: { 'content-type': 'application/json' } })).statusCode).toBe(201);
    expect((await create({ body: '', headers: { 'content-length': '0' } })).statusCode).toBe(201);
  });
  test('a byte order mark before the JSON is passed over', async () => {
    expect((await create({ body: '\u{feff}{"name":"x"}' })).json().name).toBe('x');
  });
  test('unknown fields and query parameters are ignored', async () => {
    const answer = await server.post('/v5/rooms?pack=1&limit=9', {
      token: server.sdkToken(),
      body: { pack: true, canvasVersion: '1', imageCompressionLevel: 2, constructor: 1, toString: 1 },
    });
    expect([answer.statusCode, answer.json().limit]).toEqual([201, 0]);
  });

  test.each(['{', '{"name":}', 'name=x', "{'name':'x'}", '{"name":"x"}}', 'NaN', '\0', '{"a":"\u0001"}'])(
    'the body %j is refused: it is no JSON',
    (body) => expectRefused({ body }, 'the body is not valid JSON in UTF-8'),
  );
  test('a body that is no UTF-8 is refused', async () => {
    await expectRefused(
      { body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) },
      'the body is not valid JSON in UTF-8',
    );
  });
  test.each(['null', '[]', ' null ', '[ ]', '\u{feff}null'])(
    'the body %j counts as {}: fields that are required are missing, and no others',
    async (body) => {
      expect((await create({ body })).statusCode).toBe(201);
      const issued = await server.post('/v5/tokens/teams', { body });
      expect([issued.statusCode, issued.json().message]).toEqual([
        400,
        'accessKey is missing: it must be a string of 1 to 256 characters',
      ]);
      const room = await server.createRoom();
      const banned = await server.call('PATCH', `/v5/rooms/${room}`, { token: server.sdkToken(), body });
      expect([banned.statusCode, banned.json().message]).toEqual([
        400,
        'isBan is missing: it must be true or false',
      ]);
    },
  );
  test.each(['[{"name":"x"}]', '[null]', '[[]]', '"x"', '""', '1', '0', 'true', 'false'])(
    'the body %s is refused: it is no object',
    (body) => expectRefused({ body }, 'the body must be a JSON object'),
  );
  test('doubled keys are refused by name, however they are spelt and wherever they stand', async () => {
    await expectRefused({ body: '{"name":"a","name":"b"}' }, 'the body has a key twice: "name"');
    await expectRefused({ body: '{"name":"a","n\\u0061me":"b"}' }, 'the body has a key twice: "name"');
    await expectRefused({ body: '{"x":[{"a":1,"a":2}]}' }, 'the body has a key twice: "a"');
    expect(
      (await create({ body: '{"a":{"a":1},"b":[{"a":1},{"a":2}],"c":"{\\"a\\":1,\\"a\\":2}"}' })).statusCode,
    ).toBe(201);
  });
  test('__proto__ is refused wherever it stands', async () => {
    const message = 'the body must not have a key named "__proto__"';
    await expectRefused({ body: '{"__proto__":{"name":"x"}}' }, message);
    await expectRefused({ body: '{"a":{"__pr\\u006fto__":1}}' }, message);
    // Flat, with as many colons as keys.
    await expectRefused({ body: '{"__proto__":1}' }, message);
    await expectRefused({ body: '{"name":"x","__proto__":null}' }, message);
  });
  test('32 levels are read, 33 are refused', async () => {
    const nested = (levels: number) => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
    expect((await create({ body: nested(32) })).statusCode).toBe(201);
    await expectRefused({ body: nested(33) }, 'the body is nested too deep: 32 levels at most');
  });
  test('a body of 65,536 bytes is read, one of 65,537 is refused, announced or not', async () => {
    const bodyOf = (bytes: number) => `{"x":"${'x'.repeat(bytes - 8)}"}`;
    for (const headers of [{}, { 'content-length': undefined as never }]) {
      expect((await create({ body: bodyOf(65_536), headers })).statusCode).toBe(201);
      await expectRefused({ body: bodyOf(65_537), headers }, 'the body is too large: 65536 bytes at most');
    }
  });
  test('a body of 1 MB is refused, announced or not', async () => {
    const body = JSON.stringify({ name: 'x'.repeat(1_000_000) });
    await expectRefused({ body }, 'the body is too large: 65536 bytes at most');
    await expectRefused(
      { body: '{}', headers: { 'content-length': '1000000' } },
      'the body is too large: 65536 bytes at most',
    );
  });
  test('a token of 10 kB is refused as no token', async () => {
    const answer = await create({ token: `NETLESSSDK_${'A'.repeat(10_240)}` });
    expect([answer.statusCode, answer.json().message]).toEqual([401, 'invalid format of token']);
  });

  test('unknown routes and methods are 404', async () => {
    const before = await server.everyRow();
    for (const [method, path] of [
      ['GET', '/v5'],
      ['GET', '/v5/'],
      ['POST', '/v5/nope'],
      ['GET', '/v5/tokens/teams'],
      ['PUT', '/v5/rooms'],
      ['DELETE', '/v5/rooms'],
      ['HEAD', '/v5/tokens/teams'],
      ['POST', '/V5/rooms'],
      ['POST', '/v5/Rooms'],
      ['POST', '/v5/rooms//'],
      ['POST', '/v6/rooms'],
    ] as const) {
      const answer = await server.call(method, path, { token: server.sdkToken() });
      expect([method, path, answer.statusCode]).toEqual([method, path, 404]);
      if (method !== 'HEAD') expect(answer.json().message).toMatch(/^no such route or method/);
    }
    expect(await server.everyRow()).toEqual(before);
  });
  test('no cache may keep a token', async () => {
    const token = server.sdkToken();
    const { accessKey, secretKey } = server.acme;
    const body = { accessKey, secretAccessKey: secretKey, lifespan: HOUR, role: 'admin' };
    for (const path of ['teams', `rooms/${await server.createRoom()}`, `tasks/${await server.startTask()}`]) {
      const answer = await server.post(`/v5/tokens/${path}`, { token, body });
      expect([path, answer.statusCode, answer.headers['cache-control']]).toEqual([path, 201, 'no-store']);
    }
  });
  test('a trailing slash is ignored', async () => {
    expect((await server.post('/v5/rooms/', { token: server.sdkToken() })).statusCode).toBe(201);
  });
});

describe('settings that change the conventions', () => {
  const sqlite = DATABASES[0].create;
  test('with a default region a missing one means that, and an unknown one is still refused', async () => {
    const server = await TestServer.start(sqlite, { defaultRegion: 'cn-hz' });
    const token = server.sdkToken();
    expect((await server.post('/v5/rooms', { token, region: null })).statusCode).toBe(201);
    expect((await server.post('/v5/rooms', { token, region: 'mars' })).statusCode).toBe(400);
    await server.stop();
  });
  test('the regions are the operator’s to name', async () => {
    const server = await TestServer.start(sqlite, { regions: ['lan'] });
    const token = server.sdkToken();
    expect((await server.post('/v5/rooms', { token, region: 'lan' })).statusCode).toBe(201);
    expect((await server.post('/v5/rooms', { token, region: 'us-sv' })).json().message).toBe(
      'region "us-sv" is unknown: send one of lan',
    );
    await server.stop();
  });

  const preflight = { origin: 'https://app.example', 'access-control-request-method': 'POST' };
  test('a browser on any origin may call, with token, region and content type', async () => {
    const server = await TestServer.start(sqlite);
    const answer = await server.call('OPTIONS', '/v5/tokens/teams', { region: null, headers: preflight });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'token, region, content-type',
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
    });
    const refusal = await server.post('/v5/rooms', { headers: { origin: 'https://app.example' } });
    expect([refusal.statusCode, refusal.headers['access-control-allow-origin']]).toEqual([401, '*']);
    await server.stop();
  });
  test.each([
    ['any origin', {}, '*', 'Access-Control-Request-Headers'],
    [
      'named origins',
      { corsOrigins: ['https://app.example'] },
      'https://app.example',
      'Origin, Access-Control-Request-Headers',
    ],
  ])(
    'with %s a page may send whatever header it asks for, and asks once a day',
    async (_name, settings, origin, vary) => {
      const server = await TestServer.start(sqlite, settings);
      const allowed = async (asked: string | undefined) => {
        const headers = { ...preflight, 'access-control-request-headers': asked };
        const answer = await server.call('OPTIONS', '/v5/rooms', { region: null, headers });
        expect(answer.statusCode).toBe(204);
        expect(answer.headers).toMatchObject({
          'access-control-allow-origin': origin,
          'access-control-max-age': '86400',
          vary,
        });
        expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
        return answer.headers['access-control-allow-headers'];
      };
      const usual = 'token, region, content-type';
      expect(await allowed(undefined)).toBe(usual);
      expect(await allowed('')).toBe(usual);
      expect(await allowed('token,region')).toBe(usual);
      expect(await allowed('traceparent,X-Monitoring, token,sentry-trace')).toBe(
        `${usual}, traceparent, x-monitoring, sentry-trace`,
      );
      expect(await allowed('authorization')).toBe(`${usual}, authorization`);
      const hundred = Array.from({ length: 100 }, (_, index) => `x-${index}`);
      expect(await allowed(hundred.join(','))).toBe(`${usual}, ${hundred.join(', ')}`);
      // What is no header name is left out, and a list that no browser sends.
      expect(await allowed('x-good,x bad,"x",x\u00e9,x:y,*')).toBe(`${usual}, x-good, *`);
      expect(await allowed('x-a,'.repeat(2000))).toBe(usual);
      await server.stop();
    },
  );
  test('a request from no browser gets none of it, and OPTIONS that is no preflight is no route', async () => {
    const server = await TestServer.start(sqlite);
    const answer = await server.post('/v5/rooms', { token: server.sdkToken() });
    expect(
      Object.keys(answer.headers).filter((name) => name.startsWith('access-control') || name === 'vary'),
    ).toEqual([]);
    const options = await server.call('OPTIONS', '/v5/rooms', { headers: { origin: 'https://app.example' } });
    expect([options.statusCode, options.json().message]).toEqual([
      404,
      'no such route or method: see /docs for those there are',
    ]);
    await server.stop();
  });
  test('with origins named only those may', async () => {
    const server = await TestServer.start(sqlite, { corsOrigins: ['https://app.example'] });
    const unnamed = await server.call('GET', '/v5/rooms', { token: server.sdkToken() });
    expect([unnamed.headers['access-control-allow-origin'], unnamed.headers.vary]).toEqual([
      undefined,
      'Origin',
    ]);
    const allowed = async (origin: string) =>
      (await server.call('OPTIONS', '/v5/rooms', { region: null, headers: { ...preflight, origin } }))
        .headers['access-control-allow-origin'];
    expect(await allowed('https://app.example')).toBe('https://app.example');
    expect(await allowed('https://evil.example')).toBeUndefined();
    const answer = await server.post('/v5/rooms', {
      token: server.sdkToken(),
      headers: { origin: 'https://evil.example' },
    });
    expect([answer.headers['access-control-allow-origin'], answer.headers.vary]).toEqual([
      undefined,
      'Origin',
    ]);
    await server.stop();
  });
});

describe('what is not HTTP', () => {
  test.each([
    ['headers beyond the limit', `GET /v5/rooms HTTP/1.1\r\nHost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`],
    ['nonsense', 'nonsense\r\n\r\n'],
    ['two lengths', 'POST /v5/rooms HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}'],
  ])('%s: 400 with a message, and the connection ends', async (_name, bytes) => {
    const server = await TestServer.start(DATABASES[0].create);
    await server.app.listen({ port: 0, host: '127.0.0.1' });
    const socket = connect((server.app.server.address() as AddressInfo).port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.write(bytes);
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toEqual({
      message: 'the request is not well-formed HTTP, or its headers are too large',
    });
    await server.stop();
  });
});

test('a client that breaks off within a body that is too large does no harm', async () => {
  const server = await TestServer.start(DATABASES[0].create);
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.app.server.address() as AddressInfo;
  const head = `POST /v5/rooms HTTP/1.1\r\nHost: x\r\nregion: sg\r\ntoken: ${server.sdkToken()}\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;

  for (const isAnswerAwaited of [true, false]) {
    for (let attempt = 0; attempt < 20; attempt++) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      const answered = once(socket, 'data');
      await new Promise((resolve) => socket.write(head + chunk + chunk, resolve));
      if (isAnswerAwaited) await answered;
      else answered.catch(() => {});
      socket.resetAndDestroy();
    }
  }
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  expect((await server.call('GET', '/healthz')).statusCode).toBe(200);
  await server.stop();
});

test('a lifespan policy does not touch what was issued before it', async () => {
  const server = await TestServer.start(DATABASES[0].create, { maxLifespanMs: HOUR });
  expect(
    (await server.post('/v5/rooms', { token: server.sdkToken({ lifespanMs: 10 * HOUR }) })).statusCode,
  ).toBe(201);
  await server.stop();
});
