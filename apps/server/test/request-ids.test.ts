import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSqlite } from './support/databases.ts';
import { sendRaw } from './support/raw-http.ts';
import { TestServer } from './support/test-server.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const TRACEPARENT = `00-${TRACE}-b7ad6b7169203331-01`;
const NEW = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start(createSqlite);
  await server.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => server.stop());

const linesOf = (id: string) =>
  server.log.map((line) => JSON.parse(line)).filter(({ request }) => request === id);

describe('the id of a request', () => {
  test.each([
    ['a success', 'GET', '/healthz', 200],
    ['a refusal of /v5', 'GET', '/v5/rooms', 401],
    ['a refusal of /v1', 'GET', '/v1/keys', 401],
    ['a path without a route', 'GET', '/v5/nothing', 404],
    ['a path that is broken', 'GET', '/v5/%zz', 400],
    ['a preflight', 'OPTIONS', '/v5/rooms', 204],
    ['numbers for Prometheus', 'GET', '/metrics', 200],
    ['the console’s page', 'GET', '/console', 200],
    ['the document of the API', 'GET', '/openapi.json', 200],
  ] as const)('goes out with %s', async (_name, method, path, status) => {
    const headers = {
      'x-request-id': 'from-the-client',
      ...(method === 'OPTIONS' && { origin: 'https://a.example', 'access-control-request-method': 'GET' }),
    };
    const answer = await server.call(method, path, { headers });
    expect([answer.statusCode, answer.headers['x-request-id']]).toEqual([status, 'from-the-client']);
    const other = await server.call(method, path, { headers: { ...headers, 'x-request-id': 'no id' } });
    expect(other.headers['x-request-id']).toMatch(NEW);
  });

  test('goes out where no request could be read', async () => {
    const answer = await sendRaw(server.app, 'nonsense\r\n\r\n');
    expect([answer.status, answer.headers['x-request-id']]).toEqual([400, expect.stringMatching(NEW)]);
  });

  test('goes out with the refusal of a tunnel', async () => {
    const answer = await sendRaw(
      server.app,
      'CONNECT x:443 HTTP/1.1\r\nHost: x\r\nX-Request-Id: tunnel\r\n\r\n',
    );
    expect([answer.status, answer.headers['x-request-id']]).toEqual([404, 'tunnel']);
  });

  test('can be read by pages of other origins', async () => {
    const answer = await server.call('GET', '/v5/rooms', { headers: { origin: 'https://a.example' } });
    expect(answer.headers['access-control-expose-headers']).toBe('retry-after, x-request-id');
  });

  test('is in the log line of its refusal, with the trace', async () => {
    await server.call('GET', '/v5/rooms', {
      headers: { 'x-request-id': 'traced', traceparent: TRACEPARENT },
    });
    expect(linesOf('traced')).toMatchObject([{ msg: 'refused', code: 'token-format', trace: TRACE }]);
    await server.call('GET', '/v5/rooms', { headers: { 'x-request-id': 'alone', traceparent: 'x' } });
    expect(linesOf('alone')).toHaveLength(1);
    expect(linesOf('alone')[0]).not.toHaveProperty('trace');
  });

  test('is in the log line of a token, at debug', async () => {
    const room = await server.createRoom();
    const body = { lifespan: 1000, role: 'reader' };
    const headers = { 'x-request-id': 'token' };
    await server.post(`/v5/tokens/rooms/${room}`, { token: server.sdkToken(), body, headers });
    expect(linesOf('token')).toMatchObject([{ msg: 'token issued', uuid: room }]);
  });

  test('brings no token into the log', async () => {
    const token = server.sdkToken();
    const answer = await server.call('GET', '/v5/rooms', { token: 'x', headers: { 'x-request-id': token } });
    expect(answer.headers['x-request-id']).toMatch(NEW);
    expect(server.log.join('')).not.toContain(token);
  });
});
