import {
  ConversionFailure,
  type FromRenderer,
  LineReader,
  MAX_UNTAKEN,
  type RenderOrder,
  rendererCommand,
  type ToRenderer,
} from '@boardgate/renderer';
import { brokenRenderer } from './broken-renderer.ts';
import { type ConfinedProcess, type Exit, endingSignal } from './confined-process.ts';
import type { ConfinedProgram } from './confined-program.ts';
import { isKilledFromOutside, ProgramKilled } from './program-killed.ts';
import { readMessage } from './renderer-messages.ts';
import type { Confinement } from './sandbox.ts';

/** Of processor time: on a busy machine a conversion, which gives way to requests, may take far longer. */
const NO_PROGRESS_MS = 20_000;
/** By the clock, as a multiple of the processor time. */
const CLOCK_FACTOR = 10;
const LOOK_MS = 250;
/** More than a renderer sends at once: it stops at `MAX_UNTAKEN` pages. */
const MAX_UNREAD = 64;

/** Twice what PDFium may have. Not of the address space: V8 reserves 10 GiB around PDFium's memory, or is slower without. */
const DATA_BYTES = 3 * 1024 ** 3;
const FILE_BYTES = 512 * 1024 ** 2;

type Folders = Readonly<Record<'workDir' | 'outputDir' | 'tmpDir', string>>;

interface RendererOptions {
  /** Ends the renderer when aborted, and is aborted with the renderer's failure. */
  readonly stop: AbortController;
  /** Of processor time. */
  readonly timeLimitMs: number;
  readonly noProgressMs?: number | undefined;
}

/** One document's renderer process, which is not trusted: it reads the document. */
export class Renderer {
  readonly #process: ConfinedProcess;
  readonly #messages: FromRenderer[] = [];
  readonly #fail: (reason: unknown) => void;
  readonly #timeLimitMs: number;
  #wake = () => {};
  #isGone = false;
  #heardAny = false;
  #untaken = 0;
  #waitsForPdf = false;
  #lastProgress = { cpuMs: 0, at: performance.now() };

  private constructor(
    child: ConfinedProcess,
    { stop, timeLimitMs, noProgressMs = NO_PROGRESS_MS }: RendererOptions,
  ) {
    this.#process = child;
    this.#fail = (reason) => stop.abort(reason);
    this.#timeLimitMs = timeLimitMs;
    const watchdog = setInterval(() => this.#look(noProgressMs), Math.min(LOOK_MS, noProgressMs));
    const lines = new LineReader();
    child.channel?.on('data', (piece: Buffer) => {
      try {
        for (const line of lines.push(piece)) this.#hear(readMessage(line));
      } catch (cause) {
        this.#fail(brokenRenderer('broke the protocol', cause));
      }
    });
    void child.ended.then(() => {
      clearInterval(watchdog);
      this.#isGone = true;
      this.#wake();
    });
  }

  /**
   * @throws {Error} if the system does not start it.
   */
  static async start(sandbox: Confinement, folders: Folders, options: RendererOptions): Promise<Renderer> {
    const { stop, timeLimitMs } = options;
    const child = await sandbox.start(programOf(sandbox, folders, timeLimitMs), stop.signal);
    return new Renderer(child, options);
  }

  render(order: RenderOrder): void {
    this.#send({ command: 'render', order });
  }

  /** @param path of the PDF, as the renderer sees it. */
  givePdf(path: string): void {
    this.#waitsForPdf = false;
    this.#send({ command: 'pdf', path });
  }

  /** To be called when a page's files have been taken. */
  take(): void {
    this.#untaken--;
    this.#send({ command: 'taken' });
  }

  /** The next message; `undefined` once the process has ended. */
  async next(): Promise<FromRenderer | undefined> {
    while (this.#messages.length === 0 && !this.#isGone) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#messages.shift();
  }

  /** Why it ended without `done` or `failed`. */
  async silentEnd(): Promise<ConversionFailure> {
    const exit = await this.#process.ended;
    if (isKilledFromOutside(exit, this.#process, this.#timeLimitMs)) return new ProgramKilled();
    return this.#heardAny || endingSignal(exit) !== undefined ? endedEarly() : notStarted(exit);
  }

  /** Resolves when it is gone. */
  async kill(): Promise<void> {
    await this.#process.kill();
  }

  #send(message: ToRenderer): void {
    this.#noteProgress();
    this.#process.channel?.write(`${JSON.stringify(message)}\n`);
  }

  #hear(message: FromRenderer): void {
    if (this.#messages.length >= MAX_UNREAD)
      throw new TypeError('The renderer sent more messages than were asked for.');
    this.#noteProgress();
    this.#heardAny = true;
    if (message.event === 'kind') this.#waitsForPdf = message.kind !== 'pdf';
    if (message.event === 'page') this.#untaken++;
    this.#messages.push(message);
    this.#wake();
  }

  #noteProgress(): void {
    this.#lastProgress = { cpuMs: this.#process.cpuMs, at: performance.now() };
  }

  #look(limitMs: number): void {
    const isWaitingForUs = this.#waitsForPdf || this.#untaken >= MAX_UNTAKEN;
    if (isWaitingForUs) {
      this.#noteProgress();
      return;
    }
    const { cpuMs, at } = this.#lastProgress;
    if (this.#process.cpuMs - cpuMs > limitMs) {
      const detail = `a page takes more than ${limitMs / 1000} seconds of processor time: it is too large or too complex`;
      this.#fail(new ConversionFailure('limit-exceeded', detail));
    } else if (performance.now() - at > CLOCK_FACTOR * limitMs) {
      const seconds = (CLOCK_FACTOR * limitMs) / 1000;
      const detail = `nothing was drawn for ${seconds} seconds: this server is busy, try again later`;
      this.#fail(new ConversionFailure('task-timeout', detail));
    }
  }
}

function programOf(
  sandbox: Confinement,
  { workDir, outputDir, tmpDir }: Folders,
  timeLimitMs: number,
): ConfinedProgram {
  const inside = sandbox.insideOf(workDir);
  const command = rendererCommand({ workDir: inside, outputDir: inside + outputDir.slice(workDir.length) });
  return {
    ...command,
    readable: [command.file, ...readableBy(command.args, inside)],
    workDir,
    writableDir: outputDir,
    tmpDir,
    talks: true,
    limits: {
      memory: { dataBytes: DATA_BYTES },
      cpuSeconds: Math.ceil(timeLimitMs / 1000),
      fileBytes: FILE_BYTES,
    },
  };
}

/** What Node's permission model lets it read, except the work folder, which is mounted anyway. */
function readableBy(args: readonly string[], workDir: string): string[] {
  const flag = '--allow-fs-read=';
  return args
    .filter((arg) => arg.startsWith(flag))
    .map((arg) => arg.slice(flag.length))
    .filter((path) => !path.startsWith(`${workDir}/`));
}

function endedEarly(): ConversionFailure {
  return new ConversionFailure(
    'limit-exceeded',
    'the process that draws it ended early: the document takes more memory or processor time than allowed, or is damaged',
  );
}

/** The operator finds the cause in the log. */
function notStarted({ code }: Exit): ConversionFailure {
  return new ConversionFailure('unknown', 'the process that draws documents does not start on this server', {
    cause: new Error(`The renderer ended with status ${code} before its first message.`),
  });
}
