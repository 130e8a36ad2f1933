import { TOKEN_KINDS } from '@boardgate/token';
import { HOUR } from '../support/test-server.ts';
import type { Recording, Transcript } from './recording.ts';

const UNKNOWN = '0'.repeat(32);

/** `/v1/tokens` and `/v1/tokens/introspect`. */
export async function walkV1Tokens(transcript: Transcript): Promise<void> {
  await walkMinting(await transcript.start());
  await walkIntrospection(await transcript.start());
}

async function walkMinting(r: Recording): Promise<void> {
  const { server } = r;
  const { acme, globex } = server;
  const uuids = { room: await server.createRoom(), task: await server.startTask() };
  const banned = await server.createRoom();
  await r.banRoom(banned);
  r.names.add('room', uuids.room);
  r.names.add('task', uuids.task);
  r.names.add('banned room', banned);
  const sdk = { kind: 'sdk', role: 'admin', lifespan: HOUR, accessKey: acme.accessKey };
  const mint = (title: string, body: object) => r.manage(title, 'POST', '/v1/tokens', body);

  r.section('issuing tokens');
  for (const kind of TOKEN_KINDS) {
    const uuid = kind === 'sdk' ? undefined : uuids[kind];
    await mint(`${kind} token, by the key`, { ...sdk, kind, uuid });
    const project = acme.project.id;
    await mint(`${kind} token, by the project`, { ...sdk, kind, uuid, accessKey: undefined, project });
    await mint(`${kind} token, permanent`, { ...sdk, kind, uuid, lifespan: 0 });
    await mint(`${kind} token, no uuid`, { ...sdk, kind });
    await mint(`${kind} token, an unknown uuid`, { ...sdk, kind, uuid: UNKNOWN });
    await mint(`${kind} token, of another project`, { ...sdk, kind, uuid, accessKey: globex.accessKey });
  }
  await mint('for a banned room', { ...sdk, kind: 'room', uuid: banned });
  for (const [title, changes] of [
    ['no key and no project', { accessKey: undefined }],
    ['an unknown key', { accessKey: 'nobody' }],
    ['an unknown project', { accessKey: undefined, project: 'nobody' }],
    ['an empty key', { accessKey: '' }],
    ['a key as a number', { accessKey: 7 }],
    ['no kind', { kind: undefined }],
    ['an unknown kind', { kind: 'team' }],
    ['no role', { role: undefined }],
    ['an unknown role', { role: 'owner' }],
    ['no lifespan', { lifespan: undefined }],
    ['a lifespan below 0', { lifespan: -1 }],
    ['a lifespan beyond the integers', { lifespan: Number.MAX_SAFE_INTEGER }],
    ['an unknown field', { ak: acme.accessKey }],
  ] as const) {
    await mint(title, { ...sdk, ...changes });
  }

  r.section('issuing tokens where the project does not let');
  await r.setPolicy({ maxLifespanMs: { sdk: 1000 }, maxRole: 'writer', allowPermanentTokens: false });
  await mint('too long', { ...sdk, role: 'writer' });
  await mint('too strong', { ...sdk, lifespan: 1000 });
  await mint('permanent', { ...sdk, role: 'writer', lifespan: 0 });
  await r.disableKey(true);
  await mint('a disabled key', sdk);
  await mint('no good key', { ...sdk, accessKey: undefined, project: acme.project.id });
  await r.auditLog();
}

async function walkIntrospection(r: Recording): Promise<void> {
  const { server } = r;
  const { acme, globex } = server;
  const [room, task, banned] = [
    await server.createRoom(),
    await server.startTask(),
    await server.createRoom(),
  ];
  await r.banRoom(banned);
  r.names.add('room', room);
  r.names.add('task', task);
  r.names.add('banned room', banned);
  const inspect = (title: string, token: unknown) =>
    r.manage(title, 'POST', '/v1/tokens/introspect', { token });

  r.section('looking into tokens');
  const sdk = server.sdkToken();
  await inspect('an SDK token', sdk);
  await inspect('a Room token', server.roomToken(room, { role: 'reader' }));
  await inspect('a Task token', server.taskToken(task, { role: 'writer' }));
  await inspect('a permanent one', server.sdkToken({ lifespanMs: 0 }));
  for (const [title, token] of [
    ['nothing', ''],
    ['nonsense', 'nonsense'],
    ['NUL', 'NETLESSSDK_\0'],
    ['a prefix alone', 'NETLESSSDK_'],
    ['with Bearer', `Bearer ${sdk}`],
    ['in quotes', `"${sdk}"`],
    ['with a header’s name', `token: ${sdk}`],
    ['padded', `${sdk}=`],
    ['cut short', sdk.slice(0, -10)],
    ['an access key', acme.accessKey],
    ['a secret key', acme.secretKey],
    ['expired', server.sdkToken({ now: server.clock.now - 2 * HOUR })],
    ['of an unknown key', server.sdkToken({ tenant: { ...acme, accessKey: 'unknown-access-key' } })],
    [
      'signed by another project’s key',
      server.sdkToken({ tenant: { ...acme, secretKey: globex.secretKey } }),
    ],
    ['with access key and secret key swapped', server.sdkToken({ tenant: { ...acme, ...swapped(acme) } })],
    ['for a banned room', server.roomToken(banned)],
    ['for an unknown room', server.roomToken(UNKNOWN)],
    ['for an unknown task', server.taskToken(UNKNOWN)],
    ['for another project’s room', server.roomToken(room, { tenant: globex })],
    ['a Room token as a Task token', server.roomToken(room).replace('NETLESSROOM_', 'NETLESSTASK_')],
    ['a Task token as a Room token', server.taskToken(task).replace('NETLESSTASK_', 'NETLESSROOM_')],
    ['a Room token as an SDK token', server.roomToken(room).replace('NETLESSROOM_', 'NETLESSSDK_')],
    ['an SDK token as a Room token', sdk.replace('NETLESSSDK_', 'NETLESSROOM_')],
  ] as const) {
    await inspect(title, token);
  }
  await inspect('a number', 7);
  await inspect('32769 characters', 'x'.repeat(32_769));
  await r.manage('no token', 'POST', '/v1/tokens/introspect', {});
  await r.manage('an unknown field', 'POST', '/v1/tokens/introspect', { token: sdk, x: 1 });

  r.section('looking into tokens of what is revoked, disabled or expired');
  for (const rule of [{ room }, { accessKey: acme.accessKey }, { project: acme.project.id }]) {
    const token = server.roomToken(room);
    await server.manage('POST', '/v1/revocations', { ...rule, reason: 'a leak' });
    await inspect(`revoked by ${Object.keys(rule)}`, token);
    server.clock.now += 1000;
    await inspect('issued afterwards', server.roomToken(room));
  }
  const token = server.sdkToken();
  await server.manage('POST', '/v1/revocations', { token });
  await inspect('revoked by itself', token);
  const expiresAt = new Date(server.clock.now + 1).toISOString();
  await server.manage('PATCH', `/v1/keys/${acme.accessKey}`, { expiresAt });
  server.clock.now += 1;
  await inspect('of an expired key', server.sdkToken());
  await r.disableKey(true);
  await inspect('of a disabled key', server.sdkToken());
  await r.disableProject(true, globex);
  await inspect('of a disabled project', server.sdkToken({ tenant: globex }));
}

function swapped({ accessKey, secretKey }: { accessKey: string; secretKey: string }) {
  return { accessKey: secretKey, secretKey: accessKey };
}
