import { AS_OPERATOR, createRoom, HEADERS, KEY } from '../servers/service.ts';

/** What a client asks for, again and again. */
export interface Operation {
  readonly name: string;
  readonly requests: number;
  readonly status: number;
  /** The requests to send in turn. */
  readonly prepare: (url: string) => Promise<readonly Order[]>;
}

export interface Order {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const ROOM_ORDER = { lifespan: 3_600_000, role: 'writer' };
const ROOMS = 100;

async function createRooms(url: string): Promise<string[]> {
  const rooms: string[] = [];
  for (let room = 0; room < ROOMS; room++) rooms.push((await createRoom(url)).uuid);
  return rooms;
}

const asClient = (method: string, path: string, body?: unknown): Order => ({
  method,
  path,
  headers: HEADERS,
  body,
});

export const OPERATIONS: readonly Operation[] = [
  {
    name: 'issue a Room token',
    requests: 100_000,
    status: 201,
    prepare: async (url) =>
      (await createRooms(url)).map((uuid) => asClient('POST', `/v5/tokens/rooms/${uuid}`, ROOM_ORDER)),
  },
  {
    name: 'issue an SDK token',
    requests: 50_000,
    status: 201,
    prepare: async () => {
      const body = {
        accessKey: KEY.accessKey,
        secretAccessKey: KEY.secretKey,
        lifespan: 3_600_000,
        role: 'writer',
      };
      return [{ method: 'POST', path: '/v5/tokens/teams', headers: { region: 'us-sv' }, body }];
    },
  },
  {
    name: 'refuse a token',
    requests: 50_000,
    status: 401,
    prepare: async () => {
      const token = `${HEADERS.token.slice(0, -8)}AAAAAAAA`;
      return [{ method: 'GET', path: '/v5/rooms', headers: { ...HEADERS, token } }];
    },
  },
  {
    name: 'create a room',
    requests: 5000,
    status: 201,
    prepare: async () => [asClient('POST', '/v5/rooms', { name: 'a lesson' })],
  },
  {
    name: 'read a room',
    requests: 20_000,
    status: 200,
    prepare: async (url) => (await createRooms(url)).map((uuid) => asClient('GET', `/v5/rooms/${uuid}`)),
  },
  {
    name: 'ban a room, or lift the ban',
    requests: 5000,
    status: 201,
    prepare: async (url) => {
      const rooms = await createRooms(url);
      return [true, false].flatMap((isBan) =>
        rooms.map((uuid) => asClient('PATCH', `/v5/rooms/${uuid}`, { isBan })),
      );
    },
  },
  {
    name: 'list 100 rooms',
    requests: 2000,
    status: 200,
    prepare: async () => [asClient('GET', '/v5/rooms?limit=100')],
  },
  {
    name: 'explain a token to the operator',
    requests: 5000,
    status: 200,
    prepare: async () => [
      { method: 'POST', path: '/v1/tokens/introspect', headers: AS_OPERATOR, body: { token: HEADERS.token } },
    ],
  },
];
