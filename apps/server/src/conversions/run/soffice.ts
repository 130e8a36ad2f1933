import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { copyFile, lstat, mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type ByteRange, ConversionFailure, type DocumentKind } from '@boardgate/renderer';
import { type Exit, endingSignal } from './confined-process.ts';
import type { ConfinedProgram } from './confined-program.ts';
import { CLOSED_PROXY, writeOfficeProfile } from './office-profile.ts';
import { isKilledFromOutside, ProgramKilled } from './program-killed.ts';
import type { Sandbox } from './sandbox.ts';

export type OfficeKind = Exclude<DocumentKind, 'pdf'>;

/** By the clock: ten times its processor time, on a machine that has other work. */
const TIME_LIMIT_MS = 600_000;
const VERSION_MS = 20_000;

/** With less than 2 GiB LibreOffice silently leaves out text of a normal deck. */
const MEMORY = { addressSpaceBytes: 2 * 1024 ** 3 };
const LIMITS = { memory: MEMORY, cpuSeconds: 60, fileBytes: 512 * 1024 ** 2 } as const;

/** Without a filter LibreOffice guesses by content and accepts anything, even a web page. */
const IMPORT_FILTERS: Readonly<Record<OfficeKind, string>> = {
  doc: 'MS Word 97',
  docx: 'MS Word 2007 XML',
  ppt: 'MS PowerPoint 97',
  pptx: 'Impress MS PowerPoint 2007 XML',
};

/** Of Word 6 and 95, and PowerPoint 95. */
const FILTERS_OF_95: Partial<typeof IMPORT_FILTERS> = { doc: 'MS Word 95', ppt: 'PowerPoint 3' };

/** For each sound and film on a slide it waits 20 seconds for a player to say how large its picture is. */
const SOUND_LIBRARY = 'libavmediagst.so';

const TEXT_TO_PDF = 'pdf:writer_pdf_Export';
const SLIDES_TO_PDF = 'pdf:impress_pdf_Export';
const SLIDES_TO_SVG = 'svg:impress_svg_Export';

/** What the renderer found out about a document. */
export interface OfficeDocument {
  readonly kind: OfficeKind;
  /** Of Word 6 or 95, or PowerPoint 95. */
  readonly isOf95?: boolean;
  /** Default: the whole file. */
  readonly part?: ByteRange | undefined;
}

interface OfficeRun extends OfficeDocument {
  readonly source: string;
  /** To be created for this run; it keeps the result. */
  readonly workDir: string;
  readonly signal: AbortSignal;
}

/** Starts LibreOffice with a new profile for each document. */
export class Soffice {
  /** Such as `LibreOffice 7.4.7.2`. */
  readonly version: string;
  readonly #file: string;
  readonly #readable: readonly string[];
  readonly #hidden: readonly string[];
  readonly #sandbox: Sandbox;
  readonly #timeLimitMs: number;

  private constructor(
    {
      file,
      version,
      readable,
      hidden,
    }: { file: string; version: string; readable: readonly string[]; hidden: readonly string[] },
    sandbox: Sandbox,
    timeLimitMs: number,
  ) {
    this.version = version;
    this.#file = file;
    this.#readable = readable;
    this.#hidden = hidden;
    this.#sandbox = sandbox;
    this.#timeLimitMs = timeLimitMs;
  }

  /** `undefined` if the file does not report that it is LibreOffice. */
  static async open(
    file: string,
    sandbox: Sandbox,
    timeLimitMs = TIME_LIMIT_MS,
  ): Promise<Soffice | undefined> {
    const version = await versionOf(file);
    if (version === undefined) return undefined;
    const real = await realpath(file);
    const programs = dirname(real);
    // Settings and libraries are above `program`. Above any other folder there may be anything, such as a home.
    const home = basename(programs) === 'program' ? dirname(programs) : programs;
    const readable = [home, '/etc/libreoffice'].filter((path) => existsSync(path));
    const hidden = [join(programs, SOUND_LIBRARY)].filter((path) => existsSync(path));
    return new Soffice({ file: real, version, readable, hidden }, sandbox, timeLimitMs);
  }

  /**
   * @returns the path of the PDF.
   * @throws {ConversionFailure}
   */
  async toPdf(run: OfficeRun): Promise<string> {
    return await this.#convert(run, isSlides(run.kind) ? SLIDES_TO_PDF : TEXT_TO_PDF);
  }

  /**
   * @returns the path of one SVG of all slides with a script that presents them.
   * @throws {ConversionFailure}
   */
  async toSvg(run: OfficeRun): Promise<string> {
    return await this.#convert(run, SLIDES_TO_SVG);
  }

  async #convert(run: OfficeRun, writer: string): Promise<string> {
    const { kind, part, workDir, source } = run;
    const program = this.#program(run, writer);
    await mkdir(workDir, { mode: 0o700 });
    await mkdir(program.tmpDir, { mode: 0o700 });
    await writeOfficeProfile(join(workDir, 'profile'));
    // Documents can show their file name: this one is neutral.
    await copyPart(source, join(workDir, `document.${kind}`), part);
    const exit = await this.#run(program, run);
    const [ending] = writer.split(':');
    const result = join(workDir, 'out', `document.${ending}`);
    // The exit status is always 0.
    if (await isFilled(result)) return result;
    throw failureOf(exit, run);
  }

  async #run(program: ConfinedProgram, { kind, signal }: OfficeRun): Promise<Exit> {
    signal.throwIfAborted();
    const timeOut = new AbortController();
    const timer = setTimeout(() => {
      const seconds = this.#timeLimitMs / 1000;
      const detail = `LibreOffice did not finish the ${kind} file within ${seconds} seconds: this server is busy, try again later`;
      timeOut.abort(new ConversionFailure('task-timeout', detail));
    }, this.#timeLimitMs);
    const ending = AbortSignal.any([signal, timeOut.signal]);
    try {
      const process = await this.#sandbox.start(program, ending);
      const exit = await process.ended;
      ending.throwIfAborted();
      if (isKilledFromOutside(exit, process, 1000 * LIMITS.cpuSeconds)) throw new ProgramKilled();
      return exit;
    } finally {
      clearTimeout(timer);
    }
  }

  #program({ kind, isOf95, workDir }: OfficeRun, writer: string): ConfinedProgram {
    const tmpDir = join(workDir, 'tmp');
    const inside = this.#sandbox.insideOf(workDir);
    const tmp = this.#sandbox.tmpOf({ tmpDir });
    return {
      file: this.#file,
      args: [
        `-env:UserInstallation=${pathToFileURL(join(inside, 'profile'))}`,
        // By default its socket is in the machine's temporary folder, where it stays if the process is killed.
        ...(tmp.length <= MAX_SOCKET_FOLDER ? [`-env:OSL_SOCKET_PATH=${tmp}`] : []),
        '--headless',
        '--norestore',
        '--nolockcheck',
        '--nodefault',
        '--nologo',
        `--infilter=${(isOf95 ? FILTERS_OF_95 : IMPORT_FILTERS)[kind] ?? IMPORT_FILTERS[kind]}`,
        '--convert-to',
        writer,
        '--outdir',
        join(inside, 'out'),
        join(inside, `document.${kind}`),
      ],
      env: { http_proxy: CLOSED_PROXY, https_proxy: CLOSED_PROXY, ftp_proxy: CLOSED_PROXY },
      readable: this.#readable,
      hidden: this.#hidden,
      workDir,
      writableDir: workDir,
      tmpDir,
      talks: false,
      limits: LIMITS,
    };
  }
}

/** A socket path has at most 108 bytes, of which LibreOffice's file name takes up to 62. */
const MAX_SOCKET_FOLDER = 44;

/** Without a document there is nothing to confine. */
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

/** LibreOffice opens no zip with anything before or after it. */
async function copyPart(from: string, to: string, part: ByteRange | undefined): Promise<void> {
  if (part === undefined) return await copyFile(from, to);
  const { start, end } = part;
  await pipeline(createReadStream(from, { start, end: end - 1 }), createWriteStream(to, { mode: 0o600 }));
}

function isSlides(kind: OfficeKind): boolean {
  return kind === 'ppt' || kind === 'pptx';
}

/** Refuses links, with which a program that was taken over could replace the file or its folder. */
async function isFilled(path: string): Promise<boolean> {
  try {
    const [folder, file] = [await lstat(dirname(path)), await lstat(path)];
    return folder.isDirectory() && file.isFile() && file.nlink === 1 && file.size > 0;
  } catch {
    return false;
  }
}

function failureOf(exit: Exit, { kind, isOf95 = false }: OfficeDocument): ConversionFailure {
  if (endingSignal(exit) !== undefined) {
    return new ConversionFailure(
      'limit-exceeded',
      `LibreOffice stopped on the ${kind} file: it takes more than ${MEMORY.addressSpaceBytes / 1024 ** 3} GiB of memory or ` +
        `${LIMITS.cpuSeconds} seconds of processor time, or is damaged; split it, or save it again`,
    );
  }
  const format = isSlides(kind) ? 'pptx' : 'docx';
  return new ConversionFailure(
    isSlides(kind) ? 'presentation-broken' : 'document-broken',
    isOf95
      ? `LibreOffice cannot read the ${kind} file: it is in the format of 1995, which LibreOffice knows only in part; save it again as ${format}, or as PDF`
      : `LibreOffice cannot read the ${kind} file: it is damaged, or has something that LibreOffice does not know; save it again as ${format}, or as PDF`,
  );
}
