import { newToken, TOKEN_BODY } from './boardgate.ts';
import { type Pair, shuffle, writePairs } from './pairs.ts';
import { UUID_PLACE } from './requests.ts';
import type { Subject } from './rounds.ts';
import type { ScaleServer, SeededProject } from './scale-data.ts';

/** App servers request the rooms in use, a few of each project. */
const ROOMS_IN_USE = 10;
/** The server writes the usage of each key within a second, which takes a while for thousands of keys. */
const SETTLE_MS = 1500;

/** Names of the rows; the others are compared with the first. */
export const SMALL = 'small: one room, one key';
export const LARGE = 'large: one room, one key';
export const ALL_ROOMS = 'large: one key, all its rooms';
export const APP_SERVERS = 'large: a key of each project, 10 rooms each';
export const ALL_KEYS = 'large: every key, a room each';

/** Requests Room tokens against growing parts of the stored data. */
export function roomTokenSubjects(small: ScaleServer, large: ScaleServer): Subject[] {
  const token = newToken();
  return [
    oneRoom(SMALL, small, token),
    oneRoom(LARGE, large, token),
    manyRooms(ALL_ROOMS, large, [token], toPairs(large.main.rooms, 0)),
    appServers(large),
    everyKey(large),
  ];
}

function oneRoom(name: string, { server, main }: ScaleServer, token: string): Subject {
  const url = `${server.url}/v5/tokens/rooms/${main.rooms[0]}`;
  return { name, server, url, body: TOKEN_BODY, tokens: [token] };
}

function appServers(large: ScaleServer): Subject {
  const tokens = large.others.flatMap((project) => tokensOf(project).slice(0, 1));
  const pairs = large.others.flatMap(({ rooms }, number) => toPairs(rooms.slice(0, ROOMS_IN_USE), number));
  return manyRooms(APP_SERVERS, large, tokens, pairs);
}

/** The worst case: in random order, nearly no key and no token is still cached. */
function everyKey(large: ScaleServer): Subject {
  const tokens = large.others.flatMap(tokensOf);
  const rooms = large.others.flatMap((project) => project.rooms.slice(0, project.keys.length));
  const pairs = rooms.map((uuid, token) => ({ uuid, token }));
  return { ...manyRooms(ALL_KEYS, large, tokens, pairs), settleMs: SETTLE_MS };
}

/** Warms up with every pair once, so that the memory of rooms is as full as it can be. */
function manyRooms(name: string, { server }: ScaleServer, tokens: string[], pairs: Pair[]): Subject {
  return {
    name,
    server,
    url: `${server.url}/v5/tokens/rooms/${UUID_PLACE}`,
    body: TOKEN_BODY,
    tokens: [],
    pairsFile: writePairs(tokens, shuffle(pairs)),
    warmUpRequests: pairs.length,
  };
}

function tokensOf({ keys }: SeededProject): string[] {
  return keys.map(newToken);
}

function toPairs(rooms: readonly string[], token: number): Pair[] {
  return rooms.map((uuid) => ({ uuid, token }));
}
