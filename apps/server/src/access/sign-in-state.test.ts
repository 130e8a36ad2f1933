import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, OPERATOR, SERVERS, type TestServer } from '../../test/support/test-server.ts';
import { ADMIN_TOKEN_SETTING } from './admin-token.ts';

const ADDRESS = '192.0.2.1';
const MINUTE = HOUR / 60;

describe.each(SERVERS)('what a sign-in leaves in the database, on $name', ({ start }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.stop());

  const sessions = () => server.store.sessions;
  const signInCodes = () => server.store.signInCodes;
  const rowsOf = (table: 'console_sessions' | 'console_codes') =>
    server.store.database.db.selectFrom(table).select('id').execute();
  const signIn = async (previous?: string) =>
    (await sessions().create({ code: await signInCodes().create(OPERATOR) }, ADDRESS, previous)).token;

  test.each([
    [
      'codes',
      'a quarter of an hour',
      15,
      'console_codes',
      () => signInCodes().create(OPERATOR),
      () => signInCodes(),
    ],
    [
      'sessions',
      'half an hour after they were last seen',
      30,
      'console_sessions',
      () => signIn(),
      () => sessions(),
    ],
  ] as const)('%s are kept for %s', async (_what, _long, minutes, table, make, store) => {
    await make();
    server.clock.now += minutes * MINUTE - 1;
    await store().prune();
    expect(await rowsOf(table)).toHaveLength(1);
    server.clock.now += 1;
    await store().prune();
    expect(await rowsOf(table)).toEqual([]);
  });

  test('a used session is kept for twelve hours', async () => {
    const token = await signIn();
    for (let minute = 0; minute < 12 * 60 - 20; minute += 20) {
      server.clock.now += 20 * MINUTE;
      expect(await sessions().find(token, true)).toBeDefined();
    }
    server.clock.now += 20 * MINUTE - 1;
    await sessions().prune();
    expect(await rowsOf('console_sessions')).toHaveLength(1);
    server.clock.now += 1;
    await sessions().prune();
    expect(await rowsOf('console_sessions')).toEqual([]);
  });

  test('it is remembered that somebody has signed in', async () => {
    expect(await sessions().wasUsed()).toBe(false);
    await signIn();
    expect(await sessions().wasUsed()).toBe(true);
  });

  test('another sign-in of the same browser ends its session, and no other', async () => {
    const [mine, others] = [await signIn(), await signIn()];
    const next = await signIn(mine);
    expect(await sessions().find(mine, false)).toBeUndefined();
    expect(await sessions().find(others, false)).toBeDefined();
    expect(await sessions().find(next, false)).toBeDefined();
  });

  test('a session ends once: the audit log has one line for it, and none for one that never was', async () => {
    const token = await signIn();
    await sessions().delete('nobody’s', ADDRESS);
    await Promise.all([sessions().delete(token, ADDRESS), sessions().delete(token, ADDRESS)]);
    const lines = await server.store.database.db
      .selectFrom('audit')
      .select('action')
      .where('action', '=', 'session.delete')
      .execute();
    expect(lines).toHaveLength(1);
  });

  test('without an admin token there is no code', async () => {
    await server.store.database.db.deleteFrom('settings').where('name', '=', ADMIN_TOKEN_SETTING).execute();
    await expect(signInCodes().create(OPERATOR)).rejects.toThrow('there is no admin token yet');
    expect(await server.store.adminToken.check('')).toBeUndefined();
  });
});
