import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES } from './support/databases.ts';
import { TestServer } from './support/test-server.ts';
import { until } from './support/until.ts';

const BUSY = 'too many requests wait for their turn: try again';

describe.each(DATABASES)('while requests would wait long for $name', ({ create }) => {
  let server: TestServer;
  let url: string;
  let token: string;
  let room: string;
  let letGo: () => void;
  let held: Promise<unknown>;
  let waiting: Promise<{ statusCode: number }>;

  beforeEach(async () => {
    server = await TestServer.start(create, { databasePoolSize: 1, databaseTimeoutMs: 60_000 });
    url = await server.app.listen({ host: '127.0.0.1', port: 0 });
    token = server.sdkToken();
    ({ uuid: room } = (await server.post('/v5/rooms', { token, body: {} })).json());
    expect((await issue()).status).toBe(201);
    // Somebody has the only connection, and others wait for it.
    const isHeld = new Promise<void>((resolve) => {
      held = server.store.database.db.transaction().execute(
        () =>
          new Promise<void>((end) => {
            letGo = end;
            resolve();
          }),
      );
    });
    await isHeld;
    waiting = Promise.resolve(server.post('/v5/rooms', { token, body: {} }));
    const { waits } = server.store.database;
    await until(() => waits.expectedMs > 500 || undefined);
  });
  afterEach(async () => {
    letGo();
    await held;
    expect((await waiting).statusCode).toBe(201);
    expect((await fetch(`${url}/v5/rooms`, { headers: { token, region: 'us-sv' } })).status).toBe(200);
    await server.stop();
  });

  const issue = () =>
    fetch(`${url}/v5/tokens/rooms/${room}`, {
      method: 'POST',
      headers: { token, region: 'us-sv' },
      body: '{"lifespan":1000,"role":"reader"}',
    });

  test('what needs the database is refused at once, with a time to try again', async () => {
    for (const method of ['GET', 'POST']) {
      const answer = await fetch(`${url}/v5/rooms`, { method, headers: { token, region: 'us-sv' } });
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
      expect(await answer.json()).toEqual({ message: BUSY });
    }
    const headers = { token, region: 'us-sv', 'x-request-id': 'mine' };
    expect((await fetch(`${url}/v5/rooms`, { headers })).headers.get('x-request-id')).toBe('mine');
    // The numbers of conversions come from the database.
    letGo();
    const { body } = await server.call('GET', '/metrics');
    expect(body).toContain('boardgate_refusals_total{code="server-busy"} 3');
  });

  test('a page is refused with the headers that let it read the refusal', async () => {
    const headers = { token, region: 'us-sv', origin: 'https://example.org' };
    const answer = await fetch(`${url}/v5/rooms`, { headers });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([503, '*']);
    expect(await answer.json()).toEqual({ message: BUSY });
  });

  test('a server that sends other regions on refuses its own requests only', async () => {
    // Refused by the later of the two places, which knows the region.
    expect((await server.call('GET', '/v5/rooms', { token })).json()).toEqual({ message: BUSY });
    expect((await server.call('GET', '/v5/rooms', { token, region: 'mars' })).statusCode).toBe(400);
  });

  test('tokens are issued from memory, and the process says that it is alive', async () => {
    expect((await issue()).status).toBe(201);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('the log tells how many were refused, once', async () => {
    for (let time = 0; time < 3; time++) await server.call('GET', '/v5/rooms', { token });
    await until(() => server.log.some((line) => line.includes('too many requests')) || undefined);
    expect(server.log.filter((line) => line.includes('too many requests'))).toHaveLength(1);
  });
});
