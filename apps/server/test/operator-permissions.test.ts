import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isManagement } from '../src/access/access.ts';
import {
  MANAGEMENT,
  type ManagementOperation,
  type ManagementPermission,
} from '../src/access/management-permissions.ts';
import { OPERATOR_ROLES, type OperatorRole } from '../src/access/operator.ts';
import { HOUR, OPERATOR, SERVERS, type Tenant, type TestServer } from './support/test-server.ts';

/** Rooms and tasks of a server without any: see `recorded-answers`. */
type Routed = Exclude<ManagementOperation, 'resourcesElsewhere'>;

type Outcome = readonly [status: number, code: string];

interface Ask {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
}

interface Request {
  /** What a request that is let through is answered with. */
  readonly status: number;
  /** What a limited operator's is answered with that is about another's project; absent = the same. */
  readonly other?: Outcome;
  readonly ask: (tenant: Tenant) => Ask | Promise<Ask>;
}

/** An owner is never limited. */
const OPERATORS = [
  { role: 'owner', isLimited: false },
  { role: 'manager', isLimited: false },
  { role: 'viewer', isLimited: false },
  { role: 'manager', isLimited: true },
  { role: 'viewer', isLimited: true },
] as const satisfies readonly { role: OperatorRole; isLimited: boolean }[];

const NO_PROJECT: Outcome = [404, 'project-not-found'];
const NO_KEY: Outcome = [404, 'key-not-found'];
const NO_ROOM: Outcome = [404, 'room-not-found'];
const NO_TASK: Outcome = [404, 'task-not-found'];
const NO_DELIVERY: Outcome = [404, 'delivery-not-found'];
const NO_REVOCATION: Outcome = [404, 'revocation-not-found'];

const fresh = (what: string) => `${what}-${randomBytes(4).toString('hex')}`;

/** A request of each operation about a tenant: its things are made anew, since some operations delete them. */
function requestsOf(server: TestServer): Readonly<Record<Routed, Request>> {
  const { store } = server;
  const { database } = store;
  const project = ({ project: { id } }: Tenant) => ({ path: { id } });
  const newKey = async ({ project: owner }: Tenant) => (await store.keys.create(owner, OPERATOR)).accessKey;
  const newRoom = async ({ project: { id } }: Tenant) =>
    (await store.rooms.createAsOperator(id, { name: 'x', isRecord: false, writerLimit: 0 }, OPERATOR)).uuid;
  const newTask = (tenant: Tenant) =>
    server.startTask({ resource: 'https://files.example.org/a.pdf', type: 'static' }, { tenant });
  const newDelivery = async ({ project: { id } }: Tenant) => {
    const order = { taskUuid: 'x', projectId: id, url: 'https://hooks.example.org/', retries: 0, body: {} };
    await database.db.transaction().execute((trx) => store.webhooks.enqueue(trx, order));
    // Nothing is due, and what is under way is not written down: rows change by the requests alone.
    await database.db.updateTable('webhook_deliveries').set({ status: 'failed', due_at: null }).execute();
    const [newest] = await store.webhooks.list({ limit: 1, projectId: id });
    return newest?.id ?? '';
  };
  const newRevocation = async (tenant: Tenant) => {
    const rule = { scope: 'key', subject: await newKey(tenant), projectId: tenant.project.id } as const;
    return (await store.revocations.revokeIssuedBefore(rule, undefined, '', OPERATOR)).id;
  };
  const newOperator = async () =>
    (await store.operators.create({ name: fresh('someone'), role: 'viewer' }, OPERATOR)).operator.name;
  const key = async (tenant: Tenant) => ({ path: { accessKey: await newKey(tenant) } });
  const room = async (tenant: Tenant) => ({ path: { uuid: await newRoom(tenant) } });
  const task = async (tenant: Tenant) => ({ path: { uuid: await newTask(tenant) } });
  const delivery = async (tenant: Tenant) => ({ path: { id: await newDelivery(tenant) } });
  const of = ({ project: { id } }: Tenant) => `project=${id}`;
  return {
    listProjects: {
      status: 200,
      other: NO_PROJECT,
      ask: ({ project: { id } }) => ({ query: `after=${id}` }),
    },
    createProject: { status: 201, ask: () => ({ body: { name: fresh('project') } }) },
    getProject: { status: 200, other: NO_PROJECT, ask: project },
    updateProject: {
      status: 200,
      other: NO_PROJECT,
      ask: (tenant) => ({ ...project(tenant), body: { disabled: false } }),
    },
    deleteProject: {
      status: 204,
      other: NO_PROJECT,
      ask: async (tenant) => {
        await store.projects.update(tenant.project.id, { isDisabled: true }, OPERATOR);
        return project(tenant);
      },
    },
    listKeys: { status: 200, other: NO_PROJECT, ask: (tenant) => ({ query: of(tenant) }) },
    createKey: { status: 201, other: NO_PROJECT, ask: (tenant) => ({ ...project(tenant), body: {} }) },
    importKey: {
      status: 201,
      other: NO_PROJECT,
      ask: (tenant) => ({ ...project(tenant), body: { accessKey: fresh('key'), secretKey: 'secret' } }),
    },
    getKey: { status: 200, other: NO_KEY, ask: key },
    updateKey: {
      status: 200,
      other: NO_KEY,
      ask: async (tenant) => ({ ...(await key(tenant)), body: { name: 'new' } }),
    },
    deleteKey: { status: 204, other: NO_KEY, ask: key },
    rotateKey: {
      status: 201,
      other: NO_KEY,
      ask: async (tenant) => ({
        ...(await key(tenant)),
        body: { validUntil: new Date(server.clock.now + HOUR).toISOString() },
      }),
    },
    issueTokenAsOperator: {
      status: 201,
      other: NO_KEY,
      ask: ({ accessKey }) => ({ body: { kind: 'sdk', role: 'reader', lifespan: HOUR, accessKey } }),
    },
    introspectToken: { status: 200, ask: (tenant) => ({ body: { token: server.sdkToken({ tenant }) } }) },
    listRevocations: {
      status: 200,
      other: NO_REVOCATION,
      ask: async (tenant) => ({ query: `after=${await newRevocation(tenant)}` }),
    },
    createRevocation: {
      status: 201,
      other: NO_KEY,
      ask: async (tenant) => ({ body: { accessKey: await newKey(tenant) } }),
    },
    deleteRevocation: {
      status: 204,
      other: NO_REVOCATION,
      ask: async (tenant) => ({ path: { id: await newRevocation(tenant) } }),
    },
    listRoomsAsOperator: { status: 200, other: NO_PROJECT, ask: (tenant) => ({ query: of(tenant) }) },
    createRoomAsOperator: {
      status: 201,
      other: NO_PROJECT,
      ask: (tenant) => ({ body: { project: tenant.project.id } }),
    },
    getRoomAsOperator: { status: 200, other: NO_ROOM, ask: room },
    banRoomAsOperator: {
      status: 200,
      other: NO_ROOM,
      ask: async (tenant) => ({ ...(await room(tenant)), body: { isBan: true } }),
    },
    listTasksAsOperator: {
      status: 200,
      other: NO_TASK,
      ask: async (tenant) => ({ query: `after=${await newTask(tenant)}` }),
    },
    startTaskAsOperator: {
      status: 201,
      other: NO_PROJECT,
      ask: (tenant) => ({
        body: { project: tenant.project.id, resource: 'https://files.example.org/a.pdf', type: 'static' },
      }),
    },
    uploadDocument: { status: 201, ask: () => ({ query: 'name=a.pdf', body: 'a document' }) },
    getTaskAsOperator: { status: 200, other: NO_TASK, ask: task },
    retryTask: {
      status: 200,
      other: NO_TASK,
      ask: async (tenant) => {
        const uuid = await newTask(tenant);
        await store.tasks.cancelAsOperator(uuid, OPERATOR);
        return { path: { uuid } };
      },
    },
    cancelTaskAsOperator: { status: 200, other: NO_TASK, ask: task },
    prioritiseTaskAsOperator: {
      status: 200,
      other: NO_TASK,
      ask: async (tenant) => ({ ...(await task(tenant)), body: { priority: 'highest' } }),
    },
    listDeliveries: {
      status: 200,
      other: NO_DELIVERY,
      ask: async (tenant) => ({ query: `after=${await newDelivery(tenant)}` }),
    },
    getDelivery: { status: 200, other: NO_DELIVERY, ask: delivery },
    redeliverWebhook: { status: 200, other: NO_DELIVERY, ask: delivery },
    getWebhookSecret: { status: 200, other: NO_PROJECT, ask: project },
    replaceWebhookSecret: { status: 201, other: NO_PROJECT, ask: project },
    listAuditEntries: { status: 200, ask: (tenant) => ({ query: of(tenant) }) },
    listUsage: { status: 200, ask: (tenant) => ({ query: of(tenant) }) },
    getOverview: { status: 200, ask: () => ({}) },
    getAbout: { status: 200, ask: () => ({}) },
    getSettings: { status: 200, ask: () => ({}) },
    // `BOARDGATE_ADMIN_TOKEN` sets it: who may replace it is told so.
    replaceAdminToken: { status: 409, ask: () => ({}) },
    listOperators: { status: 200, ask: () => ({}) },
    createOperator: { status: 201, ask: () => ({ body: { name: fresh('new'), role: 'viewer' } }) },
    getOperator: { status: 200, ask: async () => ({ path: { name: await newOperator() } }) },
    updateOperator: {
      status: 200,
      ask: async () => ({ path: { name: await newOperator() }, body: { role: 'manager' } }),
    },
    deleteOperator: { status: 204, ask: async () => ({ path: { name: await newOperator() } }) },
    replaceOperatorToken: { status: 201, ask: async () => ({ path: { name: await newOperator() } }) },
  };
}

/** The rule, spelt out a second time. */
function outcomeOf(
  operation: Routed,
  { status, other }: Request,
  { role, isLimited }: (typeof OPERATORS)[number],
  isOther: boolean,
): Outcome {
  const { role: lowest, concerns }: ManagementPermission = MANAGEMENT[operation];
  if (OPERATOR_ROLES.indexOf(role) > OPERATOR_ROLES.indexOf(lowest)) return [403, 'operator-role-too-low'];
  if (isLimited && concerns === 'server') return [403, 'operator-limited'];
  if (isLimited && isOther && other !== undefined) return other;
  return [status, status === 409 ? 'admin-token-configured' : 'served'];
}

describe.each(SERVERS)('which operator may do what, every line of the table, on $name', ({ start }) => {
  let server: TestServer;
  let requests: ReturnType<typeof requestsOf>;
  const routes = new Map<ManagementOperation, { method: string; url: string }>();

  beforeAll(async () => {
    server = await start();
    const policy = { conversions: { maxWaitingTasks: 10_000 } };
    for (const { project } of [server.acme, server.globex])
      await server.store.projects.update(project.id, { policy }, OPERATOR);
    await server.settle();
    requests = requestsOf(server);
    for (const { method, url, access } of server.app.declaredAccess)
      if (isManagement(access)) routes.set(access, { method, url });
  });
  afterAll(() => server.stop());

  test('each line belongs to one route', () => {
    const declared = server.app.declaredAccess.map(({ access }) => access).filter(isManagement);
    const lines = Object.keys(MANAGEMENT).filter((operation) => operation !== 'resourcesElsewhere');
    expect(declared.sort()).toEqual(lines.sort());
    expect(Object.keys(requests).sort()).toEqual(lines.sort());
  });

  /** A tenant of one request's own, where the operation ends it. */
  async function newTenant(): Promise<Tenant> {
    const project = await server.store.projects.create(fresh('tenant'), OPERATOR);
    return { project, ...(await server.store.keys.create(project, OPERATOR)) };
  }

  async function ask(operation: Routed, tenant: Tenant, token: string): Promise<Outcome> {
    const { method, url } = routes.get(operation) ?? { method: '', url: '' };
    const { path = {}, query = '', body } = await requests[operation].ask(tenant);
    const filled = url.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
    const before = await server.everyRow();
    const answer = await server.manage(method as 'GET', `${filled}?${query}`, body, `Bearer ${token}`);
    const code = answer.statusCode < 300 ? 'served' : (answer.json() as { code: string }).code;
    if (answer.statusCode >= 300) expect(await server.everyRow()).toEqual(before);
    return [answer.statusCode, code];
  }

  const OPERATIONS = Object.keys(MANAGEMENT).filter((name) => name !== 'resourcesElsewhere') as Routed[];

  test.each(OPERATIONS)(
    '%s: every role, limited or not, on its own and on another’s project',
    async (operation) => {
      const seen: Record<string, Outcome> = {};
      const wanted: Record<string, Outcome> = {};
      for (const who of OPERATORS) {
        const [own, other] =
          operation === 'deleteProject'
            ? [await newTenant(), await newTenant()]
            : [server.acme, server.globex];
        const { token } = await server.store.operators.create(
          { name: fresh(who.role), role: who.role, projects: who.isLimited ? [own.project.id] : null },
          OPERATOR,
        );
        // So that its first use is none of the rows that a refusal must not change.
        await server.manage('GET', '/v1/about', undefined, `Bearer ${token}`);
        for (const [whose, tenant] of [
          ['own', own],
          ['other', other],
        ] as const) {
          const name = `${who.role}${who.isLimited ? ', limited' : ''}, ${whose} project`;
          seen[name] = await ask(operation, tenant, token);
          wanted[name] = outcomeOf(operation, requests[operation], who, whose === 'other');
        }
      }
      expect(Object.keys(seen)).toHaveLength(2 * OPERATORS.length);
      expect(seen).toEqual(wanted);
    },
  );
});

test('the table of /v1, as it was decided', () => {
  const shown = Object.entries(MANAGEMENT).map(([operation, { role, concerns }]) => {
    const of =
      typeof concerns === 'string' ? concerns : Object.entries(concerns).map((pair) => pair.join(' '));
    return `${operation}: ${role}, ${[of].flat().join(', ')}`;
  });
  expect(shown).toMatchInlineSnapshot(`
    [
      "listProjects: viewer, query.after project",
      "createProject: manager, server",
      "getProject: viewer, params.id project",
      "updateProject: manager, params.id project",
      "deleteProject: manager, params.id project",
      "listKeys: viewer, query.project project, query.after key",
      "createKey: manager, params.id project",
      "importKey: manager, params.id project",
      "getKey: viewer, params.accessKey key",
      "updateKey: manager, params.accessKey key",
      "deleteKey: manager, params.accessKey key",
      "rotateKey: manager, params.accessKey key",
      "issueTokenAsOperator: manager, body.accessKey key, body.project project",
      "introspectToken: viewer, filtered",
      "listRevocations: viewer, query.after revocation",
      "createRevocation: manager, body.room room, body.accessKey key, body.project project",
      "deleteRevocation: manager, params.id revocation",
      "listRoomsAsOperator: viewer, query.project project",
      "createRoomAsOperator: manager, body.project project",
      "getRoomAsOperator: viewer, params.uuid room",
      "banRoomAsOperator: manager, params.uuid room",
      "listTasksAsOperator: viewer, query.after task",
      "startTaskAsOperator: manager, body.project project",
      "uploadDocument: manager, filtered",
      "getTaskAsOperator: viewer, params.uuid task",
      "retryTask: manager, params.uuid task",
      "cancelTaskAsOperator: manager, params.uuid task",
      "prioritiseTaskAsOperator: manager, params.uuid task",
      "resourcesElsewhere: viewer, filtered",
      "listDeliveries: viewer, query.after delivery",
      "getDelivery: viewer, params.id delivery",
      "redeliverWebhook: manager, params.id delivery",
      "getWebhookSecret: manager, params.id project",
      "replaceWebhookSecret: manager, params.id project",
      "listAuditEntries: viewer, filtered",
      "listUsage: viewer, filtered",
      "getOverview: viewer, filtered",
      "getAbout: viewer, filtered",
      "getSettings: owner, server",
      "replaceAdminToken: owner, server",
      "listOperators: owner, server",
      "createOperator: owner, server",
      "getOperator: owner, server",
      "updateOperator: owner, server",
      "deleteOperator: owner, server",
      "replaceOperatorToken: owner, server",
    ]
  `);
});
