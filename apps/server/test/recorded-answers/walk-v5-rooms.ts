import { field, type Transcript } from './recording.ts';

const UNKNOWN = '0'.repeat(32);

/** Creating, listing, reading and banning rooms. */
export async function walkV5Rooms(transcript: Transcript): Promise<void> {
  const r = await transcript.start();
  const { server } = r;
  const foreign = await server.createRoom(server.globex);
  r.names.add('foreign room', foreign);
  const create = (title: string, body?: unknown) =>
    r.ask(title, 'POST', '/v5/rooms', { token: server.sdkToken(), body });

  r.section('creating rooms');
  const plain = field(await create('nothing said'), 'uuid');
  r.names.add('plain room', plain);
  const full = field(
    await create('everything said', { name: 'Физика 🔭', isRecord: true, limit: 5 }),
    'uuid',
  );
  r.names.add('full room', full);
  r.names.add('FULL ROOM', full.toUpperCase());
  await create('an unknown field', { nonsense: 1 });
  const createWith = (title: string, key: string, body: object) =>
    r.ask(title, 'POST', '/v5/rooms', {
      token: server.sdkToken(),
      body,
      headers: { 'idempotency-key': key },
    });
  const once = field(await createWith('with an Idempotency-Key', 'retry-1', { name: 'Lesson' }), 'uuid');
  r.names.add('room made once', once);
  await createWith('the same again: the same answer', 'retry-1', { name: 'Lesson' });
  await createWith('another body with the same key', 'retry-1', { name: 'Other' });
  await createWith('a key with a space', 'retry 1', { name: 'Lesson' });
  for (const [title, body] of [
    ['a name of 2048 characters', { name: 'x'.repeat(2048) }],
    ['a name of 2049 characters', { name: 'x'.repeat(2049) }],
    ['a name with NUL', { name: 'a\0' }],
    ['a name with half a character', { name: '\ud800' }],
    ['a name as a number', { name: 7 }],
    ['a name null', { name: null }],
    ['isRecord as a text', { isRecord: 'true' }],
    ['limit below 0', { limit: -1 }],
    ['limit of a fraction', { limit: 1.5 }],
    ['limit as a text', { limit: '5' }],
  ] as const) {
    await create(title, body);
  }

  r.section('reading rooms');
  const token = server.sdkToken({ role: 'writer' });
  const get = (title: string, uuid: string, given = token) =>
    r.ask(title, 'GET', `/v5/rooms/${uuid}`, { token: given });
  await get('a room', full);
  await get('with a Room token', full, server.roomToken(full));
  await get('an unknown room', UNKNOWN);
  await get('no uuid', 'nope');
  await get('in upper case', full.toUpperCase());
  await get('another project’s', foreign);

  r.section('listing rooms');
  for (const query of [
    '?limit=2',
    `?beginUUID=${full}&limit=1`,
    '?limit=&beginUUID=',
    '?limit=1&pack=7',
    '?limit=0',
    '?limit=1001',
    '?limit=1.5',
    '?limit=x',
    '?limit=1&limit=2',
    `?beginUUID=${UNKNOWN}`,
    '?beginUUID=nope',
    `?beginUUID=${foreign}`,
  ]) {
    await r.ask('a list', 'GET', `/v5/rooms${query}`, { token });
  }

  r.section('banning rooms');
  const ban = (title: string, body: unknown, uuid = full, given = server.sdkToken()) =>
    r.ask(title, 'PATCH', `/v5/rooms/${uuid}`, { token: given, body });
  await ban('a ban', { isBan: true });
  await ban('the same once more', { isBan: true });
  await get('a banned room, with an SDK token', full);
  await get('a banned room, with a Room token', full, server.roomToken(full));
  await ban('lifted with a Room token', { isBan: false }, full, server.roomToken(full));
  await ban('lifted', { isBan: false });
  await get('open again, with a Room token', full, server.roomToken(full));
  await ban('with a Room token', { isBan: true }, plain, server.roomToken(plain));
  await ban('nothing', {});
  await ban('isBan as a text', { isBan: 'true' });
  await ban('an unknown field', { isBan: false, nonsense: 1 });
  await ban('an unknown room', { isBan: true }, UNKNOWN);
  await ban('another project’s', { isBan: true }, foreign);

  r.section('quotas used up');
  await r.setPolicy({ rooms: { maxRooms: 2 } });
  await create('a room too many');
  await r.setPolicy({ rooms: { maxRoomChangesPerMinute: 0 } });
  await create('a room too soon');
  await ban('a ban too soon', { isBan: true });
  await r.setPolicy({ requests: { maxRequestsPerSecond: 0 } });
  await get('a request too many', full);
  await r.auditLog();
}
