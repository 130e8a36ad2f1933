import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { documentPath } from '../../../../packages/renderer/test/support/fixtures.ts';
import { FileServer } from '../support/file-server.ts';
import { boardgate, collect, type Ended, spawnBoardgate } from '../support/process.ts';

describe('boardgate convert and tasks', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'boardgate-test-'));
    expect((await run('projects', 'create', 'default')).code).toBe(0);
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  const run = (...args: string[]): Promise<Ended> => boardgate(args, { BOARDGATE_DATA_DIR: dataDir });
  const uuidIn = (text: string) => /[0-9a-f]{32}/.exec(text)?.[0] ?? '';

  test('a file becomes images; convert and tasks print their links', async () => {
    const { code, stdout, stderr } = await run(
      'convert',
      documentPath('mixed-sizes-rotation.pdf'),
      '--preview',
    );
    expect([code, stderr]).toEqual([0, expect.stringMatching(/6 of 6 pages\n$/)]);
    expect(stdout).toContain('Converted 6 pages; they are kept for seven days:');
    const links = stdout.match(/http:\/\/127\.0\.0\.1:8080\/files\/\S+/g) ?? [];
    expect(links).toHaveLength(12);
    for (const link of links) {
      expect((await stat(join(dataDir, new URL(link).pathname))).size).toBeGreaterThan(100);
    }
    const uuid = uuidIn(stdout);
    expect((await run('tasks', 'list')).stdout).toMatch(
      new RegExp(`^${uuid}  Finished  6/6 +static +\\S+  mixed-sizes-rotation\\.pdf$`, 'm'),
    );
    const shown = (await run('tasks', 'show', uuid)).stdout;
    expect(shown).toMatch(/^status +Finished \(100 %\)$/m);
    for (const link of links) expect(shown).toContain(link);
    expect(await readdir(join(dataDir, 'work'))).toEqual([]);
  });

  test('with --json, the task alone is on standard output, and an error alone on standard error', async () => {
    const done = await run('convert', documentPath('mixed-sizes-rotation.pdf'), '--json');
    expect([done.code, done.stderr]).toEqual([0, '']);
    expect(JSON.parse(done.stdout)).toMatchObject({ status: 'Finished', pageCount: 6 });

    const damaged = join(dataDir, 'damaged.pdf');
    await writeFile(damaged, 'no PDF');
    const failed = await run('convert', damaged, '--json');
    expect([failed.code, failed.stdout]).toEqual([1, '']);
    expect(JSON.parse(failed.stderr)).toEqual({
      error: { code: 'failed', message: expect.stringMatching(/^the conversion failed: /) },
    });
  });

  test('links begin with an address that clients can reach if the server listens on every address', async () => {
    const converted = await run('convert', documentPath('one-page.pdf'), '--host', '0.0.0.0');
    expect(converted.stdout).toMatch(/^ {2}http:\/\/127\.0\.0\.1:8080\/files\/\S+$/m);
    const shown = await run('tasks', 'show', uuidIn(converted.stdout), '--host', '::');
    expect(shown.stdout).toMatch(/^link +http:\/\/\[::1\]:8080\/files\/\S+$/m);
  });

  test('a failed conversion prints the reason on standard error, exits 1 and leaves no files', async () => {
    const { code, stderr, stdout } = await run('convert', documentPath('encrypted-userpw-aes256.pdf'));
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /^boardgate: the conversion failed: 2110100 unsupported file type: the PDF needs a password/m,
      ),
    ]);
    const uuid = uuidIn(stdout);
    expect((await run('tasks', 'list', '--status', 'Fail')).stdout).toContain(uuid);
    expect((await run('tasks', 'retry', uuid)).stderr).toMatch(
      /is of a local file: only a failed or cancelled task/,
    );
    expect((await run('tasks', 'cancel', uuid)).stdout).toMatch(/has already ended/);
    expect(await readdir(join(dataDir, 'work'))).toEqual([]);
    const kept = await readdir(join(dataDir, 'files/staticConvert')).catch(() => []);
    expect(kept).toEqual([]);
  });

  test('a URL is fetched under the same rules as any download', async () => {
    const files = await FileServer.start();
    try {
      const url = files.urlOf('one-page.pdf');
      const refused = await run('convert', url);
      expect([refused.code, refused.stderr]).toEqual([
        1,
        expect.stringContaining('BOARDGATE_CONVERSION_ALLOW_HOSTS'),
      ]);
      const { code, stdout } = await run(
        'convert',
        url,
        '--conversion-allow-hosts',
        files.host,
        '--format',
        'webp',
      );
      expect([code, stdout]).toEqual([0, expect.stringMatching(/\/1\.webp$/m)]);
    } finally {
      await files.stop();
    }
  });

  test('invalid arguments are explained in a line', async () => {
    const missing = await run('convert', join(dataDir, 'none.pdf'));
    expect([missing.code, missing.stderr]).toEqual([
      1,
      expect.stringMatching(/^boardgate: file not found: .*none\.pdf; give a PDF/),
    ]);
    expect((await run('convert', documentPath('one-page.pdf'), '--scale', '9')).stderr).toContain(
      'from 0.1 to 3',
    );
    expect((await run('convert', documentPath('one-page.pdf'), '--project', 'none')).stderr).toContain(
      'no project named "none"',
    );
    expect((await run('tasks', 'show', '0'.repeat(32))).stderr).toBe('boardgate: task not found\n');
    const empty = join(dataDir, 'empty.pdf');
    await writeFile(empty, '');
    expect((await run('convert', empty)).stderr).toContain('2110102 file is empty');
  });

  test('before the first start the message says how to begin', async () => {
    const fresh = mkdtempSync(join(tmpdir(), 'boardgate-test-'));
    try {
      const args = ['convert', documentPath('one-page.pdf')];
      const { code, stderr } = await boardgate(args, { BOARDGATE_DATA_DIR: fresh });
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(/^boardgate: there is no Boardgate in .*`boardgate serve` begins a new one\n$/),
      ]);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s cancels the conversion', async (signal) => {
    const args = ['convert', documentPath('image-bomb-30000px.pdf')];
    const child = spawnBoardgate(args, { BOARDGATE_DATA_DIR: dataDir });
    const output = collect(child);
    while (!output.stderr.includes('0 of 1 page')) await once(child.stderr ?? child, 'data');
    child.kill(signal);
    const [code] = await once(child, 'close');
    expect([code, output.stderr]).toEqual([1, expect.stringContaining('the conversion was cancelled\n')]);
    expect((await run('tasks', 'list')).stdout).toContain(`${uuidIn(output.stdout)}  Abort`);
    expect(await readdir(join(dataDir, 'work'))).toEqual([]);
  });

  test('without conversions the list says how to try one', async () => {
    expect((await run('tasks', 'list')).stdout).toBe(
      'No conversions. To try one: boardgate convert FILE-OR-URL\n',
    );
  });

  test('the limits of a project are set and shown', async () => {
    const { stdout } = await run(
      'projects',
      'policy',
      'default',
      '--max-waiting-tasks',
      '5',
      '--max-pages',
      '10',
    );
    expect(stdout).toBe('Maximum number of waiting conversions: 5.\nMaximum number of stored pages: 10.\n');
    const less = await run('projects', 'policy', 'default', '--max-waiting-tasks', 'none');
    expect(less.stdout).toBe('Maximum number of stored pages: 10.\n');
    expect((await run('projects', 'policy', 'default', '--max-pages', 'x')).code).toBe(2);
  });
});
