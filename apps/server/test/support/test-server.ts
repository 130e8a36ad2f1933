import { randomBytes } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Role, signRoomToken, signSdkToken, signTaskToken } from '@boardgate/token';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { type Logger, pino } from 'pino';
import { buildApp } from '../../src/app/app.ts';
import { type Actor, START as START_ACTOR } from '../../src/audit/audit.ts';
import { type Config, loadConfig } from '../../src/config/config.ts';
import { converterOf, type GetConverter } from '../../src/conversions/queue/conversion-service.ts';
import { removeOldTasks } from '../../src/conversions/queue/expiry.ts';
import { removeFiles } from '../../src/conversions/queue/file-removals.ts';
import type { KeyPair } from '../../src/keys/key-management.ts';
import type { Project } from '../../src/projects/project.ts';
import { openResults } from '../../src/results/open-results.ts';
import type { ResultStorage } from '../../src/results/result-storage.ts';
import { DATABASES, type TestDatabase } from './databases.ts';
import { type OpenServices, openServices } from './open-services.ts';
import { PATIENT } from './patience.ts';

/** The time in every test, until it is moved. */
export const START = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
export const HOUR = 3_600_000;

/** The admin token of every test server. */
export const ADMIN_TOKEN = 'test-admin-token-0123456789';

/** The operator of a server in a test, past its API. */
export const OPERATOR: Actor = { name: 'command:test', address: undefined };

/** A project with one pair of keys. */
export interface Tenant extends KeyPair {
  readonly project: Project;
}

export interface Call {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string | undefined>;
  /** The region header; `null` = none. */
  readonly region?: string | null;
}

/** The real app on a real database, with a clock of the test's own and two tenants. */
export class TestServer {
  readonly app: FastifyInstance;
  readonly store: OpenServices;
  readonly acme: Tenant;
  readonly globex: Tenant;
  /** Everything logged, as text. */
  readonly log: string[];
  readonly clock: { now: number };
  readonly #at: TestDatabase;
  readonly #config: Config;
  #tables: string[] | undefined;

  private constructor(
    parts: Pick<TestServer, 'app' | 'store' | 'acme' | 'globex' | 'log' | 'clock'>,
    at: TestDatabase,
    config: Config,
  ) {
    this.app = parts.app;
    this.store = parts.store;
    this.acme = parts.acme;
    this.globex = parts.globex;
    this.log = parts.log;
    this.clock = parts.clock;
    this.#at = at;
    this.#config = config;
  }

  static async start(
    create: () => Promise<TestDatabase>,
    settings: Partial<Config> = {},
    wrapConverter = (converter: GetConverter) => converter,
  ): Promise<TestServer> {
    const at = await create();
    const clock = { now: START };
    const now = () => clock.now;
    const config = {
      ...loadConfig({}).config,
      dataDir: at.dataDir,
      databaseUrl: at.databaseUrl,
      adminToken: ADMIN_TOKEN,
      // Tasks wait, unless a test wants them converted.
      conversionConcurrency: 0,
      conversionTimeLimitMs: HOUR,
      ...settings,
    } as Config;
    const store = await openServices(config, now);
    await store.adminToken.prepare();
    const log: string[] = [];
    const converter = wrapConverter(converterOf(config, PATIENT));
    const app = await buildApp({ config, ...store, converter, now, logger: logTo(log) });
    const acme = await createTenant(store, 'acme');
    const globex = await createTenant(store, 'globex');
    return new TestServer({ app, store, acme, globex, log, clock }, at, config);
  }

  /** A server on what another one's database was copied to, with the same tenants. To be closed by who asked. */
  static async continue({ config, clock, acme, globex }: TestServer, at: TestDatabase): Promise<TestServer> {
    const now = () => clock.now;
    const settings = { ...config, dataDir: at.dataDir, databaseUrl: at.databaseUrl };
    const store = await openServices(settings, now);
    const log: string[] = [];
    const app = await buildApp({ config: settings, ...store, now, logger: logTo(log) });
    return new TestServer({ app, store, acme, globex, log, clock }, at, settings);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.store.database.close();
    await this.#at.remove();
  }

  /** What another process would open: the same database, its own connections. */
  openAgain(): Promise<OpenServices> {
    const settings = { dataDir: this.#at.dataDir, databaseUrl: this.#at.databaseUrl };
    return openServices({ ...loadConfig({}).config, ...settings }, () => this.clock.now);
  }

  /** Another server on the same database, as after a restart or on another node. To be closed by who asked. */
  async startAgain(): Promise<{ readonly app: FastifyInstance; readonly stop: () => Promise<void> }> {
    const store = await openServices(this.#config, () => this.clock.now);
    const app = await buildApp({ config: this.#config, ...store, now: () => this.clock.now });
    const stop = async () => {
      await app.close();
      await store.database.close();
    };
    return { app, stop };
  }

  call(
    method: NonNullable<InjectOptions['method']>,
    url: string,
    call: Call = {},
  ): Promise<LightMyRequestResponse> {
    const { token, body, region = 'us-sv', headers = {} } = call;
    const given = {
      ...(region !== null && { region }),
      ...(token !== undefined && { token }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    };
    const payload =
      body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    return this.app.inject({
      method,
      url,
      headers: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
      ...(payload !== undefined && { payload }),
    });
  }

  post(url: string, call: Call = {}): Promise<LightMyRequestResponse> {
    return this.call('POST', url, call);
  }

  /** An SDK token, as an app server would sign it by itself. */
  sdkToken(options: { tenant?: Tenant; role?: Role; lifespanMs?: number; now?: number } = {}): string {
    return signSdkToken(this.#signing(options));
  }

  roomToken(
    uuid: string,
    options: { tenant?: Tenant; role?: Role; lifespanMs?: number; now?: number } = {},
  ): string {
    return signRoomToken({ ...this.#signing(options), uuid });
  }

  taskToken(
    uuid: string,
    options: { tenant?: Tenant; role?: Role; lifespanMs?: number; now?: number } = {},
  ): string {
    return signTaskToken({ ...this.#signing(options), uuid });
  }

  #signing(options: { tenant?: Tenant; role?: Role; lifespanMs?: number; now?: number }) {
    const { tenant = this.acme, role = 'admin', lifespanMs = HOUR, now = this.clock.now } = options;
    return { accessKey: tenant.accessKey, secretKey: tenant.secretKey, role, lifespanMs, now };
  }

  /** A room of the tenant's, made through the API. */
  async createRoom(tenant: Tenant = this.acme): Promise<string> {
    const answer = await this.post('/v5/rooms', { token: this.sdkToken({ tenant }), body: {} });
    return (answer.json() as { uuid: string }).uuid;
  }

  /** A task of the tenant's, started through the API. */
  async startTask(
    body: object = { resource: 'https://files.example.org/lesson.pdf', type: 'static' },
    {
      tenant = this.acme,
      api = 'projector',
    }: { tenant?: Tenant; api?: 'projector' | 'services/conversion' } = {},
  ): Promise<string> {
    const answer = await this.post(`/v5/${api}/tasks`, { token: this.sdkToken({ tenant }), body });
    return (answer.json() as { uuid: string }).uuid;
  }

  /** What a running server does every ten minutes: removes tasks that are too old, and files that nobody may need. */
  async cleanUp(): Promise<void> {
    const { database } = this.store;
    await removeOldTasks(database, this.clock.now);
    await removeFiles(database, this.results, this.clock.now);
  }

  /** Where the server keeps what it converted. */
  get results(): ResultStorage {
    return openResults(this.#config, () => 'http://localhost');
  }

  /** A file in a folder of its own, on the disk where results go. */
  async layFile(name: string, content: string): Promise<string> {
    const folder = await mkdtemp(join(this.dataDir, 'laid-'));
    await writeFile(join(folder, name), content);
    return join(folder, name);
  }

  /** Bans a room behind the server's back, as an operator's own SQL would. */
  async banRoom(uuid: string): Promise<void> {
    const other = await this.openAgain();
    await other.database.db.updateTable('rooms').set({ is_ban: 1 }).where('uuid', '=', uuid).execute();
    await other.database.close();
    await this.settle();
  }

  /** Disables or enables a key, or a project, as the command does in another process. */
  async setDisabled(what: 'key' | 'project', isDisabled: boolean, tenant: Tenant = this.acme): Promise<void> {
    const other = await this.openAgain();
    if (what === 'key') await other.keys.update(tenant.accessKey, { isDisabled }, OPERATOR);
    else await other.projects.update(tenant.project.id, { isDisabled }, OPERATOR);
    await other.database.close();
    await this.settle();
  }

  get config(): Config {
    return this.#config;
  }

  get dataDir(): string {
    return this.#at.dataDir;
  }

  get databaseUrl(): string | undefined {
    return this.#at.databaseUrl;
  }

  /** A request to the management API, with the admin token unless another is given. */
  manage(
    method: NonNullable<InjectOptions['method']>,
    url: string,
    body?: unknown,
    authorization: string | null = `Bearer ${ADMIN_TOKEN}`,
  ): Promise<LightMyRequestResponse> {
    return this.call(method, url, {
      body,
      region: null,
      ...(authorization !== null && { headers: { authorization } }),
    });
  }

  /** The rows of every table that only a successful request may write: equal before and after = nothing was written. */
  async everyRow(): Promise<Record<string, object[]>> {
    const { db } = this.store.database;
    this.#tables ??= await listTables(db);
    const rows: Record<string, object[]> = {};
    for (const table of this.#tables) {
      const { rows: found } = await sql<object>`select * from ${sql.table(table)}`.execute(db);
      rows[table] = found.sort(byText);
    }
    return rows;
  }

  /** Until word of a change has come: a turn of the event loop on SQLite, a notification on PostgreSQL. */
  async settle(): Promise<void> {
    const { kind, changes } = this.store.database;
    await nextTurn();
    if (kind === 'sqlite') return;
    const marker = await this.openAgain();
    let isHeard = false;
    changes.subscribe(({ table, id }) => {
      if (table === 'revocations' && id === 'marker') isHeard = true;
    });
    await sql`select pg_notify(value, 'revocations:marker') from settings where name = 'change-channel'`.execute(
      marker.database.db,
    );
    while (!isHeard) await nextTurn();
    await marker.database.close();
  }
}

/** A server for each database. */
export const SERVERS = DATABASES.map(({ name, create }) => ({
  name,
  start: (settings?: Partial<Config>, wrapConverter?: (converter: GetConverter) => GetConverter) =>
    TestServer.start(create, settings, wrapConverter),
}));

/** Tables that a refused request may change. */
const COUNTED = [
  // A refusal is counted.
  'usage_hours',
  'key_activity',
  'activity',
  // The heartbeat of the server.
  'nodes',
];

async function listTables(db: OpenServices['database']['db']): Promise<string[]> {
  const tables = await db.introspection.getTables();
  const own = tables.filter(({ schema = 'public' }) => schema === 'public').map(({ name }) => name);
  return own.filter((name) => !COUNTED.includes(name));
}

function byText(a: object, b: object): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function createTenant(store: OpenServices, name: string): Promise<Tenant> {
  const project = await store.projects.create(`${name}-${randomBytes(3).toString('hex')}`, START_ACTOR);
  return { project, ...(await store.keys.create(project, START_ACTOR)) };
}

function logTo(lines: string[]): Logger {
  return pino({ level: 'debug' }, { write: (line: string) => lines.push(line) });
}
