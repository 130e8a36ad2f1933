import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { bubblewrapArgs, INSIDE } from './bubblewrap.ts';
import { type CommandLine, ConfinedProcess, PRIORITY } from './confined-process.ts';
import type { ConfinedProgram, ProcessLimits } from './confined-program.ts';
import { findProgram } from './programs.ts';

const PROBE_MS = 5000;
/**
 * Has a program give way to everything else. Priorities (`ConfinedProcess`) count within a session alone where Linux gives each one
 * its share of the processor, and every program here has a session of its own: seen was that one conversion took half of what
 * the server could answer. Linux lets this be changed ten times a second, whoever asks.
 */
const GIVE_WAY = `if [ -w /proc/self/autogroup ]; then for _ in 1 2 3; do echo ${PRIORITY} > /proc/self/autogroup && break; sleep 0.1; done 2>/dev/null; fi; exec "$@"`;

/** What runs programs that are not trusted. */
export type Confinement = Pick<Sandbox, 'insideOf' | 'start'>;

/** The programs of this machine that confine others, where there are any. */
interface Tools {
  readonly bwrap: string | undefined;
  readonly prlimit: string | undefined;
  readonly setpriv: string | undefined;
  readonly sh: string | undefined;
}

/**
 * Runs programs as far from everything else as this machine allows: by `bwrap` with no network, no other process and no file but their
 * own; where it is missing or forbidden, as it is in many containers, merely in a process group with a clean environment. Limits on memory,
 * processor time and file sizes come from `prlimit` both ways.
 */
export class Sandbox {
  readonly #tools: Tools;

  private constructor(tools: Tools) {
    this.#tools = tools;
  }

  /** @param searchPath folders where the tools are looked for, as in the `PATH` variable. */
  static async probe(searchPath: string): Promise<Sandbox> {
    const [bwrap, prlimit, setpriv, sh] = await Promise.all(
      ['bwrap', 'prlimit', 'setpriv', 'sh'].map((name) => findProgram(name, searchPath)),
    );
    const confines = bwrap !== undefined && (await confinesPrograms(bwrap));
    return new Sandbox({ bwrap: confines ? bwrap : undefined, prlimit, setpriv, sh });
  }

  /** Whether programs run without network and other files. */
  get isConfining(): boolean {
    return this.#tools.bwrap !== undefined;
  }

  /** Whether memory and processor time are limited. */
  get isLimiting(): boolean {
    return this.#tools.prlimit !== undefined;
  }

  /** Where a program sees its work folder: confined, at a path that tells nothing of this machine. */
  insideOf(workDir: string): string {
    return this.isConfining ? INSIDE.workDir : workDir;
  }

  /** Where a program sees its temporary folder. */
  tmpOf(program: Pick<ConfinedProgram, 'tmpDir'>): string {
    return this.isConfining ? INSIDE.tmpDir : program.tmpDir;
  }

  /**
   * Starts a program. It, and all that it starts, ends at once when `signal` is aborted, and when this server dies.
   *
   * @throws {Error} where the system does not let it start.
   */
  async start(program: ConfinedProgram, signal: AbortSignal): Promise<ConfinedProcess> {
    return await ConfinedProcess.start(this.commandLine(program), signal);
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
    if (bwrap !== undefined) words.push(bwrap, ...bubblewrapArgs({ ...program, env }), '--');
    // Without `bwrap` a server that is killed would leave the program running.
    else if (setpriv !== undefined) words.push(setpriv, '--pdeathsig', 'KILL', '--');
    if (sh !== undefined) words.push(sh, '-c', GIVE_WAY, 'sh');
    const [file = program.file, ...args] = [...words, program.file, ...program.args];
    return { file, args, env, cwd: program.workDir, talks: program.talks };
  }
}

function limitArgs({ memory, cpuSeconds, fileBytes }: ProcessLimits): string[] {
  const memoryArg = 'dataBytes' in memory ? `--data=${memory.dataBytes}` : `--as=${memory.addressSpaceBytes}`;
  // No core file: it would hold the document. No limit on processes: it would count the server’s own, and all others of its user.
  return [memoryArg, `--cpu=${cpuSeconds}`, `--fsize=${fileBytes}`, '--core=0'];
}

/** Tries all that is asked of `bwrap` later, since containers may allow it in part: often not the `/proc` that LibreOffice needs. */
async function confinesPrograms(bwrap: string): Promise<boolean> {
  const folder = dirname(bwrap);
  const args = bubblewrapArgs({
    readable: [],
    workDir: folder,
    writableDir: folder,
    tmpDir: folder,
    env: {},
  });
  try {
    await promisify(execFile)(bwrap, [...args, '--', 'true'], { timeout: PROBE_MS, env: {} });
    return true;
  } catch {
    return false;
  }
}
