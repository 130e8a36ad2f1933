import { HOUR } from '../support/test-server.ts';
import type { Recording, Transcript } from './recording.ts';

const UNKNOWN = '0'.repeat(32);
const FIELDS: readonly (readonly [title: string, changes: object])[] = [
  ['lifespan 0', { lifespan: 0 }],
  ['a writer', { role: 'writer' }],
  ['an unknown field', { nonsense: true }],
  ['no lifespan', { lifespan: undefined }],
  ['lifespan below 0', { lifespan: -1 }],
  ['lifespan of a fraction', { lifespan: 1.5 }],
  ['lifespan as a text', { lifespan: '3600000' }],
  ['lifespan null', { lifespan: null }],
  ['the largest integer as lifespan', { lifespan: Number.MAX_SAFE_INTEGER }],
  ['lifespan beyond the integers', { lifespan: 1e300 }],
  ['no role', { role: undefined }],
  ['an unknown role', { role: 'owner' }],
  ['role as a number', { role: 0 }],
  ['role in upper case', { role: 'Admin' }],
];

/** The three routes that issue tokens. */
export async function walkV5Tokens(transcript: Transcript): Promise<void> {
  const r = await transcript.start();
  await walkResourceTokens(r);
  await walkSdkTokens(r);
}

export function credentialsOf({ server }: Recording, tenant = server.acme) {
  const { accessKey, secretKey: secretAccessKey } = tenant;
  return { accessKey, secretAccessKey, lifespan: HOUR, role: 'admin' };
}

async function walkSdkTokens(r: Recording): Promise<void> {
  const { server } = r;
  const right = credentialsOf(r);
  const ask = (title: string, body: unknown) => r.ask(title, 'POST', '/v5/tokens/teams', { body });

  r.section('SDK tokens');
  await ask('right credentials', right);
  for (const [title, changes] of FIELDS) await ask(title, { ...right, ...changes });
  await ask('nothing', {});
  await ask('no access key', { ...right, accessKey: undefined });
  await ask('an empty access key', { ...right, accessKey: '' });
  await ask('an access key as a number', { ...right, accessKey: 1 });
  await ask('an access key of 257 characters', { ...right, accessKey: 'x'.repeat(257) });
  await ask('no secret key', { ...right, secretAccessKey: undefined });
  await ask('a secret key as an object', { ...right, secretAccessKey: {} });
  await ask('a secret key of 1025 characters', { ...right, secretAccessKey: 'x'.repeat(1025) });
  await ask('an unknown access key', { ...right, accessKey: 'unknown' });
  await ask('a wrong secret key', { ...right, secretAccessKey: 'wrong' });
  await ask('the secret key of another project', { ...right, secretAccessKey: server.globex.secretKey });
  await r.ask('a token is not looked at', 'POST', '/v5/tokens/teams', { token: 'nonsense', body: right });

  r.section('SDK tokens of what is disabled');
  await r.disableKey(true);
  await ask('a disabled key', right);
  await ask('a disabled key and a wrong secret key', { ...right, secretAccessKey: 'wrong' });
  await r.disableProject(true, server.globex);
  await ask('a disabled project', credentialsOf(r, server.globex));
}

async function walkResourceTokens(r: Recording): Promise<void> {
  const { server } = r;
  const { acme, globex } = server;
  const createKey = async () => {
    const answer = await server.manage('POST', `/v1/projects/${acme.project.id}/keys`, {});
    return answer.json() as { accessKey: string; secretKey: string };
  };
  const [second, disabled] = [await createKey(), await createKey()];
  await server.manage('PATCH', `/v1/keys/${disabled.accessKey}`, { disabled: true });
  r.names.addPair('second', second);
  r.names.addPair('disabled', disabled);
  const made = {
    rooms: { own: await server.createRoom(), foreign: await server.createRoom(globex) },
    tasks: { own: await server.startTask(), foreign: await server.startTask(undefined, { tenant: globex }) },
  };
  const body = { lifespan: HOUR, role: 'reader' };

  for (const [kind, { own, foreign }] of Object.entries(made)) {
    const ask = (title: string, given: unknown, uuid = own, token: string | undefined = server.sdkToken()) =>
      r.ask(title, 'POST', `/v5/tokens/${kind}/${uuid}`, { token, body: given });
    r.names.add(`own of ${kind}`, own);
    r.names.add(`foreign of ${kind}`, foreign);
    r.section(`tokens for ${kind}`);
    await ask('a reader', body);
    for (const [title, changes] of FIELDS) await ask(title, { ...body, ...changes });
    await ask('an unknown uuid', body, UNKNOWN);
    await ask('no uuid at all', body, 'nope');
    await ask('another project’s', body, foreign);
    await ask('one of the other kind', body, kind === 'rooms' ? made.tasks.own : made.rooms.own);
    await ask('signed by the second key', { ...body, ak: second.accessKey });
    await ask('signed by a disabled key', { ...body, ak: disabled.accessKey });
    await ask('signed by an unknown key', { ...body, ak: 'unknown' });
    await ask('signed by another project’s key', { ...body, ak: globex.accessKey });
    await ask('an empty ak', { ...body, ak: '' });
    await ask('ak null', { ...body, ak: null });
    const writer = server.sdkToken({ role: 'writer' });
    await ask('a writer for a writer', { ...body, role: 'writer' }, own, writer);
    await ask('an admin for a writer', { ...body, role: 'admin' }, own, writer);
  }
  await r.banRoom(made.rooms.own);
  const token = server.sdkToken();
  await r.ask('a banned room', 'POST', `/v5/tokens/rooms/${made.rooms.own}`, { token, body });
}
