import { ROLES, type Role, TOKEN_KINDS, type TokenKind } from '@boardgate/token';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isOperation } from '../src/access/access.ts';
import { type Operation, PERMISSIONS, type Permission } from '../src/access/permissions.ts';
import { HOUR, OPERATOR, SERVERS, type Tenant, type TestServer } from './support/test-server.ts';

const SITUATIONS = [
  'own project',
  'other project',
  'own uuid',
  'other uuid',
  'expired',
  'revoked',
  'disabled key',
  'banned room',
] as const;

/** Nothing is converted here: the tasks only wait. */
const DOCUMENT = 'https://files.example.org/lesson.pdf';

type Situation = (typeof SITUATIONS)[number];
type Outcome = readonly [status: number, message: string];

/** What a request that is let through is answered with, and what it has to send. */
const REQUESTS: Readonly<Record<Operation, { status: number; body?: (role: Role) => object }>> = {
  'issue-room-token': { status: 201, body: (role) => ({ lifespan: HOUR, role }) },
  'issue-task-token': { status: 201, body: (role) => ({ lifespan: HOUR, role }) },
  'create-room': { status: 201, body: () => ({}) },
  'list-rooms': { status: 200 },
  'get-room': { status: 200 },
  'ban-room': { status: 201, body: () => ({ isBan: false }) },
  'start-conversion': { status: 201, body: () => ({ resource: DOCUMENT }) },
  'list-conversions': { status: 200 },
  'query-conversion': { status: 200 },
  'prioritise-conversion': { status: 200, body: () => ({ priority: 'highest' }) },
  'cancel-conversion': { status: 200 },
  'start-older-conversion': { status: 201, body: () => ({ resource: DOCUMENT, type: 'static' }) },
  'query-older-conversion': { status: 200 },
};

/** What a path's uuid is of. */
const ABOUT: Readonly<Partial<Record<Operation, 'room' | 'task' | 'olderTask'>>> = {
  'issue-room-token': 'room',
  'get-room': 'room',
  'ban-room': 'room',
  'issue-task-token': 'task',
  'query-conversion': 'task',
  'prioritise-conversion': 'task',
  'cancel-conversion': 'task',
  'query-older-conversion': 'olderTask',
};

/** The contract, spelt out a second time: spec §3.5, in its order, over the table of §3.6. */
function outcomeOf(operation: Operation, kind: TokenKind, role: Role, situation: Situation): Outcome {
  if (situation === 'expired') return [401, 'expired token'];
  if (situation === 'revoked' || situation === 'disabled key') return [403, 'token access team forbidden'];
  const permission: Permission = PERMISSIONS[operation];
  const lowest = permission[kind];
  if (lowest === undefined) {
    const about = permission.room !== undefined ? 'room' : permission.task !== undefined ? 'task' : 'team';
    return [403, `token access ${about} forbidden`];
  }
  if (ROLES.indexOf(role) > ROLES.indexOf(lowest)) return [403, `token access role ${role} forbidden`];
  if (kind !== 'sdk' && situation === 'other uuid') return [403, `token access ${kind} forbidden`];
  const isAboutRoom = ABOUT[operation] === 'room';
  const isAboutTask = ABOUT[operation] !== undefined && !isAboutRoom;
  if (isAboutTask && situation === 'other project') return [404, 'task not found'];
  if (isAboutRoom && situation === 'other project') return [404, 'room not found'];
  const isClosed = (kind === 'room' && operation !== 'ban-room') || operation === 'issue-room-token';
  if (isAboutRoom && isClosed && situation === 'banned room') return [403, 'room is banned'];
  return [REQUESTS[operation].status, 'served'];
}

describe.each(SERVERS)('who may do what, every line of the table, on $name', ({ start }) => {
  let server: TestServer;
  let origin: string;
  let rooms: { open: string; other: string; banned: string };
  let tasks: Record<'task' | 'olderTask', { own: string; other: string }>;
  let retired: Tenant;
  const routes = new Map<Operation, { method: string; path: string }>();

  beforeAll(async () => {
    const policy = { conversions: { maxWaitingTasks: 10_000 } };
    server = await start();
    await server.store.projects.update(server.acme.project.id, { policy }, OPERATOR);
    await server.store.projects.update(server.globex.project.id, { policy }, OPERATOR);
    origin = await server.app.listen({ host: '127.0.0.1', port: 0 });
    rooms = {
      open: await server.createRoom(),
      other: await server.createRoom(),
      banned: await server.createRoom(),
    };
    const older = { api: 'services/conversion' } as const;
    tasks = {
      task: { own: await server.startTask(), other: await server.startTask() },
      olderTask: {
        own: await server.startTask(undefined, older),
        other: await server.startTask(undefined, older),
      },
    };
    retired = {
      project: server.acme.project,
      ...(await server.store.keys.create(server.acme.project, OPERATOR)),
    };
    await server.store.keys.update(retired.accessKey, { isDisabled: true }, OPERATOR);
    for (const { method, url, access } of server.app.declaredAccess) {
      if (isOperation(access)) routes.set(access, { method, path: url });
    }
    await server.settle();
  });
  afterAll(() => server.stop());

  /** A token of the kind and role as the situation wants it. */
  async function tokenFor(
    operation: Operation,
    kind: TokenKind,
    role: Role,
    situation: Situation,
  ): Promise<string> {
    const tenants: Partial<Record<Situation, Tenant>> = {
      'other project': server.globex,
      'disabled key': retired,
    };
    const options = {
      tenant: tenants[situation] ?? server.acme,
      role,
      lifespanMs: HOUR,
      now: situation === 'expired' ? server.clock.now - HOUR : server.clock.now,
    };
    const room = situation === 'banned room' ? rooms.banned : rooms.open;
    const token =
      kind === 'sdk'
        ? server.sdkToken(options)
        : kind === 'room'
          ? server.roomToken(room, options)
          : server.taskToken(tasks[taskOf(operation)].own, options);
    if (situation === 'revoked') {
      expect((await server.manage('POST', '/v1/revocations', { token })).statusCode).toBe(201);
    }
    return token;
  }

  function taskOf(operation: Operation): 'task' | 'olderTask' {
    return ABOUT[operation] === 'olderTask' ? 'olderTask' : 'task';
  }

  /** The uuid in the path. */
  function uuidOf(operation: Operation, situation: Situation): string {
    const isOther = situation === 'other uuid';
    if (ABOUT[operation] !== 'room') return tasks[taskOf(operation)][isOther ? 'other' : 'own'];
    return isOther ? rooms.other : situation === 'banned room' ? rooms.banned : rooms.open;
  }

  async function ask(
    operation: Operation,
    role: Role,
    situation: Situation,
    token: string,
  ): Promise<Outcome> {
    const { method, path } = routes.get(operation) ?? { method: '', path: '' };
    const uuid = uuidOf(operation, situation);
    const query = operation === 'query-older-conversion' ? '?type=static' : '';
    const { body } = REQUESTS[operation];
    // Banned anew each time: lifting the ban is among what is tried.
    if (situation === 'banned room') await server.banRoom(rooms.banned);
    const answer = await fetch(`${origin}${path.replace(':uuid', uuid)}${query}`, {
      method,
      headers: { token, region: 'us-sv', 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body(role)) }),
    });
    const text = await answer.text();
    const message = answer.status < 300 ? 'served' : (JSON.parse(text) as { message: string }).message;
    return [answer.status, message];
  }

  test.each(Object.keys(PERMISSIONS) as Operation[])(
    '%s: every kind, role and situation',
    async (operation) => {
      expect(routes.get(operation)).toBeDefined();
      const seen: Record<string, Outcome> = {};
      const wanted: Record<string, Outcome> = {};
      for (const kind of TOKEN_KINDS) {
        for (const role of ROLES) {
          for (const situation of SITUATIONS) {
            const name = `${kind} token, ${role}, ${situation}`;
            const token = await tokenFor(operation, kind, role, situation);
            seen[name] = await ask(operation, role, situation, token);
            wanted[name] = outcomeOf(operation, kind, role, situation);
          }
        }
      }
      expect(Object.keys(seen)).toHaveLength(TOKEN_KINDS.length * ROLES.length * SITUATIONS.length);
      expect(seen).toEqual(wanted);
    },
  );
});
