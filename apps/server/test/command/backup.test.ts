import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Command, expectDone, expectRefused } from '../support/command.ts';
import { DATABASES, EMPTY_DATABASES, type TestDatabase } from '../support/databases.ts';
import { boardgate } from '../support/process.ts';
import { SCRATCH } from '../support/scratch.ts';

describe.each(DATABASES)('backup, restore and copy on $name', ({ name, create }) => {
  let command: Command;
  let at: TestDatabase;
  let folder: string;
  let accessKey: string;
  beforeEach(async () => {
    at = await create();
    command = new Command(at);
    folder = mkdtempSync(join(SCRATCH, 'boardgate-backup-'));
    await expectDone(command.run('projects', 'create', 'school'));
    ({ accessKey } = await command.createPair('--project', 'school'));
  });
  afterEach(async () => {
    await command.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const elsewhere = async <Result>(use: (env: Record<string, string | undefined>) => Promise<Result>) => {
    const target = await EMPTY_DATABASES[name === 'SQLite' ? 0 : 1].create();
    try {
      return await use({ BOARDGATE_DATA_DIR: target.dataDir, BOARDGATE_DATABASE_URL: target.databaseUrl });
    } finally {
      await target.remove();
    }
  };

  test('a backup with the master key restores to a server that needs nothing else', async () => {
    const file = join(folder, 'backup.zip');
    expect(await expectDone(command.run('backup', file, '--with-master-key', '--with-results'))).toMatch(
      /^Wrote \d+ rows to .*backup\.zip\.\n$/,
    );
    await elsewhere(async (env) => {
      expect(await expectDone(boardgate(['restore', file], env))).toMatch(
        /^Restored \d+ rows and 0 files of 20.*\.\nStart the server: `boardgate serve`\.\n$/,
      );
      expect(await expectDone(boardgate(['keys', 'list', '--project', 'school'], env))).toContain(accessKey);
      expect((await boardgate(['doctor'], env)).stdout).toMatch(/secret-keys +ok/);
      expect(await expectDone(boardgate(['token', 'sdk', '--project', 'school'], env))).toContain(
        'NETLESSSDK_',
      );
    });
  });

  test('a backup leaves the master key out unless asked, and says which one it needs', async () => {
    const file = join(folder, 'backup.zip');
    const needed = /master key with the id [0-9a-f]{8}/;
    const [id] = needed.exec(await expectDone(command.run('backup', file))) ?? [''];
    expect(id).not.toBe('');
    await elsewhere(async (env) => {
      expect(await expectDone(boardgate(['restore', file], env))).toContain(`put the ${id} into `);
      await expectRefused(boardgate(['keys', 'list'], env), /the master key is missing/);
    });
  });

  test('what cannot be is refused in one line, and nothing is left behind', async () => {
    const file = join(folder, 'backup.zip');
    writeFileSync(file, 'mine');
    await expectRefused(command.run('backup', file), /backup\.zip exists already: name another file/);
    await expectRefused(
      command.run('backup', join(folder, 'nowhere', 'x')),
      /cannot write the backup .*nowhere/,
    );
    expect(readdirSync(folder)).toEqual(['backup.zip']);
    await expectRefused(command.run('restore', join(folder, 'none')), /cannot read the backup|exists: /);
    await elsewhere(async (env) => {
      await expectRefused(
        boardgate(['restore', file], env),
        /is not a whole backup, and nothing was restored/,
      );
      await expectRefused(boardgate(['restore', join(folder, 'none')], env), /cannot read the backup .*none/);
    });
    rmSync(file);
    await expectDone(command.run('backup', file));
    await expectRefused(command.run('restore', file), /exists: move it away|is not empty/);
    await expectRefused(
      command.run('database', 'copy', '--to', 'mysql://x/y'),
      /must be a folder, or begin with postgres/,
    );
    await expectRefused(command.run('database', 'copy'), /required option '--to <place>' not specified/, 2);
  });

  test('a full disk is told in one line, and leaves nothing behind', async (context) => {
    if (process.getuid?.() !== 0) context.skip('only root can make a full disk');
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', disk]);
    try {
      await expectRefused(
        command.run('backup', join(disk, 'backup.zip')),
        /cannot write the backup .*ENOSPC/,
      );
      expect(readdirSync(disk)).toEqual([]);
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  test('a copy in a folder, once it has the master key, is a server of its own', async () => {
    const copy = join(folder, 'copy');
    expect(await expectDone(command.run('database', 'copy', '--to', copy))).toMatch(
      /^Copied \d+ rows to .*copy\.\nNext: copy .*master\.key and the folder /,
    );
    execFileSync('cp', [join(at.dataDir, 'master.key'), copy]);
    const env = { BOARDGATE_DATA_DIR: copy };
    expect(await expectDone(boardgate(['keys', 'list'], env))).toContain(accessKey);
    await expectRefused(command.run('database', 'copy', '--to', copy), /exists: move it away/);
  });

  test('a copy into PostgreSQL takes the URL from standard input too, and shows no password', async () => {
    const target = await EMPTY_DATABASES[1].create();
    try {
      const { stdout, stderr, code } = await boardgate(
        ['database', 'copy', '--to', '-'],
        command.env,
        target.databaseUrl,
      );
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^Copied \d+ rows to [^@]*\/test_[0-9a-f]+\.\nNext: set BOARDGATE_DATABASE_URL/);
      const env = { BOARDGATE_DATA_DIR: at.dataDir, BOARDGATE_DATABASE_URL: target.databaseUrl };
      expect(await expectDone(boardgate(['keys', 'list'], env))).toContain(accessKey);
      await expectRefused(
        command.run('database', 'copy', '--to', String(target.databaseUrl)),
        /is not empty|configured already/,
      );
    } finally {
      await target.remove();
    }
  });
});

test('a command that was killed leaves an empty place, which the next restore fills', async () => {
  const folder = mkdtempSync(join(SCRATCH, 'boardgate-backup-'));
  const source = await DATABASES[0].create();
  const command = new Command(source);
  try {
    await expectDone(command.run('projects', 'create', 'school'));
    await expectDone(command.run('backup', join(folder, 'backup.zip')));
    const dataDir = join(folder, 'data');
    mkdirSync(join(dataDir, 'restore-killed'), { recursive: true });
    writeFileSync(join(dataDir, 'restore-killed', 'boardgate.db'), 'half of it');
    await expectDone(boardgate(['restore', join(folder, 'backup.zip')], { BOARDGATE_DATA_DIR: dataDir }));
    expect(existsSync(join(dataDir, 'restore-killed'))).toBe(false);
  } finally {
    await command.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});
