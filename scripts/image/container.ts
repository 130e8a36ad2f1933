import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../packages/pack.ts';
import type { ImageConfig } from './build.ts';
import { defaultSeccomp } from './seccomp.ts';

const LOOK_MS = 50;
/** `crun` asks for one hierarchy of control groups. Some machines have two; it sees one of its own, and limits nothing. */
const CRUN = [
  'unshare',
  '--mount',
  'sh',
  '-c',
  'umount --recursive /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup && exec crun --cgroup-manager=disabled "$@"',
  'crun',
];

export interface Options {
  /** The folder of the image. */
  readonly root: string;
  readonly config: ImageConfig;
  /** A folder of this machine that is the volume. */
  readonly volume: string;
  readonly env: Readonly<Record<string, string>>;
  /** Whether it may have what bubblewrap needs: `--security-opt unmask=ALL --security-opt seccomp=unconfined` of Podman. */
  readonly letsBubblewrapWork: boolean;
}

/** A container as Podman's defaults make it, with a read-only root and without capabilities. It shares this machine's network. */
export class Container {
  readonly #name: string;
  readonly #state: string;
  readonly #user: string;
  readonly #process: ChildProcess;
  #output = '';

  private constructor(name: string, state: string, user: string, child: ChildProcess) {
    this.#name = name;
    this.#state = state;
    this.#user = user;
    this.#process = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (piece: Buffer) => {
        this.#output += piece;
      });
  }

  /** @param folder an empty one. */
  static start(name: string, folder: string, options: Options): Container {
    mkdirSync(folder);
    run('crun', ['spec', '--bundle', folder], folder);
    const spec = JSON.parse(run('cat', ['config.json'], folder));
    writeFileSync(join(folder, 'config.json'), JSON.stringify(toSpec(spec, options)));
    const state = join(folder, 'state');
    const [file = '', ...args] = [...CRUN, '--root', state, 'run', '--bundle', folder, name];
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    return new Container(name, state, options.config.User, child);
  }

  get output(): string {
    return this.#output;
  }

  /** @throws {Error} with all it said, if it ends instead of saying so. */
  async untilItSays(words: RegExp): Promise<void> {
    while (!words.test(this.#output)) {
      if (this.#process.exitCode !== null) throw new Error(`the container ended: ${this.#output}`);
      await sleep(LOOK_MS);
    }
  }

  /** Runs a command in it, as its user. */
  exec(...command: string[]): { readonly status: number | null; readonly output: string } {
    const [file = '', ...args] = [
      ...CRUN,
      '--root',
      this.#state,
      'exec',
      '--user',
      this.#user,
      this.#name,
      ...command,
    ];
    const { status, stdout, stderr } = spawnSync(file, args, { encoding: 'utf8' });
    return { status, output: stdout + stderr };
  }

  /** Stops it as `docker stop` does. @returns its exit code, `null` if it had to be killed. */
  async stop(limitMs: number): Promise<number | null> {
    if (this.#process.exitCode !== null) return this.#process.exitCode;
    const exited = once(this.#process, 'exit') as Promise<[number | null]>;
    this.#kill('TERM');
    const [code] = await Promise.race([exited, sleep(limitMs, [null], { ref: false })]);
    if (code === null) {
      this.#kill('KILL');
      await exited;
    }
    return code;
  }

  #kill(signal: string): void {
    const [file = '', ...args] = [...CRUN, '--root', this.#state, 'kill', this.#name, signal];
    spawnSync(file, args);
  }
}

/** What `crun spec` makes, and what an operator adds to it. */
// biome-ignore lint/suspicious/noExplicitAny: it has the form that the runtime gives it.
function toSpec(spec: any, { root, config, volume, env, letsBubblewrapWork }: Options): object {
  const [uid, gid] = config.User.split(':').map(Number);
  const [destination = ''] = Object.keys(config.Volumes);
  const mount = { destination, type: 'bind', source: volume, options: ['bind', 'rw', 'nosuid', 'nodev'] };
  const isKept = ({ type }: { type: string }) => type !== 'cgroup' && type !== 'network';
  return {
    ...spec,
    root: { path: root, readonly: true },
    process: {
      ...spec.process,
      terminal: false,
      user: { uid, gid },
      args: [...config.Entrypoint, ...config.Cmd],
      env: [...config.Env, ...Object.entries(env).map((pair) => pair.join('='))],
      cwd: config.WorkingDir,
      capabilities: {},
      noNewPrivileges: true,
      rlimits: [],
    },
    mounts: [...spec.mounts.filter(isKept), mount],
    linux: {
      namespaces: spec.linux.namespaces.filter(isKept),
      maskedPaths: letsBubblewrapWork ? [] : spec.linux.maskedPaths,
      readonlyPaths: letsBubblewrapWork ? [] : spec.linux.readonlyPaths,
      ...(letsBubblewrapWork ? {} : { seccomp: defaultSeccomp() }),
    },
  };
}
