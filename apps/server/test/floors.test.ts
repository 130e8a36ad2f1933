import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findCircles, type Import, listImports, listSources, specifiersIn } from './support/imports.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SERVER = `${ROOT}apps/server/src`;

/** The folders of `apps/server/src` from the roof to the ground. A folder imports from the lines below its own, and from no other. */
const FLOORS = [
  ['main.ts', 'tools.ts'],
  ['commands'],
  ['app'],
  ['tokens', 'console'],
  ['backup', 'revocations', 'conversions', 'insight'],
  ['keys', 'rooms', 'webhooks'],
  ['projects', 'operators'],
  ['access'],
  ['audit'],
  ['http', 'secrets', 'results'],
  ['database'],
  ['config', 'outbound', 'workers'],
  ['base'],
] as const satisfies readonly (readonly string[])[];

const folderOf = (path: string) => path.split('/', 1).join();
const floorOf = (folder: string) =>
  FLOORS.findIndex((floor) => (floor as readonly string[]).includes(folder));

/** Imports that run upwards or sideways. */
function againstTheFloors(imports: readonly Import[]): string[] {
  return imports
    .filter(({ from, to }) => {
      const [above, below] = [folderOf(from), folderOf(to)];
      return above !== below && !to.startsWith('../') && floorOf(below) <= floorOf(above);
    })
    .map(({ from, to }) => `${from} -> ${to}`);
}

describe('the floors of the server', () => {
  const imports = listImports(SERVER);

  test('every file stands on a floor', () => {
    expect(listSources(SERVER).filter((path) => floorOf(folderOf(path)) === -1)).toEqual([]);
  });

  test('every import runs downwards, imports of types too', () => {
    expect(againstTheFloors(imports)).toEqual([]);
  });

  test('an import upwards or sideways is found', () => {
    expect(specifiersIn("import type {\n  A,\n} from '../rooms/a.ts';\nawait import('./b.ts');")).toEqual([
      '../rooms/a.ts',
      './b.ts',
    ]);
    expect(
      againstTheFloors([
        { from: 'base/time.ts', to: 'audit/audit.ts' },
        { from: 'rooms/rooms.ts', to: 'keys/access-keys.ts' },
        { from: 'rooms/rooms.ts', to: 'rooms/room.ts' },
        { from: 'rooms/rooms.ts', to: 'base/time.ts' },
      ]),
    ).toEqual(['base/time.ts -> audit/audit.ts', 'rooms/rooms.ts -> keys/access-keys.ts']);
  });

  test('docs/architecture.md shows the same list', () => {
    const page = readFileSync(`${ROOT}docs/architecture.md`, 'utf8');
    const shown = /```floors\n(.*?)```/s.exec(page)?.[1] ?? '';
    const floors = shown
      .trim()
      .split('\n')
      .map((line) => (line.split('  ', 1)[0] ?? '').split(' · '));
    expect(floors).toEqual(FLOORS);
  });
});

describe('files', () => {
  test.each([
    'apps/server/src',
    'apps/console/src',
    'packages/token/src',
    'packages/renderer/src',
    'bench/src',
  ])('of %s import one another in no circle', (tree) => {
    expect(findCircles(listImports(ROOT + tree))).toEqual([]);
  });

  test.each(['bench/src', 'apps/console/scripts', 'apps/console/test'])(
    'of %s use the server by its door: boardgate',
    (tree) => {
      expect(listImports(ROOT + tree).filter(({ to }) => /(?:^|\/)server\/src\//.test(to))).toEqual([]);
    },
  );

  test('in a circle are found', () => {
    const circle = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'b' },
    ];
    expect(findCircles(circle)).toEqual([['b', 'c']]);
  });

  test.each(['packages/token/src', 'packages/renderer/src'])('of %s import nothing outside it', (tree) => {
    expect(listImports(ROOT + tree).filter(({ to }) => to.startsWith('..'))).toEqual([]);
  });
});
