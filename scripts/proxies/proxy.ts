import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../apps/server/test/support/free-port.ts';
import { ROOT } from '../packages/published.ts';

const LOOK_MS = 50;
const SETTINGS = join(ROOT, 'deploy/proxies');

/** A proxy that runs with our settings for it. */
export class ReverseProxy {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly #certificate: string;
  readonly #process: ChildProcess;
  #output = '';
  #without: (server: number, act: () => Promise<void>) => Promise<void> = (_, act) => act();

  private constructor(
    { name, host, port, certificate }: { name: string; host: string; port: number; certificate: string },
    [file = '', ...args]: readonly string[],
    env: Record<string, string | undefined>,
  ) {
    this.name = name;
    this.host = host;
    this.port = port;
    this.#certificate = certificate;
    this.#process = spawn(file, args, {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream?.on('data', (piece: Buffer) => {
        this.#output += piece;
      });
  }

  /** Caddy with certificates of its own. Besides our file it is told only which ports and folder to use. */
  static async caddy(folder: string, servers: readonly number[]): Promise<ReverseProxy> {
    const [port, httpPort] = [await freePort(), await freePort()];
    mkdirSync(folder);
    const file = join(folder, 'Caddyfile');
    const own = `{\n\tadmin off\n\tskip_install_trust\n\thttp_port ${httpPort}\n\thttps_port ${port}\n}\n`;
    writeFileSync(file, `${own}import ${join(SETTINGS, 'Caddyfile')}\n`);
    const env = {
      HOME: folder,
      XDG_DATA_HOME: folder,
      BOARDGATE_SITE: 'localhost',
      BOARDGATE_UPSTREAMS: servers.map((server) => `127.0.0.1:${server}`).join(' '),
    };
    const command = ['caddy', 'run', '--adapter', 'caddyfile', '--config', file];
    const certificate = join(folder, 'caddy/pki/authorities/local/root.crt');
    return new ReverseProxy({ name: 'Caddy', host: 'localhost', port, certificate }, command, env);
  }

  /** nginx with our file, in which names and ports of an example are replaced. */
  static async nginx(folder: string, servers: readonly number[]): Promise<ReverseProxy> {
    const port = await freePort();
    mkdirSync(folder);
    const [certificate, key] = [join(folder, 'example.crt'), join(folder, 'example.key')];
    const host = 'board.example.org';
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${host}`].concat([
        '-addext',
        `subjectAltName=DNS:${host}`,
        '-keyout',
        key,
        '-out',
        certificate,
      ]),
      { stdio: 'ignore' },
    );
    const write = (isDown: (server: number) => boolean) => {
      let ours = readFileSync(join(SETTINGS, 'nginx.conf'), 'utf8')
        .replaceAll('443', String(port))
        .replace('/etc/ssl/board.example.org.crt', certificate)
        .replace('/etc/ssl/board.example.org.key', key);
      for (const [index, server] of servers.entries())
        ours = ours.replace(`:${8081 + index} `, `:${server} ${isDown(server) ? 'down ' : ''}`);
      writeFileSync(join(folder, 'boardgate.conf'), ours);
    };
    write(() => false);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${folder}/${kind};`,
    );
    const http = `access_log off; ${temporary.join(' ')} include ${folder}/boardgate.conf;`;
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off; pid ${folder}/pid; error_log stderr; ${process.getuid?.() === 0 ? 'user root;' : ''} events {} http { ${http} }\n`,
    );
    const command = ['nginx', '-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')];
    const proxy = new ReverseProxy({ name: 'nginx', host, port, certificate }, command, {});
    proxy.#without = async (server, act) => {
      write((other) => other === server);
      await proxy.#reload();
      await act();
      write(() => false);
      await proxy.#reload();
    };
    return proxy;
  }

  /** What signs for it. @throws {Error} with what it said, if it ends instead. */
  async certificate(): Promise<string> {
    while (!existsSync(this.#certificate)) {
      if (this.#process.exitCode !== null) throw new Error(`${this.name} ended: ${this.#output}`);
      await sleep(LOOK_MS);
    }
    return readFileSync(this.#certificate, 'utf8');
  }

  /** Does something while no request goes to a server. Caddy notices by itself; nginx does not ask servers, and is told. */
  without(server: number, act: () => Promise<void>): Promise<void> {
    return this.#without(server, act);
  }

  /** @returns once the workers with the settings of before have ended. */
  async #reload(): Promise<void> {
    const old = this.#workers();
    this.#process.kill('SIGHUP');
    while (this.#workers().some((worker) => old.includes(worker))) await sleep(LOOK_MS);
  }

  #workers(): string[] {
    const { pid } = this.#process;
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  }

  get output(): string {
    return this.#output;
  }

  get hasEnded(): boolean {
    return this.#process.exitCode !== null;
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await exited;
  }
}
