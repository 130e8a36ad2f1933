import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boardgate, ServerProcess } from 'boardgate/testing';

export const ADMIN_TOKEN = 'test-admin-token-0123456789';

/** The real server on SQLite, with an empty data directory. It can be stopped and started again on the same data. */
export class ConsoleServer {
  readonly #dataDir: string;
  readonly #settings: Record<string, string>;
  #process: ServerProcess;
  readonly url: string;

  private constructor(settings: Record<string, string>, process: ServerProcess, dataDir: string) {
    this.#settings = settings;
    this.#process = process;
    this.#dataDir = dataDir;
    this.url = process.url;
  }

  static async start(settings: Record<string, string> = {}): Promise<ConsoleServer> {
    const dataDir = mkdtempSync(join(tmpdir(), 'boardgate-console-'));
    const process = await ServerProcess.start(environment(dataDir, settings));
    return new ConsoleServer(settings, process, dataDir);
  }

  /** What the server's terminal shows. */
  get stdout(): string {
    return this.#process.stdout;
  }

  async kill(): Promise<void> {
    await this.#process.stop('SIGKILL');
  }

  /** On the same data, at the same address. */
  async startAgain(): Promise<void> {
    const { port } = new URL(this.url);
    this.#process = await ServerProcess.start({
      ...environment(this.#dataDir, this.#settings),
      BOARDGATE_PORT: port,
    });
  }

  async remove(): Promise<void> {
    await this.#process.stop('SIGKILL');
    rmSync(this.#dataDir, { recursive: true, force: true });
  }

  /** Runs `boardgate ARGS` beside the server, on the same data. */
  async command(...args: string[]): Promise<string> {
    const { stdout, stderr, code } = await boardgate(args, environment(this.#dataDir, this.#settings));
    if (code !== 0) throw new Error(`boardgate ${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  /** A link that signs in once, from `boardgate console`. */
  async signInLink(): Promise<string> {
    const [, code] = /#code=(\S+)/.exec(await this.command('console')) ?? [];
    if (code === undefined) throw new Error('boardgate console printed no link');
    return `${this.url}/console#code=${code}`;
  }

  /** A request to the management API, to prepare or check something. */
  async manage<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`${this.url}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? undefined : await answer.json()) as Answer;
  }
}

function environment(dataDir: string, settings: Record<string, string>): Record<string, string> {
  return { BOARDGATE_DATA_DIR: dataDir, BOARDGATE_ADMIN_TOKEN: ADMIN_TOKEN, ...settings };
}
