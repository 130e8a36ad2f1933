import type { LightMyRequestResponse } from 'fastify';
import type { Config } from '../../src/config/config.ts';
import { DATABASES } from '../support/databases.ts';
import { ADMIN_TOKEN, type Call, START, TestServer } from '../support/test-server.ts';
import { Names } from './names.ts';
import { parse, showBody, showHeaders, showRequestBody } from './show.ts';

export type Method = Parameters<TestServer['call']>[0];

/** A request that a walk made. */
export interface Walked {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly isExternal: boolean;
  /** The bodies, or undefined where there was none or not JSON. */
  readonly sent: unknown;
  readonly received: unknown;
}

/** The requests and answers of one walk, as text. */
export class Transcript {
  readonly names = new Names();
  readonly walked: Walked[] = [];
  readonly servers: TestServer[] = [];
  readonly #parts: string[] = [];

  /** Runs a walk and stops its servers. */
  static async of(walk: (transcript: Transcript) => Promise<void>): Promise<Transcript> {
    const transcript = new Transcript();
    try {
      await walk(transcript);
    } finally {
      await transcript.stop();
    }
    return transcript;
  }

  /** Starts a server and records its answers in this transcript. Without a limit of its own, it counts no failed attempts. */
  async start(settings: Partial<Config> = {}): Promise<Recording> {
    const [sqlite] = DATABASES;
    const defaults = { publicUrl: 'https://boards.example', failedAttemptsPerAddress: 0 };
    const server = await TestServer.start(sqlite.create, { ...defaults, ...settings });
    await separateTenants(server);
    this.servers.push(server);
    this.names.addServer(server);
    return new Recording(server, this);
  }

  write(part: string): void {
    this.#parts.push(part);
  }

  get text(): string {
    this.names.add('admin token', ADMIN_TOKEN);
    return `${this.names.redact(this.#parts.join('\n'))}\n`;
  }

  /** The requests with names in the place of secrets and random values. */
  get redacted(): Walked[] {
    this.names.add('admin token', ADMIN_TOKEN);
    // All at once, so that the same value has the same name everywhere.
    return JSON.parse(this.names.redact(JSON.stringify(this.walked)));
  }

  /** The codes of the refusals that the servers logged. */
  get codes(): string[] {
    const lines = this.servers.flatMap(({ log }) =>
      log.map((line) => JSON.parse(line) as Record<string, unknown>),
    );
    return lines.flatMap(({ msg, code }) => (msg === 'refused' ? [String(code)] : []));
  }

  async stop(): Promise<void> {
    for (const server of this.servers) await server.stop();
  }
}

/** Both tenants were created at the same moment; their order in a list would be random. */
async function separateTenants({ store, globex }: TestServer): Promise<void> {
  const { db } = store.database;
  const created_at = START + SECOND;
  await db.updateTable('projects').set({ created_at }).where('id', '=', globex.project.id).execute();
  await db
    .updateTable('access_keys')
    .set({ created_at })
    .where('access_key', '=', globex.accessKey)
    .execute();
}

const MINUTE = 60_000;
const SECOND = 1000;

/** Records the answers of one server. Its clock advances by a second after each creation and to a new minute at each section. */
export class Recording {
  readonly server: TestServer;
  readonly names: Names;
  readonly #transcript: Transcript;
  #sections = 0;

  constructor(server: TestServer, transcript: Transcript) {
    this.server = server;
    this.names = transcript.names;
    this.#transcript = transcript;
  }

  section(title: string): void {
    this.#sections++;
    this.server.clock.now = Math.max(this.server.clock.now, START + this.#sections * MINUTE);
    this.#transcript.write(`\n# ${title}\n`);
  }

  /** Disables or enables the tenant's key, off the record. */
  async disableKey(disabled: boolean, { accessKey } = this.server.acme): Promise<void> {
    await this.server.manage('PATCH', `/v1/keys/${accessKey}`, { disabled });
  }

  async disableProject(disabled: boolean, { project } = this.server.acme): Promise<void> {
    await this.server.manage('PATCH', `/v1/projects/${project.id}`, { disabled });
  }

  /** Sets the policy of the first tenant's project, off the record. */
  async setPolicy(policy: object | null): Promise<void> {
    await this.server.manage('PATCH', `/v1/projects/${this.server.acme.project.id}`, { policy });
  }

  async banRoom(uuid: string): Promise<void> {
    await this.server.manage('PATCH', `/v1/rooms/${uuid}`, { isBan: true });
  }

  /** Records a request and its answer in full. */
  async ask(title: string, method: Method, url: string, call: Call = {}): Promise<LightMyRequestResponse> {
    const answer = await this.#call(method, url, call);
    const { token, body, region = 'us-sv', headers = {} } = call;
    const sent = [
      ...(region !== null && region !== 'us-sv' ? [`region: ${region}`] : []),
      ...(token === undefined ? [] : [`token: ${token}`]),
      ...showHeaders(headers),
      ...(body === undefined ? [] : [showRequestBody(body)]),
    ];
    const { statusCode, headers: answered } = answer;
    const got = [`→ ${statusCode}`, ...showHeaders(answered), showBody(answer.body)];
    this.#transcript.write([`## ${title}`, `${method} ${url}`, ...sent, ...got, ''].join('\n'));
    return answer;
  }

  /** Records a request that bears the admin token. */
  manage(title: string, method: Method, url: string, body?: unknown): Promise<LightMyRequestResponse> {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
    return this.ask(title, method, url, { body, region: null, headers });
  }

  /** Records an answer on one line, for series of similar requests. */
  async line(title: string, method: Method, url: string, call: Call = {}): Promise<LightMyRequestResponse> {
    const answer = await this.#call(method, url, call);
    const headers = showHeaders(answer.headers).filter(
      (line) => line !== 'content-type: application/json; charset=utf-8',
    );
    const parts = [`${method} ${url}`, title, answer.statusCode, ...headers, answer.body || '(no body)'];
    this.#transcript.write(parts.join(' · '));
    return answer;
  }

  /** The same with the admin token. */
  manageLine(title: string, method: Method, url: string, body?: unknown): Promise<LightMyRequestResponse> {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
    return this.line(title, method, url, { body, region: null, headers });
  }

  /** Records the audit log of the requests so far. */
  async auditLog(): Promise<void> {
    this.section('the audit log of these requests');
    await this.manage('the audit log', 'GET', '/v1/audit?limit=1000');
  }

  async #call(method: Method, url: string, call: Call): Promise<LightMyRequestResponse> {
    const answer = await this.server.call(method, url, call);
    if (typeof answer.headers['x-request-id'] !== 'string') throw new TypeError(`${url}: no request id`);
    this.#transcript.walked.push({
      method,
      path: url.split('?')[0] ?? '',
      status: answer.statusCode,
      isExternal: this.server.config.resources === 'external',
      sent: typeof call.body === 'string' ? parse(call.body) : call.body,
      received: parse(answer.body),
    });
    if (answer.statusCode === 201) this.server.clock.now += SECOND;
    return answer;
  }
}

/** The text in one field of a JSON answer. */
export function field(answer: LightMyRequestResponse, name: string): string {
  const value = (answer.json() as Record<string, unknown>)[name];
  if (typeof value !== 'string') throw new TypeError(`the answer ${answer.statusCode} has no ${name}`);
  return value;
}
