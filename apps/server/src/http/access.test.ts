import fastify from 'fastify';
import { expect, test } from 'vitest';
import { DATABASES } from '../../test/support/databases.ts';
import { TestServer } from '../../test/support/test-server.ts';
import { registerAccess } from './access.ts';

test('the whole table of who may do what is the contract’s (spec §3.6)', async () => {
  const server = await TestServer.start(DATABASES[0].create);
  const table = server.app.declaredAccess.map(
    ({ method, url, access }) =>
      `${method} ${url}: ${typeof access === 'string' ? access : JSON.stringify(access.token)}`,
  );
  expect(table).toEqual([
    'GET /healthz: anyone',
    'GET /readyz: anyone',
    'GET /metrics: anyone',
    'GET /openapi.json: anyone',
    'GET /docs: anyone',
    'GET /docs/js/scalar.js: anyone',
    'OPTIONS /v5/*: anyone',
    'POST /v5/tokens/teams: credentials',
    'POST /v5/tokens/rooms/:uuid: {"sdk":"reader"}',
    'POST /v5/tokens/tasks/:uuid: {"sdk":"reader"}',
    'POST /v5/rooms: {"sdk":"writer"}',
    'GET /v5/rooms/:uuid: {"sdk":"writer","room":"writer"}',
  ]);
  await server.stop();
});

test('a route that declares no access stops the start', async () => {
  const app = fastify();
  registerAccess(app, async () => {
    throw new Error('nobody asks');
  });
  expect(() => app.get('/forgotten', async () => 'secret')).toThrow(
    'GET /forgotten does not declare its access',
  );
  await app.close();
});
