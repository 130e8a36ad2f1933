import { ADMIN_TOKEN, HOUR } from '../support/test-server.ts';
import type { Recording, Transcript } from './recording.ts';
import { credentialsOf } from './walk-v5-tokens.ts';

/** The limits of the server and of a project, and of failed attempts. */
export async function walkLimits(transcript: Transcript): Promise<void> {
  const settings = { maxLifespanMs: HOUR, allowPermanentTokens: false, failedAttemptsPerAddress: 2 };
  const r = await transcript.start(settings);
  await walkLifespans(r);
  await walkGuessing(r);
}

async function walkLifespans(r: Recording): Promise<void> {
  const { server } = r;
  const room = await server.createRoom();
  r.names.add('room', room);
  const { accessKey } = server.acme;
  const token = server.sdkToken();
  const ask = async (title: string, changes: object) => {
    const body = { lifespan: HOUR, role: 'admin', ...changes };
    await r.ask(title, 'POST', '/v5/tokens/teams', { body: { ...credentialsOf(r), ...body } });
    await r.ask(title, 'POST', `/v5/tokens/rooms/${room}`, { token, body });
    await r.manage(title, 'POST', '/v1/tokens', { kind: 'sdk', accessKey, ...body });
  };
  r.section('an hour at most, no permanent tokens');
  await ask('as long as allowed', {});
  await ask('too long', { lifespan: HOUR + 1 });
  await ask('permanent', { lifespan: 0 });

  r.section('the project allows less');
  await r.setPolicy({ maxLifespanMs: { sdk: 1000, room: 2000 }, maxRole: 'writer' });
  await ask('too long for the project', { role: 'writer' });
  await ask('too strong', { lifespan: 1000 });
  await ask('as allowed', { lifespan: 1000, role: 'writer' });
}

async function walkGuessing(r: Recording): Promise<void> {
  const manage = (title: string, token: string) =>
    r.ask(title, 'GET', '/v1/webhook-deliveries', {
      region: null,
      headers: { authorization: `Bearer ${token}` },
    });
  const ask = (title: string, changes: object) =>
    r.ask(title, 'POST', '/v5/tokens/teams', { body: { ...credentialsOf(r), ...changes } });
  r.section('guessing');
  await ask('a wrong secret key', { secretAccessKey: 'wrong' });
  await manage('a wrong admin token', 'wrong');
  await ask('one wrong secret key too many', { secretAccessKey: 'wrong' });
  await ask('the right secret key, too late', {});
  await manage('the right admin token, too late', ADMIN_TOKEN);
  const call = { region: null, body: { adminToken: ADMIN_TOKEN }, headers: { 'x-boardgate-console': '1' } };
  await r.ask('signing in, too late', 'POST', '/v1/session', call);
}
