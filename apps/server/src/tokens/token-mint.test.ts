import { decodeUnverifiedToken } from '@boardgate/token';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, OPERATOR, SERVERS, type TestServer } from '../../test/support/test-server.ts';

describe.each(SERVERS)('tokens that an operator mints, on $name', ({ start }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.stop());

  const addKey = async (expiresAt: number | null) => {
    const { accessKey } = await server.store.keys.create(server.acme.project, OPERATOR, { expiresAt });
    return accessKey;
  };
  const expire = (accessKey: string, expiresAt: number) =>
    server.store.keys.update(accessKey, { expiresAt }, OPERATOR);
  const mint = async () => {
    const answer = await server.manage('POST', '/v1/tokens', {
      kind: 'sdk',
      role: 'reader',
      lifespan: HOUR,
      project: server.acme.project.id,
    });
    return decodeUnverifiedToken(answer.json().token).accessKey;
  };

  test('are signed with a key that does not expire, if the project has one, however old the others are', async () => {
    await expire(server.acme.accessKey, server.clock.now + 100 * HOUR);
    server.clock.now += 1;
    await addKey(server.clock.now + 1000 * HOUR);
    server.clock.now += 1;
    const forever = await addKey(null);
    expect(await mint()).toBe(forever);
  });

  test('are signed with the key that expires last, if all of them do', async () => {
    await expire(server.acme.accessKey, server.clock.now + 100 * HOUR);
    const last = await addKey(server.clock.now + 300 * HOUR);
    await addKey(server.clock.now + 200 * HOUR);
    expect(await mint()).toBe(last);
  });

  test('are not what the metrics count: those of the API are', async () => {
    const room = await server.createRoom();
    await mint();
    const body = { lifespan: HOUR, role: 'writer' };
    await server.post(`/v5/tokens/rooms/${room}`, { token: server.sdkToken(), body });
    const { accessKey, secretKey: secretAccessKey } = server.acme;
    await server.post('/v5/tokens/teams', {
      body: { accessKey, secretAccessKey, lifespan: HOUR, role: 'admin' },
    });
    const metrics = (await server.call('GET', '/metrics', { region: null })).body;
    expect(metrics).toContain('boardgate_tokens_issued_total{kind="sdk",role="admin"} 1');
    expect(metrics).toContain('boardgate_tokens_issued_total{kind="room",role="writer"} 1');
  });

  test('a secret key in place of an access key is found among more keys than a page has', async () => {
    for (let number = 0; number < 501; number++)
      await server.store.database.db
        .insertInto('access_keys')
        .values({
          access_key: `zz-${String(number).padStart(4, '0')}`,
          project_id: server.globex.project.id,
          secret_key: 'damaged',
          created_at: 1,
          name: null,
          expires_at: null,
          disabled_at: null,
          is_imported: 0,
        })
        .execute();
    const token = server.sdkToken({ tenant: { ...server.acme, accessKey: server.acme.secretKey } });
    const answer = await server.manage('POST', '/v1/tokens/introspect', { token });
    expect(answer.json().advice).toContain('The ak field holds a secret key.');
  });
});
