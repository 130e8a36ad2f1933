import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSqlite, type TestDatabase } from '../support/databases.ts';
import { boardgate, ServerProcess } from '../support/process.ts';

let at: TestDatabase;
beforeEach(async () => {
  at = await createSqlite();
});
afterEach(() => at.remove());

/** Prints the URL of every module that the process loaded, once it ends. */
const REPORT_LOADED = `
  import { registerHooks } from 'node:module';
  const urls = [];
  registerHooks({ load: (url, context, next) => { urls.push(url); return next(url, context); } });
  process.on('exit', () => process.stderr.write(urls.join('\\n')));
`;

async function modulesLoadedBy(...args: string[]): Promise<string[]> {
  const hook = `data:text/javascript,${encodeURIComponent(REPORT_LOADED)}`;
  const env = { BOARDGATE_DATA_DIR: at.dataDir, NODE_OPTIONS: `--import=${hook}` };
  const { code, stderr } = await boardgate(args, env);
  expect(code).toBe(0);
  return stderr.split('\n');
}

/** The HTTP server and its schemas, the drivers of PostgreSQL and S3, and what converts documents. */
const UNUSED = /node_modules\/(fastify|@fastify|typebox|pg|s3mini)\/|\/conversions\/(api|run)\//;

test.each(['projects list', 'keys list', 'revocations list', 'audit', 'usage', 'webhooks list'])(
  'boardgate %s loads neither the HTTP server nor drivers nor the converter',
  async (command) => {
    const loaded = await modulesLoadedBy(...command.split(' '));
    expect(loaded).toContainEqual(expect.stringContaining('/kysely/'));
    expect(loaded.filter((url) => UNUSED.test(url))).toEqual([]);
  },
);

test('boardgate --version loads no command', async () => {
  const loaded = await modulesLoadedBy('--version');
  expect(loaded).toContainEqual(expect.stringContaining('/commander/'));
  expect(loaded.filter((url) => /\/(kysely|typebox)\//.test(url))).toEqual([]);
});

test('boardgate --help loads all commands but not the HTTP server', async () => {
  const loaded = await modulesLoadedBy('--help');
  expect(loaded).toContainEqual(expect.stringMatching(/commands\/convert\.ts$/));
  expect(loaded).not.toContainEqual(expect.stringMatching(/app\/app\.ts$/));
});

/** Prints the modules of Node itself that the process loaded, once it ends. */
const REPORT_BUILT_IN = `process.on('exit', () => process.stderr.write(process.moduleLoadList.join('\\n')));`;

test('a server at rest has not loaded Node’s fetch, which takes 17 MB', async () => {
  const hook = `data:text/javascript,${encodeURIComponent(REPORT_BUILT_IN)}`;
  const server = await ServerProcess.start({
    BOARDGATE_DATA_DIR: at.dataDir,
    NODE_OPTIONS: `--import=${hook}`,
  });
  const { stderr } = await server.stop();
  const loaded = stderr.split('\n');
  expect(loaded).toContain('NativeModule http');
  expect(loaded).not.toContain('NativeModule internal/deps/undici/undici');
});
