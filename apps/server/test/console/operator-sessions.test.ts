import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Browser } from '../support/console.ts';
import { ADMIN_TOKEN, HOUR, OPERATOR, SERVERS, START, type TestServer } from '../support/test-server.ts';

const MINUTE = HOUR / 60;

describe.each(SERVERS)('an operator’s session of the console on $name', ({ start }) => {
  let server: TestServer;
  let browser: Browser;
  let token: string;
  beforeEach(async () => {
    server = await start();
    browser = new Browser(server);
    const made = { name: 'ann', role: 'manager', projects: [server.acme.project.id] } as const;
    ({ token } = await server.store.operators.create(made, OPERATOR));
    expect((await browser.signIn({ adminToken: token })).statusCode).toBe(201);
  });
  afterEach(() => server.stop());

  const isOpen = async () => (await browser.ask('GET', '/v1/projects')).statusCode === 200;

  async function actors(): Promise<(readonly string[])[]> {
    const { db } = server.store.database;
    const lines = await db.selectFrom('audit').selectAll().orderBy('id').execute();
    return lines
      .filter(({ actor }) => !['start', 'command:test'].includes(actor))
      .map(({ actor, action, after }) => [actor, action, after ?? ''] as const)
      .map((line) => line.filter((part) => part !== ''));
  }

  test('tells who it is, and shows what the operator may see', async () => {
    expect((await browser.ask('GET', '/v1/session')).json()).toEqual({
      expiresAt: new Date(START + 30 * MINUTE).toISOString(),
      operator: 'ann',
      role: 'manager',
      projects: [server.acme.project.id],
    });
    const { projects } = (await browser.ask('GET', '/v1/projects')).json();
    expect(projects.map(({ id }: { id: string }) => id)).toEqual([server.acme.project.id]);
    expect((await browser.ask('GET', '/v1/config')).json().code).toBe('operator-role-too-low');
  });

  test('is the operator’s in the audit log, as their token is', async () => {
    await browser.ask('POST', `/v1/projects/${server.acme.project.id}/keys`, {});
    await server.manage('POST', `/v1/projects/${server.acme.project.id}/keys`, {}, `Bearer ${token}`);
    await browser.ask('DELETE', '/v1/session');
    expect((await actors()).map((line) => line.slice(0, 2))).toEqual([
      ['operator:ann', 'session.create'],
      ['operator:ann', 'key.create'],
      ['operator:ann', 'key.create'],
      ['operator:ann', 'session.delete'],
    ]);
    expect((await actors())[0]?.[2]).toBe('{"by":"operator token"}');
  });

  test.each([
    ['is disabled', () => server.store.operators.update('ann', { isDisabled: true }, OPERATOR)],
    ['is deleted', () => server.store.operators.delete('ann', OPERATOR)],
    ['has a new token', () => server.store.operators.replaceToken('ann', OPERATOR)],
  ])('ends at once when the operator %s, and so does the token, on every server', async (_how, change) => {
    const other = await server.startAgain();
    const byToken = { headers: { authorization: `Bearer ${token}` } };
    expect((await other.app.inject({ url: '/v1/projects', ...byToken })).statusCode).toBe(200);
    await change();
    expect(await isOpen()).toBe(false);
    expect((await browser.ask('GET', '/v1/session')).json().code).toBe('session-over');
    const refused = await other.app.inject({ url: '/v1/projects', ...byToken });
    expect([refused.statusCode, refused.json().code]).toEqual([401, 'admin-token-wrong']);
    await other.stop();
  });

  test('does not come back with another operator of the same name', async () => {
    await server.store.operators.delete('ann', OPERATOR);
    await server.store.operators.create({ name: 'ann', role: 'owner' }, OPERATOR);
    expect(await isOpen()).toBe(false);
  });

  test('goes on where the operator is disabled and enabled again, with the role of the moment', async () => {
    await server.store.operators.update('ann', { isDisabled: true }, OPERATOR);
    await server.store.operators.update('ann', { isDisabled: false, role: 'viewer' }, OPERATOR);
    expect((await browser.ask('GET', '/v1/session')).json().role).toBe('viewer');
    const refused = await browser.ask('POST', `/v1/projects/${server.acme.project.id}/keys`, {});
    expect(refused.json()).toMatchObject({
      code: 'operator-role-too-low',
      values: { role: 'viewer', lowest: 'manager' },
    });
  });

  test('ends at exactly the time at which the token expires, and says so before', async () => {
    const expiresAt = START + 10 * MINUTE;
    await server.store.operators.update('ann', { expiresAt }, OPERATOR);
    const shown = (await browser.ask('GET', '/v1/session')).json().expiresAt;
    expect(shown).toBe(new Date(expiresAt).toISOString());
    server.clock.now = expiresAt - 1;
    const another = new Browser(server);
    const signedIn = await another.signIn({ adminToken: token });
    expect(signedIn.json().expiresAt).toBe(shown);
    expect(await isOpen()).toBe(true);
    server.clock.now = expiresAt;
    expect(await isOpen()).toBe(false);
    expect((await server.manage('GET', '/v1/projects', undefined, `Bearer ${token}`)).statusCode).toBe(401);
    expect((await new Browser(server).signIn({ adminToken: token })).json().code).toBe('admin-token-wrong');
  });

  test('lasts when the admin token is replaced, and the admin’s lasts when an operator goes', async () => {
    const admins = new Browser(server);
    await admins.signIn({ adminToken: ADMIN_TOKEN });
    await server.store.operators.replaceToken('ann', OPERATOR);
    expect((await admins.ask('GET', '/v1/projects')).statusCode).toBe(200);
    const { token: next } = await server.store.operators.replaceToken('ann', OPERATOR);
    await browser.signIn({ adminToken: next });
    const { db } = server.store.database;
    await db.updateTable('settings').set({ value: 'x' }).where('name', '=', 'admin-token').execute();
    expect((await admins.ask('GET', '/v1/projects')).statusCode).toBe(401);
    expect(await isOpen()).toBe(true);
  });

  test('and token count as use, at most once a minute', async () => {
    const lastUsed = async () => (await server.store.operators.get('ann')).lastUsedAt;
    expect(await lastUsed()).toBe(START);
    server.clock.now = START + MINUTE - 1;
    await browser.ask('GET', '/v1/projects');
    await server.manage('GET', '/v1/projects', undefined, `Bearer ${token}`);
    expect(await lastUsed()).toBe(START);
    server.clock.now = START + MINUTE;
    await server.manage('GET', '/v1/projects', undefined, `Bearer ${token}`);
    expect(await lastUsed()).toBe(START + MINUTE);
    server.clock.now = START + 2 * MINUTE;
    await browser.ask('GET', '/v1/projects');
    expect(await lastUsed()).toBe(START + 2 * MINUTE);
  });
});
