import { HOUR } from '../support/test-server.ts';
import type { Recording, Transcript } from './recording.ts';

const ELSEWHERE = '0'.repeat(32);
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** `BOARDGATE_RESOURCES=external`: the server issues tokens and refuses the rest. */
export async function walkExternal(transcript: Transcript): Promise<void> {
  const r = await transcript.start({ resources: 'external' });
  const { server } = r;
  const token = server.sdkToken({ lifespanMs: 10 * HOUR });
  const body = { lifespan: HOUR, role: 'reader' };

  r.section('tokens');
  for (const kind of ['rooms', 'tasks']) {
    for (const uuid of [ELSEWHERE, 'anything']) {
      await r.ask('a token', 'POST', `/v5/tokens/${kind}/${uuid}`, { token, body });
    }
    await r.ask('no token', 'POST', `/v5/tokens/${kind}/${ELSEWHERE}`, { body });
  }
  const sdk = { kind: 'room', role: 'admin', lifespan: HOUR, accessKey: server.acme.accessKey };
  await r.manage('for a room', 'POST', '/v1/tokens', { ...sdk, uuid: 'anything' });
  await r.manage('for a room with NUL', 'POST', '/v1/tokens', { ...sdk, uuid: 'a\0' });
  await r.manage('looked into', 'POST', '/v1/tokens/introspect', { token: server.roomToken(ELSEWHERE) });
  await r.manage('a room revoked', 'POST', '/v1/revocations', { room: ELSEWHERE });

  await r.manage('versions', 'GET', '/v1/about');

  r.section('everything else');
  for (const base of ['/v5/rooms', '/v5/projector/tasks', '/v5/services/conversion/tasks']) {
    for (const method of METHODS) {
      await r.line('with a token', method, base, { token });
      await r.line('without', method, `${base}/${ELSEWHERE}`);
      await r.line('without a region', method, `${base}/${ELSEWHERE}`, { token, region: null });
    }
  }
  for (const base of ['/v1/rooms', '/v1/tasks']) {
    for (const method of METHODS) await walkManaged(r, method, base);
  }
  await r.auditLog();
}

async function walkManaged(r: Recording, method: (typeof METHODS)[number], base: string): Promise<void> {
  await r.manageLine('with the admin token', method, base);
  await r.manageLine('with the admin token', method, `${base}/${ELSEWHERE}`);
  await r.line('without', method, `${base}/${ELSEWHERE}`, { region: null });
}
