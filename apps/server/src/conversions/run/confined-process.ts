import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { constants, setPriority } from 'node:os';

/** How long we wait for other holders of our pipes after the program has ended. */
const LINGER_MS = 5000;
/** Conversions get what requests leave: about a tenth of a contended processor. */
export const PRIORITY = 10;

/** No environment is inherited. */
export interface CommandLine {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Whether file descriptor 3 is a socket to us. */
  readonly talks: boolean;
  /** What the program reads from file descriptor 4 and the following. */
  readonly inputs?: readonly Buffer[];
  /** Nice value; default: `PRIORITY`. */
  readonly priority?: number;
}

export interface Exit {
  /** `null` if a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A program and everything that it started. Its output is discarded: it may quote the document. */
export class ConfinedProcess {
  /** Settles once the whole group is gone. */
  readonly ended: Promise<Exit>;
  /** The other end of file descriptor 3. */
  readonly channel: Socket | undefined;
  readonly pid: number;
  /** Processor time of the whole group so far, as last looked at. 0 where the system does not tell. */
  cpuMs = 0;
  /** Whether we ended it, for a limit or because nobody needs it any more. */
  isEndedByUs = false;
  readonly #child: ChildProcess;
  #linger: NodeJS.Timeout | undefined;

  private constructor(child: ChildProcess, pid: number, signal: AbortSignal) {
    this.#child = child;
    this.pid = pid;
    this.channel = (child.stdio[3] ?? undefined) as Socket | undefined;
    // A failed write means that the program ended; `ended` says how.
    this.channel?.on('error', () => {});
    child.stderr?.resume();
    child.on('exit', () => this.#killRest());
    // `close` fires when no process holds our pipes, which the whole group inherits.
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
   * @param signal kills it when aborted.
   * @throws {Error} if the system does not start it.
   */
  static async start(command: CommandLine, signal: AbortSignal): Promise<ConfinedProcess> {
    const { inputs = [] } = command;
    const child = spawn(command.file, command.args, {
      env: command.env,
      cwd: command.cwd,
      detached: true,
      stdio: [
        'ignore',
        'ignore',
        'pipe',
        command.talks ? 'pipe' : 'ignore',
        ...inputs.map(() => 'pipe' as const),
      ],
    });
    for (const [at, input] of inputs.entries()) {
      const pipe = child.stdio[4 + at] as Socket;
      // A program that ends before it has read tells so by its exit code.
      pipe.on('error', () => {}).end(input);
    }
    await once(child, 'spawn');
    const { pid } = child;
    if (pid === undefined) throw new Error('A process started without an id.');
    lowerPriority(pid, command.priority ?? PRIORITY);
    return new ConfinedProcess(child, pid, signal);
  }

  /** Resolves when the group is gone. May be called again. */
  async kill(): Promise<Exit> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.isEndedByUs = true;
      killGroup(this.pid);
    }
    // Unread data would hold the pipe open.
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

/** The signal that ended a program. Like a shell, `bwrap` reports it as an exit code above 128. */
export function endingSignal({ code, signal }: Exit): NodeJS.Signals | undefined {
  if (signal !== null) return signal;
  const names = Object.keys(constants.signals) as NodeJS.Signals[];
  return names.find((name) => code === 128 + constants.signals[name]);
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function lowerPriority(pid: number, priority: number): void {
  try {
    setPriority(pid, priority);
  } catch {
    // It is gone, or the system forbids it: requests are only slower.
  }
}
