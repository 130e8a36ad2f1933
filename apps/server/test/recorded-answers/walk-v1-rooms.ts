import { field, type Transcript } from './recording.ts';

const UNKNOWN = '0'.repeat(32);

/** `/v1/rooms`. */
export async function walkV1Rooms(transcript: Transcript): Promise<void> {
  const r = await transcript.start();
  const { server } = r;
  const project = server.acme.project.id;
  const create = (title: string, body: unknown) => r.manage(title, 'POST', '/v1/rooms', body);

  r.section('creating rooms');
  const room = field(await create('nothing but its project', { project }), 'uuid');
  r.names.add('first room', room);
  const full = { project, name: 'Physics', isRecord: true, limit: 5 };
  r.names.add('full room', field(await create('everything said', full), 'uuid'));
  const foreign = { project: server.globex.project.id, name: 'PHYSICS 2' };
  r.names.add('foreign room', field(await create('another project’s', foreign), 'uuid'));
  for (const [title, changes] of [
    ['no project', { project: undefined }],
    ['an unknown project', { project: 'nobody' }],
    ['a project as a number', { project: 7 }],
    ['a name too long', { name: 'x'.repeat(2049) }],
    ['a name with NUL', { name: 'a\0' }],
    ['isRecord as a text', { isRecord: 'true' }],
    ['limit below 0', { limit: -1 }],
    ['an unknown field', { colour: 'red' }],
  ] as const) {
    await create(title, { ...full, ...changes });
  }

  r.section('reading and banning rooms');
  const ban = (title: string, body: unknown, uuid = room) =>
    r.manage(title, 'PATCH', `/v1/rooms/${uuid}`, body);
  await r.manage('one', 'GET', `/v1/rooms/${room}`);
  await r.manage('an unknown one', 'GET', `/v1/rooms/${UNKNOWN}`);
  await r.manage('no uuid', 'GET', '/v1/rooms/nope');
  await ban('a ban', { isBan: true });
  await ban('the same once more', { isBan: true });
  await ban('nothing', {});
  await ban('a text', { isBan: 'true' });
  await ban('an unknown field', { isBan: true, x: 1 });
  await ban('an unknown room', { isBan: true }, UNKNOWN);

  r.section('listing rooms');
  const { next } = (await r.manage('a page', 'GET', '/v1/rooms?limit=1')).json() as { next: string };
  for (const query of [
    '',
    `?limit=1&after=${encodeURIComponent(next)}`,
    `?project=${project}`,
    '?search=phys',
    `?search=${room}`,
    '?search=nothing',
    '?banned=true',
    '?banned=false',
    '?banned=perhaps',
    '?project=nobody',
    '?after=nobody',
    '?limit=0',
    `?search=${'x'.repeat(65)}`,
    '?name=x',
  ]) {
    await r.manage('a list', 'GET', `/v1/rooms${query}`);
  }
  await ban('lifted', { isBan: false });
  await r.auditLog();
}
