import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES } from './support/databases.ts';
import { HOUR, TestServer } from './support/test-server.ts';

describe.each(DATABASES)('a stored secret key that cannot be opened, on $name', ({ create }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start(create);
    await server.store.database.db
      .updateTable('access_keys')
      .set({ secret_key: 'damaged' })
      .where('access_key', '=', server.globex.accessKey)
      .execute();
    await server.settle();
  });
  afterEach(() => server.stop());

  const askForToken = ({ accessKey, secretKey }: { accessKey: string; secretKey: string }) =>
    server.post('/v5/tokens/teams', {
      body: { accessKey, secretAccessKey: secretKey, lifespan: HOUR, role: 'admin' },
    });

  test('refuses its own tokens as an unknown key does, and the log names it', async () => {
    expect((await askForToken(server.globex)).json()).toEqual({
      message: 'invalid accessKey or secretAccessKey',
    });
    expect(server.log.join('')).toContain(server.globex.accessKey);
  });

  test('is its project’s trouble alone: other keys, unknown keys and the inspector work', async () => {
    expect((await askForToken(server.acme)).statusCode).toBe(201);
    const unknown = await askForToken({ accessKey: 'nobody', secretKey: 'x' });
    expect(unknown.statusCode).toBe(401);
    const foreign = await server.manage('POST', '/v1/tokens/introspect', { token: server.sdkToken() });
    expect(foreign.json()).toMatchObject({ valid: true });
  });

  test('is told to an operator who needs it', async () => {
    const answer = await server.manage('POST', '/v1/tokens', {
      kind: 'sdk',
      accessKey: server.globex.accessKey,
      role: 'admin',
      lifespan: HOUR,
    });
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'key-damaged']);
  });
});
