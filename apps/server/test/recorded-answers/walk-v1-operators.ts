import { ADMIN_TOKEN, HOUR } from '../support/test-server.ts';
import { field, type Method, type Recording, type Transcript } from './recording.ts';

/** Operators, and what their roles and projects keep from them. */
export async function walkV1Operators(transcript: Transcript): Promise<void> {
  const r = await transcript.start();
  const tokens = await walkManagement(r);
  await walkRefusals(r, tokens);
  await walkLimits(r, tokens);
}

const admin = { authorization: `Bearer ${ADMIN_TOKEN}` };

interface Tokens {
  readonly owner: string;
  readonly limited: string;
}

async function walkManagement(r: Recording): Promise<Tokens> {
  const { server } = r;
  const create = async (title: string, body: object) => {
    const answer = await r.ask(title, 'POST', '/v1/operators', { region: null, headers: admin, body });
    const token = field(answer, 'token');
    r.names.add(`token of ${title}`, token);
    return token;
  };
  r.section('operators');
  const owner = await create('an owner', { name: 'olga', role: 'owner' });
  const limited = await create('a viewer of one project', {
    name: 'victor',
    role: 'viewer',
    projects: [server.acme.project.id],
    expiresAt: new Date(server.clock.now + HOUR).toISOString(),
  });
  const ask = (title: string, method: Method, path: string, body?: object) =>
    r.ask(title, method, path, { region: null, headers: admin, body });
  await ask('all', 'GET', '/v1/operators');
  await ask('a page', 'GET', '/v1/operators?limit=1');
  await ask('the next page', 'GET', '/v1/operators?limit=1&after=olga');
  await ask('one', 'GET', '/v1/operators/victor');
  await ask('disabled', 'PATCH', '/v1/operators/victor', { disabled: true });
  await ask('enabled, for longer', 'PATCH', '/v1/operators/victor', { disabled: false, expiresAt: null });
  const replaced = await ask('a new token', 'POST', '/v1/operators/victor/token');
  r.names.add('second token of victor', field(replaced, 'token'));
  const headers = { authorization: `Bearer ${limited}` };
  await r.ask('the old token', 'GET', '/v1/projects', { region: null, headers });
  await create('another', { name: 'max', role: 'manager' });
  await ask('deleted', 'DELETE', '/v1/operators/max');
  await ask('deleted twice', 'DELETE', '/v1/operators/max');
  return { owner, limited: field(replaced, 'token') };
}

async function walkRefusals(r: Recording, { owner }: Tokens): Promise<void> {
  const { server } = r;
  r.section('what is refused');
  for (const body of [
    {},
    { name: 'x' },
    { name: 'Ann', role: 'viewer' },
    { name: `a${'b'.repeat(64)}`, role: 'viewer' },
    { name: 7, role: 'viewer' },
    { name: 'ann', role: 'admin' },
    { name: 'olga', role: 'viewer' },
    { name: 'admin', role: 'viewer' },
    { name: 'ann', role: 'viewer', projects: [] },
    { name: 'ann', role: 'viewer', projects: ['x'] },
    { name: 'ann', role: 'viewer', projects: [server.acme.project.id, server.acme.project.id] },
    { name: 'ann', role: 'owner', projects: [server.acme.project.id] },
    { name: 'ann', role: 'viewer', expiresAt: 'soon' },
    { name: 'ann', role: 'viewer', expiresAt: new Date(server.clock.now).toISOString() },
    { name: 'ann', role: 'viewer', token: 'mine' },
  ])
    await r.manageLine('an operator', 'POST', '/v1/operators', body);
  for (const [method, path] of [
    ['GET', '/v1/operators/nobody'],
    ['PATCH', '/v1/operators/nobody'],
    ['POST', '/v1/operators/nobody/token'],
    ['GET', '/v1/operators?after='],
    ['GET', '/v1/operators?role=owner'],
  ] as const)
    await r.manageLine('no such thing', method, path, method === 'PATCH' ? {} : undefined);
  const headers = { authorization: `Bearer ${owner}` };
  const self = (title: string, method: Method, body?: object) =>
    r.ask(title, method, '/v1/operators/olga', { region: null, headers, body });
  await self('disabling oneself', 'PATCH', { disabled: true });
  await self('demoting oneself', 'PATCH', { role: 'viewer' });
  await self('deleting oneself', 'DELETE');
  await self('changing nothing', 'PATCH', { disabled: false });
}

async function walkLimits(r: Recording, { limited }: Tokens): Promise<void> {
  const { server } = r;
  r.section('a viewer of one project');
  const headers = { authorization: `Bearer ${limited}` };
  const ask = (title: string, method: Method, path: string, body?: object) =>
    r.ask(title, method, path, { region: null, headers, body });
  await ask('its project', 'GET', `/v1/projects/${server.acme.project.id}`);
  await ask('another project', 'GET', `/v1/projects/${server.globex.project.id}`);
  await ask('all projects', 'GET', '/v1/projects');
  await ask('the overview', 'GET', '/v1/overview?range=day');
  await ask('what takes a manager', 'POST', `/v1/projects/${server.acme.project.id}/keys`, {});
  await server.store.operators.update('victor', { role: 'manager' }, { name: 'start', address: undefined });
  await ask('what concerns the whole server', 'POST', '/v1/projects', { name: 'new' });
  await r.auditLog();
}
