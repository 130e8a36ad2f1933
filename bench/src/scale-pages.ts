import { newToken } from './boardgate.ts';
import type { Subject } from './rounds.ts';
import type { ScaleServer, SeededProject } from './scale-data.ts';

const ROOMS_A_PAGE = 100;

/** Names of the rows; the others are compared with the first. */
export const SMALL_PAGE = 'a page among 1,000 rooms';
export const LARGE_PAGES = [
  'large: at the beginning',
  'large: in the middle',
  'large: near the end',
] as const;

/** Pages of equal size, from a small list and at growing depths of a large one. */
export function pageSubjects(small: ScaleServer, large: ScaleServer): Subject[] {
  const [listed] = small.others;
  if (listed === undefined) throw new Error('the small server has no project to list');
  return [
    page(SMALL_PAGE, small, listed, 0.5),
    ...LARGE_PAGES.map((name, at) => page(name, large, large.main, at / (LARGE_PAGES.length - 1))),
  ];
}

/** The page at the share `depth` between the first and the last full one. */
function page(name: string, { server }: ScaleServer, project: SeededProject, depth: number): Subject {
  const { keys, rooms } = project;
  const [key] = keys;
  if (key === undefined) throw new Error('a project to list has no key');
  const begin = rooms[Math.floor((rooms.length - ROOMS_A_PAGE) * depth)];
  return {
    name,
    server,
    method: 'GET',
    url: `${server.url}/v5/rooms?limit=${ROOMS_A_PAGE}&beginUUID=${begin}`,
    body: '',
    status: 200,
    tokens: [newToken(key)],
  };
}
