import { copyFile, lstat, mkdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type {
  ConversionOrder,
  DocumentKind,
  FromRenderer,
  RenderedPage,
  RenderLimits,
} from '@boardgate/renderer';
import { ConversionFailure } from '@boardgate/renderer';
import { type DynamicFile, makeDynamicFiles, toNote } from './dynamic-files.ts';
import type { Office } from './find-office.ts';
import { type FolderLimits, watchFolder } from './folder-watch.ts';
import { PageFiles } from './page-files.ts';
import { Renderer } from './renderer.ts';
import type { Confinement } from './sandbox.ts';
import type { OfficeKind, Soffice } from './soffice.ts';

/** Of all images, pages and archives of one task. */
const MAX_RESULT_BYTES = 1024 ** 3;
/** Of all that lies in a task’s folder at a time, beside its document and the two copies that LibreOffice gets. */
const MAX_FOLDER = { bytes: 3 * 1024 ** 3, entries: 20_000 } as const;
const COPIES = 3;

export interface ConvertRequest {
  /** The document: in `workDir`. */
  readonly source: string;
  /** An empty folder but for the document, absolute; whoever made it removes it. */
  readonly workDir: string;
  readonly order: ConversionOrder;
  readonly signal: AbortSignal;
  readonly onPages: (count: number) => void;
  /** Takes a page’s files; several calls may be under way at once. */
  readonly onPage: (page: RenderedPage) => Promise<void>;
}

export interface Converted {
  readonly kind: DocumentKind;
  readonly pageCount: number;
  /** JSON, for a dynamic conversion: the speaker notes, and what was not kept. */
  readonly note?: string;
  /** For a dynamic conversion: the page, its notes and an archive of both. */
  readonly files: readonly DynamicFile[];
}

/** What a conversion uses. */
export interface ConversionUses {
  readonly sandbox: Confinement;
  readonly office: Office;
  readonly limits: RenderLimits;
  readonly timeLimitMs: number;
  readonly noProgressMs?: number;
  readonly maxResultBytes?: number;
  readonly maxFolder?: FolderLimits;
}

/** One document’s way through the renderer, and through LibreOffice where it needs that. */
export class Conversion {
  readonly #uses: ConversionUses;
  readonly #request: ConvertRequest;
  /** Aborted with the first thing that goes wrong, which ends everything. */
  readonly #stop = new AbortController();
  /** What must be over before the task is. */
  readonly #underWay = new Set<Promise<void>>();
  readonly #seen = new Set<number>();
  readonly #previews: string[] = [];
  readonly #pages: PageFiles;
  readonly #outputDir: string;
  #kind: DocumentKind | undefined;
  #pageCount: number | undefined;
  #notes: Readonly<Record<string, string>> = {};
  #svg: string | undefined;

  constructor(uses: ConversionUses, request: ConvertRequest) {
    const { workDir, source } = request;
    if (!source.startsWith(workDir + sep)) throw new TypeError('The document must lie in the work folder.');
    this.#uses = uses;
    this.#request = request;
    this.#outputDir = join(workDir, 'pages');
    this.#pages = new PageFiles({
      outputDir: this.#outputDir,
      seenAt: this.#inside(this.#outputDir),
      takenDir: join(workDir, 'taken'),
      maxBytes: uses.maxResultBytes ?? MAX_RESULT_BYTES,
    });
  }

  /** @throws {ConversionFailure}, or whatever the request’s signal was aborted with. */
  async run(): Promise<Converted> {
    const { signal } = this.#request;
    signal.throwIfAborted();
    const onAbort = () => this.#stop.abort(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    const endWatch = await this.#watchFolder();
    try {
      await this.#pages.prepare();
      await this.#render();
      return await this.#finish();
    } catch (error) {
      // What was first says more than what it led to.
      this.#stop.abort(error);
      throw this.#stop.signal.reason;
    } finally {
      signal.removeEventListener('abort', onAbort);
      endWatch();
      await this.#settle();
    }
  }

  /** Each file has its limit, and what becomes a result; this is for the rest, which a program that was taken over may write without end. */
  async #watchFolder(): Promise<() => void> {
    const { source, workDir } = this.#request;
    const { bytes, entries } = this.#uses.maxFolder ?? MAX_FOLDER;
    const { size } = await lstat(source);
    return watchFolder(workDir, { bytes: bytes + COPIES * size, entries }, () => {
      const words = 'it takes more space on the disk than a document may while it is converted';
      this.#stop.abort(new ConversionFailure('limit-exceeded', words));
    });
  }

  async #render(): Promise<void> {
    const renderer = await this.#startRenderer();
    try {
      for (;;) {
        const message = await renderer.next();
        this.#stop.signal.throwIfAborted();
        if (message === undefined) throw await renderer.silentEnd();
        if (message.event === 'done') break;
        await this.#take(message, renderer);
      }
    } finally {
      await renderer.kill();
    }
    await this.#settle();
    this.#stop.signal.throwIfAborted();
  }

  async #startRenderer(): Promise<Renderer> {
    const { sandbox, timeLimitMs, noProgressMs, limits } = this.#uses;
    const { workDir, source, order } = this.#request;
    const tmpDir = join(workDir, 'tmp');
    await mkdir(tmpDir, { mode: 0o700 });
    const renderer = await Renderer.start(
      sandbox,
      { workDir, outputDir: this.#outputDir, tmpDir },
      { stop: this.#stop, timeLimitMs, ...(noProgressMs === undefined ? {} : { noProgressMs }) },
    );
    const { type, scale, outputFormat, imageCompressionLevel, preview } = order;
    renderer.render({
      type,
      scale,
      outputFormat,
      imageCompressionLevel,
      preview,
      source: this.#inside(source),
      outputDir: this.#inside(this.#outputDir),
      limits,
    });
    return renderer;
  }

  async #take(message: Exclude<FromRenderer, { event: 'done' }>, renderer: Renderer): Promise<void> {
    switch (message.event) {
      case 'notes':
        this.#notes = message.notes;
        return;
      case 'kind':
        return await this.#takeKind(message.kind, renderer);
      case 'pages':
        return this.#takeCount(message.count);
      case 'page':
        return this.#takePage(message.page, renderer);
      case 'failed':
        throw new ConversionFailure(message.reason, message.detail);
    }
  }

  async #takeKind(kind: DocumentKind, renderer: Renderer): Promise<void> {
    if (this.#kind !== undefined) throw strange('a second kind');
    this.#kind = kind;
    if (this.#isDynamic && kind !== 'pptx') {
      throw new ConversionFailure(
        'dynamic-only-pptx',
        `this is a ${kind} file: convert it as static, or save it as pptx`,
      );
    }
    if (kind === 'pdf') return;
    const soffice = this.#officeFor(kind);
    const pdf = await soffice.toPdf(this.#officeRun(kind, 'to-pdf'));
    renderer.givePdf(this.#inside(pdf));
    // Meanwhile the renderer makes the previews.
    if (this.#isDynamic) this.#track(this.#present(kind, soffice));
  }

  async #present(kind: OfficeKind, soffice: Soffice): Promise<void> {
    this.#svg = await soffice.toSvg(this.#officeRun(kind, 'to-svg'));
  }

  #takeCount(count: number): void {
    if (this.#kind === undefined || this.#pageCount !== undefined) throw strange('a page count out of turn');
    if (count > this.#uses.limits.maxPages) throw strange('too many pages');
    this.#pageCount = count;
    this.#request.onPages(count);
  }

  #takePage(page: RenderedPage, renderer: Renderer): void {
    const { preview } = this.#request.order;
    if (page.number > (this.#pageCount ?? 0) || this.#seen.has(page.number))
      throw strange('a page out of turn');
    if ((page.path === undefined) !== this.#isDynamic)
      throw strange('a page without its image, or one too many');
    if ((page.previewPath === undefined) === preview)
      throw strange('a page without its preview, or one too many');
    this.#seen.add(page.number);
    this.#track(this.#handOver(page, renderer));
  }

  async #handOver(page: RenderedPage, renderer: Renderer): Promise<void> {
    const taken = await this.#pages.take(page);
    if (this.#isDynamic && taken.previewPath !== undefined)
      await this.#keepPreview(taken.number, taken.previewPath);
    this.#stop.signal.throwIfAborted();
    await this.#request.onPage(taken);
    renderer.take();
  }

  /** For the archive, since whoever takes the page may move its files away. */
  async #keepPreview(number: number, path: string): Promise<void> {
    const kept = join(this.#request.workDir, `preview-${number}.png`);
    await copyFile(path, kept);
    await this.#pages.count(kept);
    this.#previews.push(kept);
  }

  async #finish(): Promise<Converted> {
    const { order, workDir } = this.#request;
    const kind = this.#kind;
    const pageCount = this.#pageCount;
    if (kind === undefined || pageCount === undefined) throw strange('an end before its pages');
    const isDrawn = !this.#isDynamic || order.preview;
    if (isDrawn && this.#seen.size !== pageCount) throw strange('an end before its last page');
    if (this.#svg === undefined) return { kind, pageCount, files: [] };
    const note = toNote(this.#notes);
    const files = await makeDynamicFiles(
      { svg: this.#svg, note, previews: this.#previews, workDir },
      this.#stop.signal,
    );
    for (const { path } of files) await this.#pages.count(path);
    this.#stop.signal.throwIfAborted();
    return { kind, pageCount, note, files };
  }

  #officeFor(kind: OfficeKind): Soffice {
    const { office } = this.#uses;
    if (office.soffice !== undefined) return office.soffice;
    throw new ConversionFailure(
      'file-unsupported',
      `this server does not convert ${kind} files: ${office.missing}`,
    );
  }

  #officeRun(kind: OfficeKind, folder: string) {
    const { workDir, source } = this.#request;
    return { kind, source, workDir: join(workDir, folder), signal: this.#stop.signal };
  }

  get #isDynamic(): boolean {
    return this.#request.order.type === 'dynamic';
  }

  /** A path in the work folder as the renderer sees it. */
  #inside(path: string): string {
    const { workDir } = this.#request;
    return this.#uses.sandbox.insideOf(workDir) + path.slice(workDir.length);
  }

  #track(work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => this.#stop.abort(error))
      .finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }

  async #settle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }
}

function strange(what: string): ConversionFailure {
  return new ConversionFailure(
    'unknown',
    'the process that draws it was broken: the document is damaged, or hostile',
    {
      cause: new Error(`The renderer sent ${what}.`),
    },
  );
}
