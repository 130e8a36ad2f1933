import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Linux counts a process's CPU time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

const running = new Set<ChildProcess>();
const folders = new Set<string>();

// However the benchmark ends, it leaves no child process and no temporary folder behind.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

/** Creates a folder that is removed when the benchmark ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'boardgate-bench-'));
  folders.add(folder);
  return folder;
}

/** The next message of a child. @throws {Error} if it exits without one. */
export async function nextMessage(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  try {
    return await Promise.race([
      once(child, 'message', { signal: ended.signal }).then(([message]) => message as unknown),
      once(child, 'exit', { signal: ended.signal }).then(([code]) => {
        throw new Error(`a child of the benchmark exited with ${code}`);
      }),
    ]);
  } finally {
    ended.abort();
  }
}

export function launch(
  path: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): ChildProcess {
  const script = fileURLToPath(new URL(path, import.meta.url));
  // Programs are started by their first line, as users start them: it says how Node.js runs them.
  const [command, ...before] = path.endsWith('.js') ? [script] : [process.execPath, script];
  const PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`;
  const child = spawn(command ?? script, [...before, ...args], {
    env: { ...withoutSettings(process.env), PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** The caller's own settings must not reach the server under test. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('BOARDGATE_')));
}

/** A server under test, in its own process. */
export class ServerChild {
  readonly #child: ChildProcess;
  readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(
    path: string,
    args: readonly string[] = [],
    env: Record<string, string> = {},
  ): Promise<ServerChild> {
    const child = launch(path, args, env);
    let output = '';
    let errors = '';
    child.stderr?.on('data', (chunk) => {
      errors = `${errors}${chunk}`.slice(-2000);
    });
    child.stdout?.on('data', (chunk) => {
      output = `${output}${chunk}`.slice(-10_000);
    });
    for (;;) {
      const url = /serves (http:\S+)\/v5/.exec(output)?.[1];
      if (url !== undefined) return new ServerChild(child, url);
      if (child.exitCode !== null) throw new Error(`${path} exited before it served: ${errors}`);
      await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
    }
  }

  /** CPU time used so far, in seconds. */
  cpuSeconds(): number {
    const fields = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }

  /** Resident memory, in megabytes. */
  residentMb(): number {
    const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.#child.pid}/status`, 'utf8'));
    return Number(line?.[1]) / 1024;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
  }
}
