import { HOUR, START } from '../support/test-server.ts';
import { field, type Transcript } from './recording.ts';

/** `/v1/revocations`. */
export async function walkV1Revocations(transcript: Transcript): Promise<void> {
  const r = await transcript.start();
  const { server } = r;
  const { acme, globex } = server;
  const room = await server.createRoom();
  r.names.add('room', room);
  const revoke = (title: string, body: object) => r.manage(title, 'POST', '/v1/revocations', body);
  const past = new Date(START - HOUR).toISOString();

  r.section('revoking');
  const token = server.sdkToken();
  const id = field(await revoke('a token', { token, reason: 'a leak' }), 'id');
  await revoke('the same once more, for another reason', { token, reason: 'a test' });
  await revoke('a permanent token', { token: server.sdkToken({ lifespanMs: 0 }) });
  await revoke('a Room token', { token: server.roomToken(room) });
  for (const rule of [{ room }, { accessKey: acme.accessKey }, { project: globex.project.id }]) {
    await revoke('a rule', rule);
    await revoke('a rule of the past', { ...rule, issuedBefore: past });
  }
  for (const [title, body] of [
    ['nothing', {}],
    ['two things', { room, accessKey: acme.accessKey }],
    ['a token before a time', { token: server.sdkToken(), issuedBefore: past }],
    ['a token that is none', { token: 'nonsense' }],
    ['an expired token', { token: server.sdkToken({ now: START - 2 * HOUR }) }],
    ['a forged token', { token: server.sdkToken({ tenant: { ...acme, secretKey: 'wrong' } }) }],
    ['an unknown room', { room: '0'.repeat(32) }],
    ['an unknown key', { accessKey: 'nobody' }],
    ['an unknown project', { project: 'nobody' }],
    ['a room as a number', { room: 7 }],
    ['a time too far ahead', { room, issuedBefore: new Date(START + 3 * HOUR).toISOString() }],
    ['no time', { room, issuedBefore: 'now' }],
    ['a reason too long', { room, reason: 'x'.repeat(2000) }],
    ['a reason with NUL', { room, reason: 'a\0' }],
    ['an unknown field', { room, why: 'x' }],
  ] as const) {
    await revoke(title, body);
  }

  r.section('what is revoked');
  const own = { region: 'us-sv', token };
  await r.ask('the revoked token', 'GET', '/v5/rooms?limit=1', own);
  await r.ask('a Room token', 'GET', `/v5/rooms/${room}`, { token: server.roomToken(room, { now: START }) });
  await r.manage('all', 'GET', '/v1/revocations');
  for (const query of [
    'limit=1',
    `limit=1&after=${encodeURIComponent(id)}`,
    'scope=room',
    `project=${globex.project.id}`,
    'project=nobody',
    'scope=all',
    'after=nobody',
    'limit=0',
    'x=1',
  ]) {
    await r.manage('a list', 'GET', `/v1/revocations?${query}`);
  }

  r.section('taking back');
  const remove = (title: string, given: string) =>
    r.manage(title, 'DELETE', `/v1/revocations/${encodeURIComponent(given)}`);
  await remove('one', id);
  await remove('the same once more', id);
  await remove('an unknown one', 'nobody');
  await remove('what no database holds', '\0');
  await r.auditLog();
}
