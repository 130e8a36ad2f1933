import { dirname } from 'node:path';
import { BUBBLEWRAP_WORDS, bubblewrapArgs, bubblewrapInputs, INSIDE } from './bubblewrap.ts';
import { type CommandLine, ConfinedProcess, PRIORITY } from './confined-process.ts';
import type { ConfinedProgram, ProcessLimits } from './confined-program.ts';
import { findProgram } from './programs.ts';
import { watchTree } from './tree-watch.ts';

const PROBE_MS = 5000;
/** LibreOffice takes four, with those of the sandbox. */
const MAX_PROCESSES = 32;
/** Of each process. Each may hold what the kernel buffers, as a socket does. */
const MAX_OPEN_FILES = 512;
/** Programs and libraries, which a limit on writable memory does not count. */
const CODE_BYTES = 256 * 1024 ** 2;
/**
 * Lowers the priority of the program's session. Where Linux shares the processor among sessions, a process's own priority counts only
 * within its session: one conversion was seen to halve the server's request rate. Linux allows ten changes a second, hence the retries.
 */
const giveWay = (priority: number) =>
  `if [ -w /proc/self/autogroup ]; then for _ in 1 2 3; do echo ${priority} > /proc/self/autogroup && break; sleep 0.1; done 2>/dev/null; fi; exec "$@"`;

export type Confinement = Pick<Sandbox, 'insideOf' | 'start'>;

/** Paths of the tools that this machine has. */
type Tools = Readonly<Record<'bwrap' | 'prlimit' | 'setpriv' | 'sh', string | undefined>>;

/**
 * Isolates programs as far as this machine allows: with `bwrap` from network, other processes and other files; without it, as in many
 * containers, only in a process group with a clean environment. `prlimit` limits memory, processor time and file sizes in both cases.
 */
export class Sandbox {
  readonly #tools: Tools;
  readonly #priority: number;

  private constructor(tools: Tools, priority: number) {
    this.#tools = tools;
    this.#priority = priority;
  }

  /**
   * @param searchPath folders of the tools, as in the `PATH` variable.
   * @param priority nice value of every program: 0 has it give way to nothing.
   */
  static async probe(searchPath: string, priority = PRIORITY): Promise<Sandbox> {
    const [bwrap, prlimit, setpriv, sh] = await Promise.all(
      ['bwrap', 'prlimit', 'setpriv', 'sh'].map((name) => findProgram(name, searchPath)),
    );
    const confines = bwrap !== undefined && (await confinesPrograms(bwrap));
    return new Sandbox({ bwrap: confines ? bwrap : undefined, prlimit, setpriv, sh }, priority);
  }

  /** Whether programs run without network and other files. */
  get isConfining(): boolean {
    return this.#tools.bwrap !== undefined;
  }

  /** Whether memory and processor time are limited. */
  get isLimiting(): boolean {
    return this.#tools.prlimit !== undefined;
  }

  /** Where a program sees its work folder. Confined, the path reveals nothing about this machine. */
  insideOf(workDir: string): string {
    return this.isConfining ? INSIDE.workDir : workDir;
  }

  tmpOf(program: Pick<ConfinedProgram, 'tmpDir'>): string {
    return this.isConfining ? INSIDE.tmpDir : program.tmpDir;
  }

  /**
   * Kills the program, with all that it started, when `signal` is aborted or this server dies.
   *
   * @throws {Error} if the system does not start it.
   */
  async start(program: ConfinedProgram, signal: AbortSignal): Promise<ConfinedProcess> {
    const process = await ConfinedProcess.start(this.commandLine(program), signal);
    const { memory } = program.limits;
    const bytes = 'dataBytes' in memory ? memory.dataBytes + CODE_BYTES : memory.addressSpaceBytes;
    const limits = { processes: MAX_PROCESSES, bytes };
    const endWatch = watchTree(process.pid, limits, {
      onExcess: () => void process.kill(),
      // A process that has ended takes its time with it.
      onCpu: (ms) => {
        process.cpuMs = Math.max(process.cpuMs, ms);
      },
    });
    process.ended.finally(endWatch).catch(() => {});
    return process;
  }

  commandLine(program: ConfinedProgram): CommandLine {
    const { bwrap, prlimit, setpriv, sh } = this.#tools;
    const env = {
      PATH: '/usr/bin:/bin',
      LANG: 'C.UTF-8',
      HOME: this.insideOf(program.workDir),
      TMPDIR: this.tmpOf(program),
      ...program.env,
    };
    const words: string[] = [];
    if (prlimit !== undefined) words.push(prlimit, ...limitArgs(program.limits), '--');
    const inputs = bwrap === undefined ? [] : bubblewrapInputs(bubblewrapArgs(program, env));
    if (bwrap !== undefined) words.push(bwrap, ...BUBBLEWRAP_WORDS, '--');
    // Without `bwrap` the program would survive a server that is killed.
    else if (setpriv !== undefined) words.push(setpriv, '--pdeathsig', 'KILL', '--');
    const priority = this.#priority;
    if (sh !== undefined && priority > 0) words.push(sh, '-c', giveWay(priority), 'sh');
    const [file = program.file, ...args] = [...words, program.file, ...program.args];
    return { file, args, env, cwd: program.workDir, talks: program.talks, inputs, priority };
  }
}

function limitArgs({ memory, cpuSeconds, fileBytes }: ProcessLimits): string[] {
  const memoryArg = 'dataBytes' in memory ? `--data=${memory.dataBytes}` : `--as=${memory.addressSpaceBytes}`;
  // A core file would hold the document. A limit on processes would count all those of the server's user.
  return [memoryArg, `--cpu=${cpuSeconds}`, `--fsize=${fileBytes}`, `--nofile=${MAX_OPEN_FILES}`, '--core=0'];
}

/** Tries the real arguments: many containers allow `bwrap` only in part, without the `/proc` that LibreOffice needs. */
async function confinesPrograms(bwrap: string): Promise<boolean> {
  const folder = dirname(bwrap);
  const words = bubblewrapArgs({ readable: [], workDir: folder, writableDir: folder, tmpDir: folder }, {});
  const args = [...BUBBLEWRAP_WORDS, '--', 'true'];
  const inputs = bubblewrapInputs(words);
  try {
    const probe = { file: bwrap, args, env: {}, cwd: '/', talks: false, inputs };
    const { ended } = await ConfinedProcess.start(probe, AbortSignal.timeout(PROBE_MS));
    return (await ended).code === 0;
  } catch {
    return false;
  }
}
