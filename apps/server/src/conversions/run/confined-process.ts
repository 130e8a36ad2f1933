import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { constants, setPriority } from 'node:os';

/** How long whatever still holds our pipes may outlive the program itself, in milliseconds, before it is given up as gone elsewhere. */
const LINGER_MS = 5000;
/** Documents are converted with what the server’s own answers leave over: a tenth of a processor that others want as well. */
export const PRIORITY = 10;

/** A complete command line and environment: nothing is inherited. */
export interface CommandLine {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Whether it gets a socket to us as file descriptor 3. */
  readonly talks: boolean;
}

/** How a process ended. */
export interface Exit {
  /** `null` where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * A process group of our own: a program and all that it has started. What it prints is thrown away, since it may quote the document.
 */
export class ConfinedProcess {
  /** Resolves once the program and everything that it started is gone. */
  readonly ended: Promise<Exit>;
  /** The other end of the program’s file descriptor 3, where it has one. */
  readonly channel: Socket | undefined;
  readonly pid: number;
  readonly #child: ChildProcess;
  #linger: NodeJS.Timeout | undefined;

  private constructor(child: ChildProcess, pid: number, signal: AbortSignal) {
    this.#child = child;
    this.pid = pid;
    this.channel = (child.stdio[3] ?? undefined) as Socket | undefined;
    // A program that ends while we write to it is no fault of its own: how it ended tells more.
    this.channel?.on('error', () => {});
    child.stderr?.resume();
    child.on('exit', () => this.#killRest());
    // `close` comes once nobody holds our pipes any more, and every process of the group has inherited them.
    this.ended = once(child, 'close').then(([code, name]) => {
      clearTimeout(this.#linger);
      signal.removeEventListener('abort', onAbort);
      return { code: code as number | null, signal: name as NodeJS.Signals | null };
    });
    const onAbort = () => void this.kill();
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  }

  /**
   * Starts a program, which ends at once when `signal` is aborted.
   *
   * @throws {Error} where the system does not let it start.
   */
  static async start(command: CommandLine, signal: AbortSignal): Promise<ConfinedProcess> {
    const child = spawn(command.file, command.args, {
      env: command.env,
      cwd: command.cwd,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', command.talks ? 'pipe' : 'ignore'],
    });
    await once(child, 'spawn');
    const { pid } = child;
    if (pid === undefined) throw new Error('A process started without an id.');
    lowerPriority(pid);
    return new ConfinedProcess(child, pid, signal);
  }

  /** Ends everything, and resolves when it is gone. Once it is, nothing happens. */
  async kill(): Promise<Exit> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) killGroup(this.pid);
    // Nobody may be reading any more, and unread words would hold the pipe open.
    this.channel?.resume();
    return await this.ended;
  }

  #killRest(): void {
    killGroup(this.pid);
    this.#linger = setTimeout(() => {
      for (const pipe of this.#child.stdio) pipe?.destroy();
    }, LINGER_MS);
  }
}

/** The signal that ended a program, also where `bwrap`, as shells do, tells of it as an exit code above 128. */
export function endingSignal({ code, signal }: Exit): NodeJS.Signals | undefined {
  if (signal !== null) return signal;
  const names = Object.keys(constants.signals) as NodeJS.Signals[];
  return names.find((name) => code === 128 + constants.signals[name]);
}

/** SIGKILL to every process of a group. A group that is gone is what we want. */
function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, PRIORITY);
  } catch {
    // It is gone already, or the system forbids it: slower answers, no harm.
  }
}
