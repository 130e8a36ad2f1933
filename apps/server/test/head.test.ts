import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATABASES } from './support/databases.ts';
import { ADMIN_TOKEN, TestServer } from './support/test-server.ts';

/** Headers that differ between two equal answers. */
const CHANGING = ['date', 'keep-alive', 'connection', 'set-cookie', 'x-request-id'];
/** Numbers that change from one request to the next. */
const LIVE = ['/metrics', '/v1/overview'];

describe('HEAD', () => {
  let server: TestServer;
  let origin: string;
  const paths: string[] = [];
  beforeAll(async () => {
    server = await TestServer.start(DATABASES[0].create);
    origin = await server.app.listen({ host: '127.0.0.1', port: 0 });
    const room = await server.createRoom();
    const task = await server.startTask();
    // A key shows when it was last used, which the server would otherwise write some time later.
    await server.store.usage.flush();
    const gets = server.app.declaredAccess.filter(({ method }) => method === 'GET');
    paths.push(
      ...gets.map(({ url }) => url.replace('/rooms/:uuid', `/rooms/${room}`).replace(':uuid', task)),
      '/v5/nothing',
      '/console/rooms',
      '/console/assets/none.js',
    );
  });
  afterAll(() => server.stop());

  async function ask(method: 'GET' | 'HEAD', path: string, headers: Record<string, string>) {
    const answer = await fetch(`${origin}${path}`, { method, headers, redirect: 'manual' });
    const body = await answer.text();
    const all = Object.fromEntries([...answer.headers].filter(([name]) => !CHANGING.includes(name)));
    const { 'content-length': length, ...others } = all;
    return { status: answer.status, headers: others, length: Number(length), body };
  }

  test.each([
    ['with credentials', () => ({ token: server.sdkToken(), authorization: `Bearer ${ADMIN_TOKEN}` })],
    ['without', () => ({})],
  ])('answers as GET does on every route, without the body, %s', async (_name, credentials) => {
    const statuses = new Set<number>();
    for (const path of paths) {
      const headers = { region: 'us-sv', ...credentials() };
      const got = await ask('GET', path, headers);
      const head = await ask('HEAD', path, headers);
      expect([path, head.status, head.headers, head.body]).toEqual([path, got.status, got.headers, '']);
      if (LIVE.includes(path)) expect(head.length).toBeGreaterThan(100);
      else expect([path, head.length]).toEqual([path, got.length]);
      if (path !== '/') expect(got.length).toBeGreaterThan(0);
      statuses.add(head.status);
    }
    expect(paths.length).toBeGreaterThan(30);
    expect(statuses.has(200)).toBe(true);
    expect(statuses.has(404)).toBe(true);
  });

  test('is a route only where GET is', async () => {
    expect((await ask('HEAD', '/v5/tokens/teams', { region: 'us-sv' })).status).toBe(404);
  });
});

test('/ leads a browser to the console, and counts as no refusal', async () => {
  const server = await TestServer.start(DATABASES[0].create);
  for (const method of ['GET', 'HEAD'] as const) {
    const answer = await server.app.inject({ method, url: '/' });
    expect([answer.statusCode, answer.headers.location, answer.body]).toEqual([302, '/console', '']);
  }
  expect((await server.app.inject('/metrics')).body).not.toContain('boardgate_refusals_total{');
  const overview = await server.manage('GET', '/v1/overview?range=hour');
  expect(overview.json()).toMatchObject({ refusals: [] });
  await server.stop();
});
