import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPostgres } from './support/databases.ts';
import type { Parsed } from './support/deployment.ts';
import { ServerProcess } from './support/process.ts';
import { until } from './support/until.ts';

const DOCUMENT = new URL('../../../packages/renderer/test/fixtures/documents/one-page.pdf', import.meta.url);
const ADMIN_TOKEN = '0'.repeat(32);

test('servers with data folders of their own and one folder of results serve each other’s documents and pages', async () => {
  const at = await createPostgres();
  const results = join(at.dataDir, 'results');
  mkdirSync(results, { recursive: true });
  const settings = {
    BOARDGATE_DATABASE_URL: at.databaseUrl,
    BOARDGATE_MASTER_KEY: randomBytes(32).toString('base64'),
    BOARDGATE_ADMIN_TOKEN: ADMIN_TOKEN,
  };
  const start = async (name: string, concurrency: string) => {
    const dataDir = join(at.dataDir, name);
    mkdirSync(dataDir, { mode: 0o700 });
    // As deploy/compose mounts it.
    symlinkSync(results, join(dataDir, 'files'));
    const own = { BOARDGATE_DATA_DIR: dataDir, BOARDGATE_CONVERSION_CONCURRENCY: concurrency };
    return await ServerProcess.start({ ...settings, ...own });
  };
  const first = await start('first', '0');
  const second = await start('second', '1');
  try {
    const ask = async (path: string, body?: string | Buffer<ArrayBuffer>): Promise<Parsed> => {
      const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
      const call = body === undefined ? { headers } : { headers, method: 'POST', body };
      return await (await fetch(`${first.url}/v1/${path}`, call)).json();
    };
    const [{ id: project }] = (await ask('projects')).projects;
    const { resource } = await ask('documents?name=lesson.pdf', readFileSync(DOCUMENT));
    const { uuid } = await ask('tasks', JSON.stringify({ project, resource, type: 'static' }));
    const { links } = await until(async () => {
      const task = await ask(`tasks/${uuid}`);
      if (task.status === 'Fail') throw new Error(task.errorMessage);
      return task.status === 'Finished' ? task : undefined;
    });
    const { pathname } = new URL(links[0]);
    for (const { url } of [first, second]) {
      const page = await fetch(url + pathname);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'image/png']);
    }
  } finally {
    await Promise.all([first.stop(), second.stop()]);
    await at.remove();
  }
});
