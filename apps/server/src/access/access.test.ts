import fastify from 'fastify';
import { expect, test } from 'vitest';
import { DATABASES } from '../../test/support/databases.ts';
import { TestServer } from '../../test/support/test-server.ts';
import { isManagement, isOperation, registerAccess } from './access.ts';
import { PERMISSIONS } from './permissions.ts';

test('access to each route, outside the management API', async () => {
  const server = await TestServer.start(DATABASES[0].create);
  const table = server.app.declaredAccess
    .filter(({ url }) => !url.startsWith('/v1/'))
    .map(({ method, url, access }) => `${method} ${url}: ${access}`);
  expect(table).toEqual([
    'GET /healthz: anyone',
    'GET /readyz: anyone',
    'GET /metrics: anyone',
    'GET /openapi.json: anyone',
    'GET /docs: anyone',
    'GET /docs/js/storage.js: anyone',
    'GET /docs/js/scalar.js: anyone',
    'GET /docs/js/start.js: anyone',
    'GET /files/*: anyone',
    'GET /: anyone',
    'GET /console: anyone',
    'GET /console/*: anyone',
    'OPTIONS /v5/*: anyone',
    'POST /v5/tokens/teams: credentials',
    'POST /v5/tokens/rooms/:uuid: issue-room-token',
    'POST /v5/tokens/tasks/:uuid: issue-task-token',
    'POST /v5/rooms: create-room',
    'GET /v5/rooms: list-rooms',
    'GET /v5/rooms/:uuid: get-room',
    'PATCH /v5/rooms/:uuid: ban-room',
    'POST /v5/projector/tasks: start-conversion',
    'GET /v5/projector/tasks/:uuid: query-conversion',
    'GET /v5/projector/tasks: list-conversions',
    'DELETE /v5/projector/tasks/:uuid: cancel-conversion',
    'PUT /v5/projector/tasks/:uuid/priority: prioritise-conversion',
    'POST /v5/services/conversion/tasks: start-older-conversion',
    'GET /v5/services/conversion/tasks/:uuid: query-older-conversion',
  ]);
  await server.stop();
});

test('every route of /v1 requires an operator, except those that create the session', async () => {
  const server = await TestServer.start(DATABASES[0].create);
  const management = server.app.declaredAccess.filter(({ url }) => url.startsWith('/v1'));
  expect(management.length).toBeGreaterThan(20);
  expect(
    management
      .filter(({ access }) => !isManagement(access))
      .map(({ method, url, access }) => `${method} ${url}: ${access}`),
  ).toEqual(['POST /v1/session: console', 'GET /v1/session: console', 'DELETE /v1/session: console']);
  await server.stop();
});

test('every line of the permissions belongs to one route and equals the contract (spec §3.6)', async () => {
  const server = await TestServer.start(DATABASES[0].create);
  const used = server.app.declaredAccess.map(({ access }) => access).filter(isOperation);
  expect(used.sort()).toEqual(Object.keys(PERMISSIONS).sort());
  expect(PERMISSIONS).toEqual({
    'create-room': { sdk: 'writer' },
    'list-rooms': { sdk: 'writer' },
    'get-room': { sdk: 'writer', room: 'writer' },
    'ban-room': { sdk: 'admin', room: 'admin' },
    'issue-room-token': { sdk: 'reader' },
    'issue-task-token': { sdk: 'reader' },
    'start-conversion': { sdk: 'writer' },
    'list-conversions': { sdk: 'writer' },
    'query-conversion': { sdk: 'writer', task: 'reader' },
    'prioritise-conversion': { sdk: 'writer' },
    'cancel-conversion': { sdk: 'writer' },
    'start-older-conversion': { sdk: 'writer' },
    'query-older-conversion': { sdk: 'writer', task: 'reader' },
  });
  await server.stop();
});

test('a route that declares no access stops the start', async () => {
  const app = fastify();
  const nobodyAsks = () => {
    throw new Error('nobody asks');
  };
  registerAccess(app, {
    authenticate: nobodyAsks,
    checkAdmin: nobodyAsks,
    checkRoomOpen: nobodyAsks,
    checkProjects: nobodyAsks,
  });
  expect(() => app.get('/forgotten', async () => 'secret')).toThrow(
    'GET /forgotten does not declare its access',
  );
  const config = { access: 'manageEverything' as never };
  expect(() => app.get('/invented', { config }, async () => 'secret')).toThrow(
    'GET /invented declares manageEverything, which is in no table',
  );
  await app.close();
});
