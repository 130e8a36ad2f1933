import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EMPTY_DATABASES, type TestDatabase } from '../support/databases.ts';
import { boardgate } from '../support/process.ts';

describe.each(EMPTY_DATABASES)('outside the data folder, on $name', ({ create }) => {
  let at: TestDatabase;
  beforeEach(async () => {
    at = await create();
  });
  afterEach(() => at.remove());

  test.each([
    'console',
    'token sdk',
    'token inspect x',
    'projects list',
    'keys list',
    'keys create',
    'audit',
    'usage',
    'admin-token new',
    'revocations list',
    'tasks list',
    'webhooks list',
    'convert x.pdf',
    'master-key rotate',
    'backup x.zip',
    'database copy --to x',
  ])('%s creates nothing, and says where it looked', async (command) => {
    const folder = join(at.dataDir, 'elsewhere');
    const env = { BOARDGATE_DATA_DIR: folder, BOARDGATE_DATABASE_URL: at.databaseUrl };
    const { code, stdout, stderr } = await boardgate(command.split(' '), env);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^boardgate: there is no Boardgate in [^\n]*\n$/);
    expect(stderr).toContain(`there is no Boardgate in ${folder}: `);
    expect(existsSync(folder)).toBe(false);
  });

  test('projects create begins a new one', async () => {
    const folder = join(at.dataDir, 'elsewhere');
    const env = { BOARDGATE_DATA_DIR: folder, BOARDGATE_DATABASE_URL: at.databaseUrl };
    expect(await boardgate(['projects', 'create', 'school'], env)).toMatchObject({ code: 0, stderr: '' });
    expect(await boardgate(['keys', 'create', '--project', 'school'], env)).toMatchObject({ code: 0 });
  });
});
