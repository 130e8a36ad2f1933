import { beforeEach, describe, expect, test } from 'vitest';
import { isManagement } from '../src/access/access.ts';
import { type Answer, setUpManagement } from './support/management.ts';
import { ADMIN_TOKEN, SERVERS, type TestServer } from './support/test-server.ts';

describe.each(SERVERS)('the management API on $name', ({ start }) => {
  const { server: current, expectDone, expectRefused } = setUpManagement(start);
  let server: TestServer;
  beforeEach(() => {
    server = current();
  });

  test('takes the admin token and nothing else, before it looks at anything', async () => {
    const missing = 'the admin token is missing: send it as Authorization: Bearer ADMIN-TOKEN';
    for (const { method, url } of server.app.declaredAccess.filter(({ access }) => isManagement(access))) {
      const path = url.replaceAll(/:\w+/g, 'x');
      await expectRefused(
        401,
        missing,
        method as 'GET',
        path,
        method === 'GET' ? undefined : { bad: 1 },
        null,
      );
    }
    for (const wrong of [
      `Bearer ${ADMIN_TOKEN}x`,
      'Bearer',
      ADMIN_TOKEN,
      `Basic ${ADMIN_TOKEN}`,
      'Bearer  ',
    ]) {
      await expectRefused(401, 'invalid admin token', 'GET', '/v1/projects', undefined, wrong);
    }
    await expectRefused(401, missing, 'GET', '/v1/projects?token=x', undefined, null);
    const sdk = await server.call('GET', '/v1/projects', { token: server.sdkToken() });
    expect(sdk.statusCode).toBe(401);
    expect((await server.manage('GET', '/v1/projects', undefined, `bearer ${ADMIN_TOKEN}`)).statusCode).toBe(
      200,
    );
  });

  test('lists go page by page; every entry is met once', async () => {
    for (let at = 0; at < 5; at++) {
      server.clock.now += at % 2;
      await expectDone('POST', '/v1/projects', { name: `p${at}` });
      await expectDone('POST', `/v1/projects/${server.acme.project.id}/keys`, { name: `k${at}` });
    }
    for (const [path, field, key] of [
      ['/v1/projects', 'projects', 'id'],
      ['/v1/keys', 'keys', 'accessKey'],
      ['/v1/audit', 'entries', 'id'],
    ] as const) {
      const met: unknown[] = [];
      let after: unknown = null;
      do {
        const query = after === null ? '' : `&after=${encodeURIComponent(String(after))}`;
        const page = await expectDone('GET', `${path}?limit=3${query}`);
        const entries = page[field] as Record<string, unknown>[];
        expect(entries.length).toBeLessThanOrEqual(3);
        met.push(...entries.map((entry) => entry[key]));
        after = page.next;
      } while (after !== null);
      const whole = (await expectDone('GET', `${path}?limit=1000`))[field] as Record<string, unknown>[];
      expect(met).toEqual(whole.map((entry) => entry[key]));
      expect(met.length).toBeGreaterThanOrEqual(7);
    }
    for (const [query, message] of [
      ['limit=0', 'limit must be an integer from 1 to 1000'],
      ['limit=1001', 'limit must be an integer from 1 to 1000'],
      ['offset=1', /^unknown field "offset": this request takes search, limit, after$/],
    ] as const) {
      await expectRefused(400, message, 'GET', `/v1/projects?${query}`);
    }
  });

  test('text that no database holds is a clear refusal, wherever it stands', async () => {
    const nul = '%00';
    for (const [method, path, body] of [
      ['GET', `/v1/projects/${nul}`],
      ['GET', `/v1/projects?after=${nul}`],
      ['GET', `/v1/keys/${nul}`],
      ['GET', `/v1/keys?project=${nul}`],
      ['DELETE', `/v1/revocations/${nul}`],
      ['GET', `/v1/revocations?project=${nul}`],
      ['GET', `/v1/audit?actor=${nul}&subject=${nul}`],
      ['GET', `/v1/usage?accessKey=${nul}`],
      ['POST', '/v1/revocations', { project: '\0' }],
      ['POST', '/v1/revocations', { room: '\ud800' }],
      ['POST', '/v1/revocations', { accessKey: '\0' }],
      ['POST', '/v1/tokens', { kind: 'sdk', role: 'admin', lifespan: 1, project: '\0' }],
      ['POST', '/v1/tokens', { kind: 'sdk', role: 'admin', lifespan: 1, accessKey: '\ud800' }],
    ] as const) {
      const { statusCode } = await server.manage(method, path, body);
      expect([path, [400, 404].includes(statusCode)]).toEqual([path, true]);
    }
    const told = await server.manage('POST', '/v1/tokens/introspect', { token: 'NETLESSSDK_\0\ud800' });
    expect([told.statusCode, told.json().reason]).toEqual([200, 'format']);
  });

  test('the settings in force are shown, secrets masked', async () => {
    const { settings } = (await expectDone('GET', '/v1/config')) as Answer & { settings: object };
    expect(settings).toMatchObject({ BOARDGATE_PORT: '8080', BOARDGATE_ADMIN_TOKEN: '(set, not shown)' });
    expect(JSON.stringify(settings)).not.toContain(ADMIN_TOKEN);
    await expectRefused(409, /^the admin token is set by BOARDGATE_ADMIN_TOKEN/, 'POST', '/v1/admin-token');
  });
});

describe.each(SERVERS)('an admin token that was generated, on $name', ({ start }) => {
  test('can be replaced: the new one is good at once, the old one no more, and neither is stored', async () => {
    const server = await start({ adminToken: undefined });
    const replace = (token: string) => server.manage('POST', '/v1/admin-token', undefined, `Bearer ${token}`);
    expect(await server.store.adminToken.prepare()).toBeUndefined();
    const first = await server.store.adminToken.replace({ name: 'command:test', address: undefined });
    expect(first).toMatch(/^boardgate_admin_[\w-]{43}$/);
    const answer = await replace(first);
    expect(answer.statusCode).toBe(201);
    const second = answer.json().adminToken as string;
    expect((await replace(first)).statusCode).toBe(401);
    expect((await server.manage('GET', '/v1/config', undefined, `Bearer ${second}`)).statusCode).toBe(200);
    const rows = JSON.stringify(await server.everyRow()) + server.log.join('');
    for (const token of [first, second]) expect(rows).not.toContain(token);
    await server.stop();
  });
});
