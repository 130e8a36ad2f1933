import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server as NetServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSqlite, DATABASES } from './support/databases.ts';
import { freePort } from './support/free-port.ts';
import { sendRaw } from './support/raw-http.ts';
import { TestServer } from './support/test-server.ts';

/** Where a server listens that is not ours. */
async function urlOf(server: NetServer): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const listen = (server: TestServer) => server.app.listen({ host: '127.0.0.1', port: 0 });
const upstreams = (url: string, ...regions: string[]) => new Map(regions.map((region) => [region, url]));

/** Which headers tell of this answer, and not of what it says. */
const OF_THIS_ANSWER = new Set(['date', 'connection', 'keep-alive', 'x-request-id']);

describe('a request for a region that another server serves', () => {
  let there: TestServer;
  let here: TestServer;
  beforeAll(async () => {
    there = await TestServer.start(createSqlite, { regions: ['sg'] });
    const url = await listen(there);
    here = await TestServer.start(createSqlite, {
      regions: ['us-sv'],
      regionUpstreams: upstreams(url, 'sg'),
    });
    await listen(here);
  });
  afterAll(async () => {
    await here.stop();
    await there.stop();
  });

  /** What both say, each asked directly. */
  async function askBoth(
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    call: Parameters<TestServer['call']>[2],
  ) {
    const answers = [];
    for (const server of [there, here]) {
      const { statusCode, headers, body } = await server.call(method, path, { region: 'sg', ...call });
      const kept = Object.entries(headers).filter(([name]) => !OF_THIS_ANSWER.has(name));
      answers.push({ statusCode, headers: Object.fromEntries(kept), body });
    }
    return answers;
  }

  test.each([
    ['a list', 'GET', '/v5/rooms', {}],
    ['a refused token', 'GET', '/v5/rooms', { token: 'NETLESSSDK_x' }],
    ['a body that is no JSON', 'POST', '/v5/tokens/teams', { body: '{' }],
    ['a wrong field', 'POST', '/v5/tokens/teams', { body: { lifespan: 'x' } }],
    ['a query', 'GET', '/v5/rooms?limit=x&beginUUID=%00', {}],
    [
      'a compressed body',
      'POST',
      '/v5/tokens/teams',
      { body: gzipSync('[]'), headers: { 'content-encoding': 'gzip' } },
    ],
    ['a page of another origin', 'GET', '/v5/rooms', { headers: { origin: 'https://example.org' } }],
  ] as const)(
    'gets the answer of that server, status, headers and body: %s',
    async (_name, method, path, call) => {
      const token = there.sdkToken();
      const [direct, forwarded] = await askBoth(method, path, { token, ...call });
      expect(forwarded).toEqual(direct);
    },
  );

  test('creates there, and not here', async () => {
    const token = there.sdkToken();
    const created = await here.call('POST', '/v5/rooms', { region: 'sg', token, body: { name: 'far away' } });
    expect(created.statusCode).toBe(201);
    const { uuid } = created.json();
    expect((await there.call('GET', `/v5/rooms/${uuid}`, { region: 'sg', token })).statusCode).toBe(200);
    const tokenOfHere = here.sdkToken();
    expect((await here.call('GET', `/v5/rooms/${uuid}`, { token: tokenOfHere })).statusCode).toBe(404);
    expect((await here.call('GET', '/v5/rooms', { token })).statusCode).toBe(401);
  });

  test('creates without a body', async () => {
    const token = there.sdkToken();
    expect((await here.call('POST', '/v5/rooms', { region: 'sg', token })).statusCode).toBe(201);
  });

  test('names all regions, of this server and of others, if it names nobody’s', async () => {
    const answer = await here.call('GET', '/v5/rooms', { region: 'mars' });
    expect([answer.statusCode, answer.json().message]).toEqual([
      400,
      'region "mars" is unknown: send one of us-sv, sg',
    ]);
  });

  test('is refused here if its body is too large', async () => {
    const answer = await here.call('POST', '/v5/rooms', { region: 'sg', body: { name: 'x'.repeat(70_000) } });
    expect([answer.statusCode, answer.json().message]).toEqual([
      400,
      'the body is too large: 65536 bytes at most',
    ]);
  });

  test('tells nobody its token or body on the way', () => {
    expect(here.log.join('')).not.toMatch(/NETLESS|far away/);
  });
});

describe('what is sent to the other server', () => {
  let seen: { url: string | undefined; headers: Record<string, unknown>; body: string }[];
  let there: Server;
  let here: TestServer;
  beforeAll(async () => {
    there = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString();
      seen.push({ url: request.url, headers: request.headers, body });
      // An id of its own is not passed back.
      response
        .writeHead(200, {
          'content-type': 'application/json',
          'keep-alive': 'timeout=1',
          'x-request-id': 'theirs',
        })
        .end('{}');
    });
    const regionUpstreams = upstreams(await urlOf(there), 'sg');
    here = await TestServer.start(createSqlite, { regions: ['us-sv'], regionUpstreams });
    seen = [];
  });
  afterEach(() => {
    seen = [];
  });
  afterAll(async () => {
    await here.stop();
    there.close();
  });

  test('is the request as it came, and whose it is', async () => {
    await here.call('POST', '/v5/rooms?a=%2F&b=c', {
      region: 'sg',
      token: 'a-token',
      body: '{"name": "x"}',
      headers: { 'idempotency-key': 'k', forwarded: 'for=6.6.6.6', 'x-forwarded-for': '6.6.6.6' },
    });
    expect(seen).toMatchObject([
      {
        url: '/v5/rooms?a=%2F&b=c',
        headers: { token: 'a-token', region: 'sg', 'idempotency-key': 'k', 'x-forwarded-for': '127.0.0.1' },
        body: '{"name": "x"}',
      },
    ]);
    expect(seen[0]?.headers).not.toHaveProperty('forwarded');
  });

  test('has the id of the request, and its trace only if it is one', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const given = { 'x-request-id': 'from-afar', traceparent, tracestate: 'vendor=1' };
    const answer = await here.call('GET', '/v5/rooms', { region: 'sg', headers: given });
    expect(answer.headers['x-request-id']).toBe('from-afar');
    const wrong = { 'x-request-id': 'not safe', traceparent: 'x', tracestate: 'vendor=1' };
    const other = await here.call('GET', '/v5/rooms', { region: 'sg', headers: wrong });
    const [first, second] = seen.map(({ headers }) => headers);
    expect(first).toMatchObject(given);
    expect(second?.['x-request-id']).toBe(other.headers['x-request-id']);
    for (const name of ['traceparent', 'tracestate']) expect(second).not.toHaveProperty(name);
  });

  test('is nothing of the connection, which is this server’s own', async () => {
    await listen(here);
    const { status, headers } = await sendRaw(
      here.app,
      'GET /v5/rooms HTTP/1.1\r\nHost: x\r\nregion: sg\r\nConnection: close, x-secret-hop\r\nx-secret-hop: 1\r\nTE: trailers\r\nUpgrade: h2c\r\n\r\n',
    );
    expect([status, headers['keep-alive'], headers.connection]).toEqual([200, undefined, 'close']);
    expect(seen).toHaveLength(1);
    for (const name of ['x-secret-hop', 'te', 'upgrade']) expect(seen[0]?.headers).not.toHaveProperty(name);
  });
});

describe('a region that nobody can reach', () => {
  let here: TestServer | undefined;
  afterEach(async () => {
    await here?.stop();
  });

  async function ask(url: string) {
    here = await TestServer.start(createSqlite, {
      regions: ['us-sv'],
      regionUpstreams: upstreams(url, 'sg'),
    });
    return await here.call('POST', '/v5/rooms', { region: 'sg', body: {} });
  }
  const unreachable = {
    statusCode: 503,
    body: '{"message":"the region sg cannot be reached at present: try again"}',
    headers: { 'retry-after': '1' },
  };

  test('is 503 where no server listens', async () => {
    expect(await ask(`http://127.0.0.1:${await freePort()}`)).toMatchObject(unreachable);
  });

  test('is 503 where the name is none', async () => {
    expect(await ask('http://nowhere.invalid')).toMatchObject(unreachable);
  });

  test('is 503 in time where a server takes the request and is silent', async () => {
    const silent = createTcpServer(() => {});
    expect(await ask(await urlOf(silent))).toMatchObject(unreachable);
    silent.close();
  });

  test('is 503 where the connection breaks, and the request is not sent again', async () => {
    let requests = 0;
    const breaking = createServer((request) => {
      requests++;
      request.socket.destroy();
    });
    expect(await ask(await urlOf(breaking))).toMatchObject(unreachable);
    expect(requests).toBe(1);
    breaking.close();
  });

  test('a refusal there is passed on once: 503 is not tried again', async () => {
    let requests = 0;
    const busy = createServer((_request, response) => {
      requests++;
      response.writeHead(503, { 'retry-after': '7' }).end('{"message":"busy"}');
    });
    expect(await ask(await urlOf(busy))).toMatchObject({
      statusCode: 503,
      body: '{"message":"busy"}',
      headers: { 'retry-after': '7' },
    });
    expect(requests).toBe(1);
    busy.close();
  });
});

test('servers that send a region to one another refuse it after one hop', async () => {
  const ports = [await freePort(), await freePort()] as const;
  const start = (other: number) =>
    TestServer.start(DATABASES[0].create, {
      regions: ['us-sv'],
      regionUpstreams: upstreams(`http://127.0.0.1:${other}`, 'sg'),
    });
  const [one, two] = [await start(ports[1]), await start(ports[0])];
  try {
    await one.app.listen({ host: '127.0.0.1', port: ports[0] });
    await two.app.listen({ host: '127.0.0.1', port: ports[1] });
    const answer = await one.call('GET', '/v5/rooms', { region: 'sg' });
    expect([answer.statusCode, answer.json().message]).toEqual([
      503,
      'no server serves the region sg: those that should send its requests to one another',
    ]);
  } finally {
    await one.stop();
    await two.stop();
  }
});
