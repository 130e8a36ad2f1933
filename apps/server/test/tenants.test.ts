import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { TaskStore } from '../src/conversions/queue/task-store.ts';
import { RoomStore } from '../src/rooms/room-store.ts';
import { HOUR, OPERATOR, SERVERS, type TestServer } from './support/test-server.ts';

interface WholeAnswer {
  readonly status: number | undefined;
  /** As they came over the wire, in order, names and values in turn. */
  readonly headers: readonly string[];
  readonly body: string;
}

const TASK_BODY = { lifespan: HOUR, role: 'reader' };
const NOBODYS_ROOM = '0123456789ab11f0a1b2c3d4e5f60718';

describe.each(SERVERS)('what one tenant can learn of another, on $name', ({ start }) => {
  let server: TestServer;
  let origin: string;
  /** Rooms of the other tenant: an open one and a banned one. */
  let theirs: string[];
  beforeAll(async () => {
    server = await start({ failedAttemptsPerAddress: 0, failedAttemptsPerKey: 0 });
    origin = await server.app.listen({ host: '127.0.0.1', port: 0 });
    theirs = [await server.createRoom(server.globex), await server.createRoom(server.globex)];
    await server.store.rooms.setBan(theirs[1] ?? '', undefined, true, OPERATOR);
    await server.settle();
  });
  afterAll(() => server.stop());

  function send(
    method: string,
    path: string,
    token: string | undefined,
    body?: object,
  ): Promise<WholeAnswer> {
    return new Promise((resolve, reject) => {
      const headers = { region: 'us-sv', ...(token !== undefined && { token }) };
      const outgoing = request(`${origin}${path}`, { method, headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        answer.on('end', () =>
          resolve({ status: answer.statusCode, headers: lasting(answer.rawHeaders), body: text }),
        );
      });
      outgoing.on('error', reject).end(body && JSON.stringify(body));
    });
  }

  const sdk = () => server.sdkToken();

  test.each<[string, (uuid: string) => Promise<WholeAnswer>]>([
    ['get a room', (uuid) => send('GET', `/v5/rooms/${uuid}`, sdk())],
    ['ban a room', (uuid) => send('PATCH', `/v5/rooms/${uuid}`, sdk(), { isBan: true })],
    ['list rooms from one on', (uuid) => send('GET', `/v5/rooms?beginUUID=${uuid}`, sdk())],
    ['a Room token', (uuid) => send('POST', `/v5/tokens/rooms/${uuid}`, sdk(), TASK_BODY)],
    ['a Task token', (uuid) => send('POST', `/v5/tokens/tasks/${uuid}`, sdk(), TASK_BODY)],
    ['get a room with its Room token', (uuid) => send('GET', `/v5/rooms/${uuid}`, server.roomToken(uuid))],
    [
      'ban a room with its Room token',
      (uuid) => send('PATCH', `/v5/rooms/${uuid}`, server.roomToken(uuid), { isBan: true }),
    ],
    [
      'get a room with a token for another',
      (uuid) => send('GET', `/v5/rooms/${uuid}`, server.roomToken(NOBODYS_ROOM.replace('0', '1'))),
    ],
  ])('%s: that is another’s is what does not exist, to the last header', async (_name, ask) => {
    const unknown = await ask(NOBODYS_ROOM);
    expect(unknown.status).toBeGreaterThanOrEqual(400);
    expect(unknown.headers).toContain('content-type');
    for (const uuid of theirs) expect(await ask(uuid)).toEqual(unknown);
  });

  test.each<[string, (uuid: string) => Promise<WholeAnswer>]>([
    ['query a conversion', (uuid) => send('GET', `/v5/projector/tasks/${uuid}`, sdk())],
    [
      'query a conversion with its Task token',
      (uuid) => send('GET', `/v5/projector/tasks/${uuid}`, server.taskToken(uuid)),
    ],
    ['call a conversion off', (uuid) => send('DELETE', `/v5/projector/tasks/${uuid}`, sdk())],
    [
      'move a conversion',
      (uuid) => send('PUT', `/v5/projector/tasks/${uuid}/priority`, sdk(), { priority: 'highest' }),
    ],
    [
      'query an older conversion',
      (uuid) => send('GET', `/v5/services/conversion/tasks/${uuid}?type=static`, sdk()),
    ],
    ['a Task token', (uuid) => send('POST', `/v5/tokens/tasks/${uuid}`, sdk(), TASK_BODY)],
  ])('%s: another’s task is what does not exist, to the last header', async (_name, ask) => {
    const older = { tenant: server.globex, api: 'services/conversion' } as const;
    const tasks = [
      await server.startTask(undefined, { tenant: server.globex }),
      await server.startTask(undefined, older),
    ];
    const unknown = await ask(NOBODYS_ROOM);
    expect(unknown.status).toBe(404);
    for (const uuid of tasks) expect(await ask(uuid)).toEqual(unknown);
    const list = JSON.parse((await send('GET', '/v5/projector/tasks', sdk())).body) as object[];
    expect(list).toEqual([]);
  });

  test.each<[string, 'room' | 'task', (uuid: string) => Promise<WholeAnswer>]>([
    ['get a room', 'room', (uuid) => send('GET', `/v5/rooms/${uuid}`, sdk())],
    ['ban a room', 'room', (uuid) => send('PATCH', `/v5/rooms/${uuid}`, sdk(), { isBan: true })],
    ['list rooms from one on', 'room', (uuid) => send('GET', `/v5/rooms?beginUUID=${uuid}`, sdk())],
    ['a Room token', 'room', (uuid) => send('POST', `/v5/tokens/rooms/${uuid}`, sdk(), TASK_BODY)],
    [
      'a room with its Room token',
      'room',
      (uuid) => send('GET', `/v5/rooms/${uuid}`, server.roomToken(uuid)),
    ],
    ['query a conversion', 'task', (uuid) => send('GET', `/v5/projector/tasks/${uuid}`, sdk())],
    ['call a conversion off', 'task', (uuid) => send('DELETE', `/v5/projector/tasks/${uuid}`, sdk())],
    ['a Task token', 'task', (uuid) => send('POST', `/v5/tokens/tasks/${uuid}`, sdk(), TASK_BODY)],
  ])(
    '%s: another’s takes the same look-ups as none, so that the time does not tell',
    async (_name, kind, ask) => {
      const foreign =
        kind === 'room' ? (theirs[0] ?? '') : await server.startTask(undefined, { tenant: server.globex });
      const store: { find: (uuid: string) => Promise<unknown> } =
        kind === 'room' ? RoomStore.prototype : TaskStore.prototype;
      const find = vi.spyOn(store, 'find');
      const lookUps = async (uuid: string) => {
        find.mockClear();
        expect((await ask(uuid)).status).toBe(404);
        const rows = await Promise.all(find.mock.results.map(({ value }) => value));
        return rows.map((row) => row !== undefined).sort();
      };
      // The first finds out which row to read in place of none.
      await ask(NOBODYS_ROOM);
      for (let time = 0; time < 3; time++) {
        expect(await lookUps(NOBODYS_ROOM)).toEqual([false, true]);
        expect(await lookUps(foreign)).toEqual([false, true]);
      }
      find.mockRestore();
    },
  );

  test('another’s access key is an unknown one: to sign with, to prove, in a token', async () => {
    const room = await server.createRoom();
    const signWith = (ak: string) => send('POST', `/v5/tokens/rooms/${room}`, sdk(), { ...TASK_BODY, ak });
    expect(await signWith(server.globex.accessKey)).toEqual(await signWith('nobody-s-access-key'));

    const prove = (accessKey: string) =>
      send('POST', '/v5/tokens/teams', undefined, {
        accessKey,
        secretAccessKey: server.acme.secretKey,
        lifespan: HOUR,
        role: 'admin',
      });
    const unproved = await prove('nobody-s-access-key');
    expect(unproved.status).toBe(401);
    expect(await prove(server.globex.accessKey)).toEqual(unproved);

    const forge = (accessKey: string) =>
      send('GET', '/v5/rooms', server.sdkToken({ tenant: { ...server.acme, accessKey } }));
    const forged = await forge('nobody-s-access-key');
    expect(forged.status).toBe(401);
    expect(await forge(server.globex.accessKey)).toEqual(forged);
  });

  test('a list holds one’s own rooms and no other', async () => {
    const own = await server.createRoom();
    const list = JSON.parse((await send('GET', '/v5/rooms?limit=1000', sdk())).body) as { uuid: string }[];
    expect(list.map(({ uuid }) => uuid)).toContain(own);
    for (const uuid of theirs) expect(list.map((room) => room.uuid)).not.toContain(uuid);
  });

  test('another tenant’s disabled key looks unknown to a caller that cannot prove it', async () => {
    const disabled = await server.store.keys.create(server.globex.project, OPERATOR);
    await server.store.keys.update(disabled.accessKey, { isDisabled: true }, OPERATOR);
    await server.settle();
    const prove = (accessKey: string) =>
      send('POST', '/v5/tokens/teams', undefined, {
        accessKey,
        secretAccessKey: 'a guess',
        lifespan: HOUR,
        role: 'admin',
      });
    expect(await prove(disabled.accessKey)).toEqual(await prove('nobody-s-access-key'));
  });
});

/** What differs between any two answers. */
const CHANGING = ['date', 'x-request-id'];

function lasting(rawHeaders: readonly string[]): string[] {
  const headers = rawHeaders.map((part) => part.toLowerCase());
  return headers.filter((_, at) => !CHANGING.includes(headers[at - (at % 2)] ?? ''));
}
