import { FROM_CONSOLE } from '../support/console.ts';
import { ADMIN_TOKEN } from '../support/test-server.ts';
import { field, type Method, type Recording, type Transcript } from './recording.ts';

/** Access to `/v1` by the admin token and by a console session. */
export async function walkV1Access(transcript: Transcript): Promise<void> {
  const r = await transcript.start();
  await walkAdminToken(r);
  await walkSessions(r);
  await walkSignInDelays(r);
  await walkReplacement(await transcript.start({ adminToken: undefined }));
}

async function walkAdminToken(r: Recording): Promise<void> {
  const { server } = r;
  const ask = (title: string, headers: Record<string, string>, token?: string) =>
    r.ask(title, 'GET', '/v1/webhook-deliveries', { region: null, headers, token });

  r.section('the admin token');
  await ask('none', {});
  for (const authorization of [
    `Bearer ${ADMIN_TOKEN}x`,
    'Bearer',
    'Bearer  ',
    ADMIN_TOKEN,
    `Basic ${ADMIN_TOKEN}`,
    `Bearer ${ADMIN_TOKEN} x`,
  ]) {
    await ask('a wrong one', { authorization });
  }
  await ask('the scheme in lower case', { authorization: `bearer ${ADMIN_TOKEN}` });
  await ask('an SDK token in its place', {}, server.sdkToken());
  await ask('an SDK token as the admin token', { authorization: `Bearer ${server.sdkToken()}` });

  r.section('every route with missing or wrong credentials');
  const routes = server.app.declaredAccess.filter(({ url }) => url.startsWith('/v1/'));
  const places = routes.map(({ method, url }) => `${method} ${url.replaceAll(/:\w+/g, 'x')}`).sort();
  for (const place of places) {
    const [method, path = ''] = place.split(' ') as [Method, string];
    const body = method === 'GET' || method === 'DELETE' ? undefined : '{"bad"';
    const line = (title: string, headers: Record<string, string>) =>
      r.line(title, method, path, { region: null, body, headers });
    await line('no admin token', {});
    await line('a wrong admin token', { authorization: 'Bearer wrong' });
    await line('a cookie alone', { cookie: 'boardgate_session=x' });
    await line('an unknown session', { ...FROM_CONSOLE, cookie: 'boardgate_session=x' });
  }

  r.section('path and method');
  for (const path of [
    '/v1',
    '/v1/',
    '/v1/nothing',
    '/v1/webhook-deliveries/',
    '//v1/webhook-deliveries',
    '/V1/webhook-deliveries',
    '/v1/keys/%zz',
  ]) {
    await r.manageLine('a path', 'GET', path);
  }
  for (const method of ['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'POST'] as const) {
    await r.manageLine('a method', method, '/v1/webhook-deliveries');
    await r.manageLine('a method', method, '/v1/projects');
    await r.manageLine('a method', method, '/v1/nothing');
  }
  const headers = { origin: 'https://app.example.org', 'access-control-request-method': 'GET' };
  await r.ask('a preflight', 'OPTIONS', '/v1/projects', { region: null, headers });

  r.section('bodies and queries');
  for (const body of ['{', '[]', 'null', '"x"', '{"name":"a","name":"b"}', '{"__proto__":1}']) {
    await r.manageLine(`the body ${body}`, 'POST', '/v1/projects', body);
  }
  await r.manageLine('a query that the route does not take', 'GET', '/v1/projects?offset=1');
  await r.manageLine('a query where the route takes none', 'GET', '/v1/webhook-deliveries?x=1');
}

async function walkSessions(r: Recording): Promise<void> {
  const { server } = r;
  let cookie = '';
  const ask = async (title: string, method: Method, url: string, body?: unknown, headers = {}) => {
    const sent = { ...FROM_CONSOLE, ...(cookie !== '' && { cookie }), ...headers };
    const answer = await r.ask(title, method, url, { region: null, body, headers: sent });
    const set = answer.headers['set-cookie'];
    if (set !== undefined) cookie = String(set).split(';')[0] ?? '';
    return answer;
  };
  const signIn = (title: string, body: unknown) => ask(title, 'POST', '/v1/session', body);

  r.section('signing in');
  await ask('nobody is signed in', 'GET', '/v1/session');
  await signIn('by the admin token', { adminToken: ADMIN_TOKEN });
  await ask('somebody is signed in', 'GET', '/v1/session');
  const background = { 'x-boardgate-console': 'background' };
  await ask('in the background', 'GET', '/v1/session', undefined, background);
  const made = await ask('a route of the management API', 'POST', '/v1/projects', { name: 'by the console' });
  r.names.add('project', field(made, 'id'));
  r.names.add('team', field(made, 'appIdentifier').split('/')[0] ?? '');
  await ask('from another site', 'GET', '/v1/projects', undefined, { 'sec-fetch-site': 'cross-site' });
  await ask('from another site', 'GET', '/v1/session', undefined, { 'sec-fetch-site': 'cross-site' });
  await ask('without the page’s header', 'GET', '/v1/projects', undefined, {
    'x-boardgate-console': undefined,
  });
  await ask('without the page’s header', 'GET', '/v1/session', undefined, {
    'x-boardgate-console': undefined,
  });
  await ask('with a wrong admin token too', 'GET', '/v1/projects', undefined, { authorization: 'Bearer x' });
  await ask('signing out', 'DELETE', '/v1/session');
  await ask('signed out', 'GET', '/v1/projects');
  cookie = '';
  await ask('signing out nobody', 'DELETE', '/v1/session');

  r.section('signing in by a link');
  const code = await server.store.signInCodes.create({ name: 'command:test', address: undefined });
  r.names.add('sign-in code', code);
  await signIn('by a code', { code });
  await signIn('by the same code', { code });

  r.section('what does not sign in');
  const { secretKey } = server.acme;
  for (const body of [
    {},
    { adminToken: ADMIN_TOKEN, code: 'x' },
    { adminToken: 7 },
    { code: 7 },
    { token: ADMIN_TOKEN },
    '[]',
  ]) {
    await signIn('not one proof', body);
  }
  await signIn('a wrong admin token', { adminToken: secretKey });
  await signIn('a wrong code', { code: 'x'.repeat(43) });
  await r.auditLog();
}

async function walkSignInDelays(r: Recording): Promise<void> {
  r.section('signing in again and again');
  for (let count = 1; count <= 6; count++) {
    const call = { region: null, body: { adminToken: 'wrong' }, headers: FROM_CONSOLE };
    await r.ask(`wrong, try ${count}`, 'POST', '/v1/session', call);
  }
}

async function walkReplacement(r: Recording): Promise<void> {
  r.section('replacing the admin token');
  const first = await r.server.store.adminToken.replace({ name: 'command:test', address: undefined });
  r.names.add('first admin token', first);
  const replace = (title: string, token: string) =>
    r.ask(title, 'POST', '/v1/admin-token', { region: null, headers: { authorization: `Bearer ${token}` } });
  const second = field(await replace('a new one', first), 'adminToken');
  r.names.add('second admin token', second);
  await replace('by the old one', first);
  const headers = { authorization: `Bearer ${second}` };
  await r.ask('the audit log', 'GET', '/v1/audit', { region: null, headers });
}
