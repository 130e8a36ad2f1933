import { ROLES, TOKEN_KINDS, type TokenKind } from '@boardgate/token';
import { HOUR, type Tenant } from '../support/test-server.ts';
import type { Method, Recording, Transcript } from './recording.ts';

const PDF = 'https://files.example.org/lesson.pdf';
const TOKEN_BODY = { lifespan: HOUR, role: 'reader' };

/**
 * A request to each route that takes a token, and what its uuid names. The routes that start a conversion come after those that list
 * them, the one that cancels comes last.
 */
const ROUTES: readonly (readonly [method: Method, path: string, about: About | null, body?: object])[] = [
  ['POST', '/v5/tokens/rooms/:uuid', 'room', TOKEN_BODY],
  ['POST', '/v5/tokens/tasks/:uuid', 'task', TOKEN_BODY],
  ['POST', '/v5/rooms', null, {}],
  ['GET', '/v5/rooms?limit=1', null],
  ['GET', '/v5/rooms/:uuid', 'room'],
  ['PATCH', '/v5/rooms/:uuid', 'room', { isBan: false }],
  ['GET', '/v5/projector/tasks/:uuid', 'task'],
  ['GET', '/v5/projector/tasks', null],
  ['GET', '/v5/services/conversion/tasks/:uuid?type=static', 'olderTask'],
  ['POST', '/v5/projector/tasks', null, { resource: PDF }],
  ['POST', '/v5/services/conversion/tasks', null, { resource: PDF, type: 'static' }],
  ['PUT', '/v5/projector/tasks/:uuid/priority', 'task', { priority: 'highest' }],
  ['DELETE', '/v5/projector/tasks/:uuid', 'task'],
];

type About = 'room' | 'task' | 'olderTask';
type Uuids = Record<About, string>;

/** Each `/v5` route that takes a token, with every kind, role and fault of a token. */
export async function walkV5Permissions(transcript: Transcript): Promise<void> {
  const r = await transcript.start();
  const made = {
    own: await makeAll(r, 'own'),
    other: await makeAll(r, 'other'),
    foreign: await makeAll(r, 'foreign', r.server.globex),
  };
  for (const route of ROUTES) await walkRoute(r, route, made);
}

async function walkRoute(
  r: Recording,
  [method, path, about, body]: (typeof ROUTES)[number],
  { own, other, foreign }: Record<'own' | 'other' | 'foreign', Uuids>,
): Promise<void> {
  const { server } = r;
  const ask = (title: string, token?: string, uuid = about === null ? '' : own[about]) =>
    r.line(title, method, path.replace(':uuid', uuid), { token, body });
  const uuidOf = (kind: TokenKind, uuids: Uuids) =>
    kind === 'room' ? uuids.room : uuids[about === 'olderTask' ? 'olderTask' : 'task'];
  const sign = (kind: TokenKind, options: Parameters<typeof server.sdkToken>[0], uuids = own) => {
    if (kind === 'sdk') return server.sdkToken(options);
    const uuid = uuidOf(kind, uuids);
    return kind === 'room' ? server.roomToken(uuid, options) : server.taskToken(uuid, options);
  };

  r.section(`${method} ${path}`);
  await ask('no token');
  for (const token of ['', 'nonsense', 'NETLESSSDK_', 'NETLESSSDK_!', `Bearer ${server.sdkToken()}`]) {
    await ask(`malformed: ${token.slice(0, 12)}`, token);
  }
  await ask('padded', `${server.sdkToken()}=`);
  for (const kind of TOKEN_KINDS) {
    for (const role of ROLES) {
      await ask(`${kind} token, ${role}`, sign(kind, { role }));
    }
    const unknownKey: Tenant = { ...server.acme, accessKey: 'unknown-access-key' };
    const wrongKey: Tenant = { ...server.acme, secretKey: server.globex.secretKey };
    await ask(`${kind} token, unknown key`, sign(kind, { tenant: unknownKey }));
    await ask(`${kind} token, wrong signature`, sign(kind, { tenant: wrongKey }));
    await ask(`${kind} token, expired now`, sign(kind, { now: server.clock.now - HOUR }));
    await ask(`${kind} token, permanent`, sign(kind, { lifespanMs: 0 }));
    await ask(`${kind} token, another project’s`, sign(kind, { tenant: server.globex }));
    await ask(`${kind} token, of another uuid`, sign(kind, {}, other));
    await ask(`${kind} token, of another project’s uuid`, sign(kind, {}, foreign), uuidOf(kind, foreign));
    const revoked = sign(kind, {});
    await server.manage('POST', '/v1/revocations', { token: revoked });
    await ask(`${kind} token, revoked`, revoked);
  }
  const task = sign('room', {}).replace('NETLESSROOM_', 'NETLESSTASK_');
  await ask('room token relabelled as a task token', task);

  await server.manage('PATCH', `/v1/rooms/${own.room}`, { isBan: true });
  for (const kind of TOKEN_KINDS) await ask(`${kind} token, banned room`, sign(kind, {}));
  await server.manage('PATCH', `/v1/rooms/${own.room}`, { isBan: false });

  const expiresAt = new Date(server.clock.now + 1).toISOString();
  const expiring = await server.manage('POST', `/v1/projects/${server.acme.project.id}/keys`, { expiresAt });
  server.clock.now += 1;
  await ask('sdk token, expired key', sign('sdk', { tenant: { ...server.acme, ...expiring.json() } }));
  await r.disableKey(true);
  for (const kind of TOKEN_KINDS) await ask(`${kind} token, disabled key`, sign(kind, {}));
  await r.disableKey(false);
  await r.disableProject(true, server.globex);
  await ask('sdk token, disabled project', sign('sdk', { tenant: server.globex }));
  await r.disableProject(false, server.globex);
}

/** The clock moves first, so that lists have one order. */
async function makeAll({ server, names }: Recording, name: string, tenant = server.acme): Promise<Uuids> {
  server.clock.now += 1;
  const uuids = {
    room: await server.createRoom(tenant),
    task: await server.startTask(undefined, { tenant }),
    olderTask: await server.startTask(undefined, { tenant, api: 'services/conversion' }),
  };
  names.add(`${name} room`, uuids.room);
  names.add(`${name} task`, uuids.task);
  names.add(`${name} older task`, uuids.olderTask);
  return uuids;
}
