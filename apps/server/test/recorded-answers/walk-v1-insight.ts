import { HOUR, START, type Tenant, type TestServer } from '../support/test-server.ts';
import type { Transcript } from './recording.ts';

/** The read-only routes: overview, usage, audit log, versions, settings. */
export async function walkV1Insight(transcript: Transcript): Promise<void> {
  const r = await transcript.start();
  const { server } = r;
  const { first, second } = await useTokens(server);
  r.names.addPair('first', first);
  r.names.addPair('second', second);
  const { acme } = server;

  // First, because it counts the refusals of this server as well.
  r.section('overview');
  for (const query of ['', '?range=day', '?range=month', '?range=year', '?x=1']) {
    await r.manage('the overview', 'GET', `/v1/overview${query}`);
  }

  r.section('usage');
  for (const query of [
    '',
    `?project=${server.globex.project.id}`,
    `?accessKey=${first.accessKey}`,
    `?from=${iso(START)}`,
    `?from=${iso(START + HOUR)}`,
    `?until=${iso(START - HOUR)}`,
    '?project=nobody',
    '?from=today',
    '?until=today',
    '?limit=0',
    '?after=nobody',
    '?x=1',
    '?accessKey=%00',
  ]) {
    await r.manage('a list', 'GET', `/v1/usage${query}`);
  }
  const page = await r.manage('a page', 'GET', `/v1/usage?limit=1&accessKey=${first.accessKey}`);
  const { next } = page.json() as { next: string };
  await r.manage('the next page', 'GET', `/v1/usage?limit=1&after=${encodeURIComponent(next)}`);
  await r.manage('a key that was used', 'GET', `/v1/keys/${first.accessKey}`);

  r.section('versions and settings');
  await r.manage('versions', 'GET', '/v1/about');
  await r.manage('settings', 'GET', '/v1/config');
  await r.manage('the admin token cannot be replaced here', 'POST', '/v1/admin-token');

  r.section('the audit log');
  for (const query of [
    '',
    '?limit=1',
    '?limit=1&after=3',
    '?actor=start',
    '?action=key.create',
    `?subject=${acme.accessKey}`,
    `?project=${acme.project.id}`,
    `?from=${iso(START)}&until=${iso(START + 1)}`,
    `?until=${iso(START)}`,
    '?actor=nobody',
    '?action=key.steal',
    '?from=today',
    '?until=today',
    '?after=nobody',
    '?after=0',
    '?limit=0',
    '?x=1',
    '?actor=%00',
  ]) {
    await r.manage('a list', 'GET', `/v1/audit${query}`);
  }
}

/**
 * Uses tokens on a second server of the same database, which writes its counts when it stops. Its keys have fixed names, because usage
 * is listed by key.
 */
async function useTokens(server: TestServer): Promise<{ first: Tenant; second: Tenant }> {
  const room = await server.createRoom();
  const [first, second] = [
    await importKey(server, server.acme, 'first-imported-key'),
    await importKey(server, server.globex, 'second-imported-key'),
  ];
  const { app, stop } = await server.startAgain();
  const post = (url: string, payload: object, token?: string) =>
    app.inject({
      method: 'POST',
      url,
      payload,
      headers: { region: 'us-sv', ...(token !== undefined && { token }) },
    });
  const { accessKey, secretKey: secretAccessKey } = first;
  const credentials = { accessKey, secretAccessKey, lifespan: HOUR, role: 'admin' };
  for (let count = 0; count < 3; count++) await post('/v5/tokens/teams', credentials);
  await post('/v5/tokens/teams', { ...credentials, secretAccessKey: 'wrong' });
  const body = { lifespan: HOUR, role: 'reader' };
  await post(`/v5/tokens/rooms/${room}`, body, server.sdkToken({ tenant: first }));
  await post(`/v5/tokens/rooms/${room}`, body, server.sdkToken({ tenant: second }));
  await post('/v5/rooms', {}, server.sdkToken({ tenant: first, role: 'reader' }));
  await post('/v5/rooms', {});
  await stop();
  return { first, second };
}

async function importKey(server: TestServer, { project }: Tenant, accessKey: string): Promise<Tenant> {
  const pair = { accessKey, secretKey: `secret of ${accessKey}` };
  await server.manage('POST', `/v1/projects/${project.id}/keys/import`, pair);
  server.clock.now += 1000;
  return { project, ...pair };
}

function iso(time: number): string {
  return encodeURIComponent(new Date(time).toISOString());
}
