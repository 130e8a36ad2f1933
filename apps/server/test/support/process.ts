import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { conversionPath } from './conversion-path.ts';

const MAIN = fileURLToPath(new URL('../../bin/boardgate.js', import.meta.url));

type Env = Record<string, string | undefined>;

/** How a command ended, and all it said. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `boardgate ARGS` to its end, as a person would in a terminal. */
export async function boardgate(args: readonly string[], env: Env = {}, input = ''): Promise<Ended> {
  const child = spawnBoardgate(args, env);
  const output = collect(child);
  child.stdin?.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}

/** A `boardgate serve` that is running. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #output: { stdout: string; stderr: string };
  readonly url: string;

  private constructor(child: ChildProcess, output: { stdout: string; stderr: string }, url: string) {
    this.#child = child;
    this.#output = output;
    this.url = url;
  }

  /** Starts on a free port and waits for the start line. `main` = the program of another version. */
  static async start(
    env: Env,
    args: readonly string[] = [],
    stdio: StdioOptions = 'pipe',
    main = MAIN,
  ): Promise<ServerProcess> {
    const child = spawnBoardgate(['serve', ...args], { BOARDGATE_PORT: '0', ...env }, stdio, main);
    const output = collect(child);
    child.stdin?.end();
    for (;;) {
      const url = /Boardgate serves (http\S+)\/v5/.exec(output.stdout)?.[1];
      // The last line of the start: all there is to read is there.
      if (url !== undefined && output.stdout.endsWith('\n')) return new ServerProcess(child, output, url);
      if (child.exitCode !== null) throw new Error(`the server ended: ${output.stdout}${output.stderr}`);
      await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
    }
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get stdout(): string {
    return this.#output.stdout;
  }

  get stderr(): string {
    return this.#output.stderr;
  }

  /** `false` = from now on nobody reads what the server logs. */
  readLog(isRead: boolean): void {
    if (isRead) this.#child.stderr?.resume();
    else this.#child.stderr?.pause();
  }

  /** Sends a signal and waits for the end. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const closed = once(this.#child, 'close');
      const exited = once(this.#child, 'exit');
      this.#child.kill(signal);
      await exited;
      this.readLog(true);
      await closed;
    }
    return { code: this.#child.exitCode, ...this.#output };
  }
}

/** Starts the command with no configuration but the one given. */
export function spawnBoardgate(
  args: readonly string[],
  env: Env,
  stdio: StdioOptions = 'pipe',
  main = MAIN,
): ChildProcess {
  // Nothing of the caller's own configuration may reach it.
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('BOARDGATE_')),
  );
  return spawn(process.execPath, [main, ...args], {
    env: { ...clean, PATH: conversionPath(), ...env },
    stdio,
  });
}

/** All that a process says, as it says it. */
export function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output.stderr += chunk;
  });
  return output;
}
