import { execFile } from 'node:child_process';
import { copyFile, lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { DocumentKind } from '@boardgate/renderer';
import { ConversionFailure } from '@boardgate/renderer';
import { type Exit, endingSignal } from './confined-process.ts';
import type { ConfinedProgram } from './confined-program.ts';
import { CLOSED_PROXY, writeOfficeProfile } from './office-profile.ts';
import type { Sandbox } from './sandbox.ts';

export type OfficeKind = Exclude<DocumentKind, 'pdf'>;
export const OFFICE_KINDS = ['doc', 'docx', 'ppt', 'pptx'] as const satisfies readonly OfficeKind[];

const TIME_LIMIT_MS = 120_000;
const VERSION_MS = 20_000;

/** Below 2 GiB LibreOffice leaves out a normal deck’s text without a word. */
const MEMORY = { addressSpaceBytes: 2 * 1024 ** 3 };
const LIMITS = { memory: MEMORY, cpuSeconds: 60, fileBytes: 512 * 1024 ** 2 } as const;

/** How each kind is read: left to itself LibreOffice goes by the content, and takes anything, a web page as well, for a document. */
const READERS: Readonly<Record<OfficeKind, string>> = {
  doc: 'MS Word 97',
  docx: 'MS Word 2007 XML',
  ppt: 'MS PowerPoint 97',
  pptx: 'Impress MS PowerPoint 2007 XML',
};

const TEXT_TO_PDF = 'pdf:writer_pdf_Export';
const SLIDES_TO_PDF = 'pdf:impress_pdf_Export';
const SLIDES_TO_SVG = 'svg:impress_svg_Export';

/** One document’s conversion. */
export interface OfficeRun {
  /** Told by the document’s bytes. */
  readonly kind: OfficeKind;
  readonly source: string;
  /** A folder that is made for the run; its result stays there. */
  readonly workDir: string;
  readonly signal: AbortSignal;
}

/** LibreOffice, a process and a new profile for each document. */
export class Soffice {
  /** Such as `LibreOffice 7.4.7.2`. */
  readonly version: string;
  readonly #file: string;
  readonly #readable: readonly string[];
  readonly #sandbox: Sandbox;
  readonly #timeLimitMs: number;

  private constructor(
    { file, version, readable }: { file: string; version: string; readable: readonly string[] },
    sandbox: Sandbox,
    timeLimitMs: number,
  ) {
    this.version = version;
    this.#file = file;
    this.#readable = readable;
    this.#sandbox = sandbox;
    this.#timeLimitMs = timeLimitMs;
  }

  /** `undefined` where what is there does not say that it is LibreOffice. */
  static async open(
    file: string,
    sandbox: Sandbox,
    timeLimitMs = TIME_LIMIT_MS,
  ): Promise<Soffice | undefined> {
    const version = await versionOf(file);
    if (version === undefined) return undefined;
    const real = await realpath(file);
    const programs = dirname(real);
    // The folder above holds its settings and libraries. Elsewhere than in `program` it may be anything: somebody’s home.
    const home = basename(programs) === 'program' ? dirname(programs) : programs;
    const readable = [];
    for (const path of [home, '/etc/libreoffice']) if (await exists(path)) readable.push(path);
    return new Soffice({ file: real, version, readable }, sandbox, timeLimitMs);
  }

  /**
   * Writes a document as a PDF, a page or slide each, and gives its path.
   *
   * @throws {ConversionFailure}
   */
  async toPdf(run: OfficeRun): Promise<string> {
    return await this.#convert(run, isSlides(run.kind) ? SLIDES_TO_PDF : TEXT_TO_PDF);
  }

  /**
   * Writes a presentation as one SVG of all its slides, with a script that presents them, and gives its path.
   *
   * @throws {ConversionFailure}
   */
  async toSvg(run: OfficeRun): Promise<string> {
    return await this.#convert(run, SLIDES_TO_SVG);
  }

  async #convert(run: OfficeRun, writer: string): Promise<string> {
    const { kind, workDir, source } = run;
    const program = this.#program(run, writer);
    await mkdir(workDir, { mode: 0o700 });
    await mkdir(program.tmpDir, { mode: 0o700 });
    await writeOfficeProfile(join(workDir, 'profile'));
    // Documents can paint their own name: it is a neutral one.
    await copyFile(source, join(workDir, `document.${kind}`));
    const exit = await this.#run(program, run);
    const [ending] = writer.split(':');
    const result = join(workDir, 'out', `document.${ending}`);
    // The exit status is 0 whatever happened.
    if (await isFilled(result)) return result;
    throw failureOf(exit, kind);
  }

  async #run(program: ConfinedProgram, { kind, signal }: OfficeRun): Promise<Exit> {
    signal.throwIfAborted();
    const ending = new AbortController();
    const stop = () => ending.abort(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    const timer = setTimeout(() => {
      const seconds = this.#timeLimitMs / 1000;
      ending.abort(
        new ConversionFailure(
          'task-timeout',
          `LibreOffice took longer than ${seconds} seconds on the ${kind} file: divide it`,
        ),
      );
    }, this.#timeLimitMs);
    try {
      const process = await this.#sandbox.start(program, ending.signal);
      const exit = await process.ended;
      ending.signal.throwIfAborted();
      return exit;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  }

  #program({ kind, workDir }: OfficeRun, writer: string): ConfinedProgram {
    const tmpDir = join(workDir, 'tmp');
    const inside = this.#sandbox.insideOf(workDir);
    const tmp = this.#sandbox.tmpOf({ tmpDir });
    return {
      file: this.#file,
      args: [
        `-env:UserInstallation=${pathToFileURL(join(inside, 'profile'))}`,
        // Its socket would lie in the machine’s temporary folder, and stay there where it is killed.
        ...(tmp.length <= MAX_SOCKET_FOLDER ? [`-env:OSL_SOCKET_PATH=${tmp}`] : []),
        '--headless',
        '--norestore',
        '--nolockcheck',
        '--nodefault',
        '--nologo',
        `--infilter=${READERS[kind]}`,
        '--convert-to',
        writer,
        '--outdir',
        join(inside, 'out'),
        join(inside, `document.${kind}`),
      ],
      env: { http_proxy: CLOSED_PROXY, https_proxy: CLOSED_PROXY, ftp_proxy: CLOSED_PROXY },
      readable: this.#readable,
      workDir,
      writableDir: workDir,
      tmpDir,
      talks: false,
      limits: LIMITS,
    };
  }
}

/** A socket’s path has 108 bytes at most, and LibreOffice’s name for it takes up to 62. */
const MAX_SOCKET_FOLDER = 44;

/** What the file says that it is: run without a document, so there is nothing to confine. */
async function versionOf(file: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(file, ['--version'], {
      timeout: VERSION_MS,
      killSignal: 'SIGKILL',
      env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
    });
    return /^LibreOffice [\d.]+/.exec(stdout)?.[0];
  } catch {
    return undefined;
  }
}

function isSlides(kind: OfficeKind): boolean {
  return kind === 'ppt' || kind === 'pptx';
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

/** Not by way of a link, which a program that was taken over could set on anything, in place of the file or of its folder. */
async function isFilled(path: string): Promise<boolean> {
  try {
    const [folder, file] = [await lstat(dirname(path)), await lstat(path)];
    return folder.isDirectory() && file.isFile() && file.nlink === 1 && file.size > 0;
  } catch {
    return false;
  }
}

function failureOf(exit: Exit, kind: OfficeKind): ConversionFailure {
  if (endingSignal(exit) !== undefined) {
    return new ConversionFailure(
      'limit-exceeded',
      `LibreOffice broke off on the ${kind} file: it takes more than ${MEMORY.addressSpaceBytes / 1024 ** 3} GiB of memory or ` +
        `${LIMITS.cpuSeconds} seconds of processor time, or is damaged; divide it, or save it again`,
    );
  }
  return new ConversionFailure(
    isSlides(kind) ? 'presentation-broken' : 'document-broken',
    `LibreOffice cannot read the ${kind} file: it is damaged, or protected with a password; save it again, without one`,
  );
}
