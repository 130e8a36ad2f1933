import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { documentPath } from '../../../packages/renderer/test/support/fixtures.ts';
import { DATABASES, type TestDatabase } from './support/databases.ts';
import { boardgate, ServerProcess } from './support/process.ts';

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe.each(DATABASES)('the data folder, on $name', ({ create }) => {
  let at: TestDatabase;
  let env: Record<string, string | undefined>;
  beforeEach(async () => {
    at = await create();
    env = { BOARDGATE_DATA_DIR: join(at.dataDir, 'data'), BOARDGATE_DATABASE_URL: at.databaseUrl };
  });
  afterEach(() => at.remove());

  /** Everything in the folder that others may read, write or enter. */
  function openPaths(folder: string): string[] {
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name),
    );
    return [folder, ...paths].filter((path) => (statSync(path).mode & 0o077) !== 0);
  }

  test('holds nothing that others may read, while the server runs and after a conversion', async () => {
    const folder = env.BOARDGATE_DATA_DIR ?? '';
    const server = await ServerProcess.start(env);
    try {
      const converted = await boardgate(['convert', documentPath('one-page.pdf')], env);
      expect(converted.code).toBe(0);
      const names = readdirSync(folder, { recursive: true });
      expect(names).toContain('master.key');
      if (at.databaseUrl === undefined) expect(names).toContain('boardgate.db-wal');
      expect(openPaths(folder)).toEqual([]);
    } finally {
      await server.stop();
    }
  });

  test('that others may enter is closed at the next start, which says so in one line', async () => {
    const folder = env.BOARDGATE_DATA_DIR ?? '';
    await (await ServerProcess.start(env)).stop();
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o755);
    chmodSync(folder, 0o755);
    const { code, stderr } = await boardgate(['projects', 'list'], env);
    expect([code, stderr]).toEqual([
      0,
      `boardgate: other users could enter the data folder ${folder}: it is closed to them now\n`,
    ]);
    expect(modeOf(folder)).toBe('700');
    expect(openPaths(folder)).toEqual([]);
    expect((await boardgate(['projects', 'list'], env)).stderr).toBe('');
  });
});

test('a data folder that cannot be closed, because it is another user’s, stops the start in one line', async () => {
  const at = await DATABASES[0].create();
  const folder = join(at.dataDir, 'theirs');
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  const theirs = `data:text/javascript,import fs from 'node:fs';import { syncBuiltinESMExports } from 'node:module';fs.chmodSync=()=>{throw Object.assign(new Error('EPERM: operation not permitted'),{code:'EPERM'})};syncBuiltinESMExports()`;
  const { code, stderr } = await boardgate(['projects', 'create', 'x'], {
    BOARDGATE_DATA_DIR: folder,
    NODE_OPTIONS: `--import=${encodeURI(theirs)}`,
  });
  const names = readdirSync(folder);
  await at.remove();
  expect(stderr).toMatch(
    /^boardgate: other users can enter the data folder [^\n]*theirs, and it cannot be closed: [^\n]*\n$/,
  );
  expect([code, names]).toEqual([1, []]);
});
