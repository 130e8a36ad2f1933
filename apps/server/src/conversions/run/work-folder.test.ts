import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeWorkFolder, removeLeftovers } from './work-folder.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'boardgate-test-work-'));
});
afterEach(async () => await rm(dataDir, { recursive: true, force: true }));

test('nobody but the server’s user can look into a work folder', async () => {
  const folder = await makeWorkFolder(dataDir);
  expect((await stat(folder.path)).mode & 0o777).toBe(0o700);
});

test('a work folder is removed with all that is in it', async () => {
  const folder = await makeWorkFolder(dataDir);
  await mkdir(join(folder.path, 'pages'));
  await writeFile(join(folder.path, 'pages', '1.png'), 'x');
  await folder.remove();
  await folder.remove();
  expect(await readdir(join(dataDir, 'work'))).toEqual([]);
});

test.runIf(process.platform !== 'win32')(
  'a work folder is removed whatever a program that was taken over has made of it',
  async () => {
    const folder = await makeWorkFolder(dataDir);
    const name = 'd'.repeat(200);
    // Deeper than any path may be long, with folders that nobody may read on the way.
    const script = `i=0; while [ $i -lt 60 ]; do echo x > file; ln -s / link; mkdir '${name}' other; chmod 0 other; cd -P './${name}' || exit 1; i=$((i+1)); done`;
    await promisify(execFile)('/bin/sh', ['-c', script], { cwd: folder.path });
    await folder.remove();
    expect(await readdir(join(dataDir, 'work'))).toEqual([]);
  },
);

test('a living process keeps its folders', async () => {
  const { path } = await makeWorkFolder(dataDir);
  await removeLeftovers(dataDir);
  expect((await stat(path)).isDirectory()).toBe(true);
});

test('what a dead process left is removed', async () => {
  const dead = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(dead, 'close');
  await mkdir(join(dataDir, 'work', `${dead.pid}-123-abcdef`, 'pages'), { recursive: true });
  await removeLeftovers(dataDir);
  expect(await readdir(join(dataDir, 'work'))).toEqual([]);
});

test.runIf(process.platform === 'linux')(
  'what an earlier process with this one’s id left is removed: in a container every server has the same',
  async () => {
    await mkdir(join(dataDir, 'work', `${process.pid}-1-abcdef`), { recursive: true });
    await removeLeftovers(dataDir);
    expect(await readdir(join(dataDir, 'work'))).toEqual([]);
  },
);

test('what is not ours is left alone, and no folder at all is no fault', async () => {
  await removeLeftovers(dataDir);
  await mkdir(join(dataDir, 'work', 'notes'), { recursive: true });
  await removeLeftovers(dataDir);
  expect(await readdir(join(dataDir, 'work'))).toEqual(['notes']);
});
