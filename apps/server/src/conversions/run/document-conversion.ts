import { copyFile, lstat, mkdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import {
  ConversionFailure,
  type ConversionOrder,
  type DocumentKind,
  type FromRenderer,
  findCjkFonts,
  type PageFlaw,
  type RenderedPage,
  type RenderLimits,
  type Slides,
} from '@boardgate/renderer';
import { brokenRenderer } from './broken-renderer.ts';
import { toNote } from './conversion-note.ts';
import { type DynamicFile, makeDynamicFiles } from './dynamic-files.ts';
import type { Office } from './find-office.ts';
import { type FolderLimits, watchFolder } from './folder-watch.ts';
import { PageFiles } from './page-files.ts';
import { RenderSequence } from './render-sequence.ts';
import { Renderer } from './renderer.ts';
import type { Confinement } from './sandbox.ts';
import type { OfficeDocument, OfficeKind, Soffice } from './soffice.ts';

/** Of all files that one document results in. */
const MAX_RESULT_BYTES = 1024 ** 3;
/** Of the work folder, besides the document and LibreOffice's two copies of it. */
const MAX_FOLDER = { bytes: 3 * 1024 ** 3, entries: 20_000 } as const;
const COPIES = 3;

export interface DocumentRequest {
  /** The document, in `workDir`. */
  readonly source: string;
  /** Absolute; it holds only the document. The caller removes it. */
  readonly workDir: string;
  readonly order: ConversionOrder;
  readonly signal: AbortSignal;
  readonly onPages: (count: number) => void;
  /** Calls may overlap. */
  readonly onPage: (page: RenderedPage) => Promise<void>;
}

export interface ConvertedDocument {
  readonly kind: DocumentKind;
  readonly pageCount: number;
  /** As JSON: what is missing or flawed, and speaker notes of a dynamic conversion. */
  readonly note?: string | undefined;
  /** Of a dynamic conversion: the page, its notes and an archive. */
  readonly files: readonly DynamicFile[];
}

export interface DocumentConversionUses {
  readonly sandbox: Confinement;
  readonly office: Office;
  readonly limits: RenderLimits;
  readonly timeLimitMs: number;
  readonly noProgressMs?: number | undefined;
  readonly maxResultBytes?: number;
  readonly maxFolder?: FolderLimits;
}

type KindMessage = Extract<FromRenderer, { event: 'kind' }>;

export class DocumentConversion {
  readonly #uses: DocumentConversionUses;
  readonly #request: DocumentRequest;
  /** Aborted with the first failure, which ends everything. */
  readonly #stop = new AbortController();
  /** What must settle before the conversion does. */
  readonly #underWay = new Set<Promise<void>>();
  readonly #sequence: RenderSequence;
  readonly #previews: string[] = [];
  readonly #pages: PageFiles;
  readonly #outputDir: string;
  #slides: Slides = { notes: {}, hidden: [] };
  #svg: string | undefined;
  #hasForeignText = false;
  readonly #flaws = new Map<number, PageFlaw>();

  constructor(uses: DocumentConversionUses, request: DocumentRequest) {
    const { workDir, source, order } = request;
    if (!source.startsWith(workDir + sep)) throw new TypeError('The document must lie in the work folder.');
    this.#uses = uses;
    this.#request = request;
    this.#sequence = new RenderSequence(order, uses.limits.maxPages);
    this.#outputDir = join(workDir, 'pages');
    this.#pages = new PageFiles({
      outputDir: this.#outputDir,
      seenAt: this.#inside(this.#outputDir),
      takenDir: join(workDir, 'taken'),
      maxBytes: uses.maxResultBytes ?? MAX_RESULT_BYTES,
    });
  }

  /** @throws {ConversionFailure}, or the abort reason of the request's signal. */
  async run(): Promise<ConvertedDocument> {
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
      // The first failure explains more than those that follow from it.
      this.#stop.abort(error);
      throw this.#stop.signal.reason;
    } finally {
      signal.removeEventListener('abort', onAbort);
      endWatch();
      await this.#settle();
    }
  }

  /** A program that was taken over may write more than files and results that have their own limits. */
  async #watchFolder(): Promise<() => void> {
    const { source, workDir } = this.#request;
    const { bytes, entries } = this.#uses.maxFolder ?? MAX_FOLDER;
    const { size } = await lstat(source);
    return watchFolder(workDir, { bytes: bytes + COPIES * size, entries }, () => {
      const detail = 'the conversion takes more disk space than allowed';
      this.#stop.abort(new ConversionFailure('limit-exceeded', detail));
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
      { stop: this.#stop, timeLimitMs, noProgressMs },
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
      case 'slides':
        this.#slides = message;
        return;
      case 'kind':
        return await this.#takeKind(message, renderer);
      case 'pages':
        this.#sequence.takeCount(message.count);
        return this.#request.onPages(message.count);
      case 'page':
        this.#sequence.takePage(message.page);
        return this.#track(this.#handOver(message.page, renderer));
      case 'failed':
        throw new ConversionFailure(message.reason, message.detail);
    }
  }

  async #takeKind({ kind, of95, hasForeignText, zip }: KindMessage, renderer: Renderer): Promise<void> {
    this.#sequence.takeKind(kind);
    if (kind === 'pdf') return;
    if (zip !== undefined && zip.start >= zip.end) throw brokenRenderer('sent a part that is none');
    this.#hasForeignText = hasForeignText === true;
    const how = { kind, isOf95: of95 === true, part: zip };
    const soffice = this.#officeFor(kind);
    const pdf = await soffice.toPdf(this.#officeRun(how, 'to-pdf'));
    renderer.givePdf(this.#inside(pdf));
    // While the renderer draws the previews.
    if (this.#isDynamic) this.#track(this.#present(how, soffice));
  }

  async #present(how: OfficeDocument, soffice: Soffice): Promise<void> {
    this.#svg = await soffice.toSvg(this.#officeRun(how, 'to-svg'));
  }

  async #handOver(page: RenderedPage, renderer: Renderer): Promise<void> {
    if (page.flaw !== undefined) this.#flaws.set(page.number, page.flaw);
    const taken = await this.#pages.take(page);
    if (this.#isDynamic && taken.previewPath !== undefined)
      await this.#keepPreview(taken.number, taken.previewPath);
    this.#stop.signal.throwIfAborted();
    await this.#request.onPage(taken);
    renderer.take();
  }

  /** For the archive: `onPage` may move the file away. */
  async #keepPreview(number: number, path: string): Promise<void> {
    const kept = join(this.#request.workDir, `preview-${number}.png`);
    await copyFile(path, kept);
    await this.#pages.count(kept);
    this.#previews.push(kept);
  }

  async #finish(): Promise<ConvertedDocument> {
    const { kind, pageCount } = this.#sequence.end();
    if (this.#svg === undefined) return { kind, pageCount, note: this.#note(undefined), files: [] };
    const note = this.#note(this.#slides.notes) ?? '{}';
    const files = await makeDynamicFiles(
      {
        svg: this.#svg,
        hidden: this.#slides.hidden,
        note,
        previews: this.#previews,
        workDir: this.#request.workDir,
      },
      this.#stop.signal,
    );
    for (const { path } of files) await this.#pages.count(path);
    this.#stop.signal.throwIfAborted();
    return { kind, pageCount, note, files };
  }

  #note(notes: Slides['notes'] | undefined): string | undefined {
    const hasCjkFonts = findCjkFonts() !== undefined;
    return toNote({ flaws: this.#flaws, hasCjkFonts, hasForeignText: this.#hasForeignText, notes });
  }

  #officeFor(kind: OfficeKind): Soffice {
    const { office } = this.#uses;
    if (office.soffice !== undefined) return office.soffice;
    const detail = `this server does not convert ${kind} files: ${office.missing}`;
    throw new ConversionFailure('file-unsupported', detail);
  }

  #officeRun(how: OfficeDocument, folder: string) {
    const { workDir, source } = this.#request;
    return { ...how, source, workDir: join(workDir, folder), signal: this.#stop.signal };
  }

  get #isDynamic(): boolean {
    return this.#request.order.type === 'dynamic';
  }

  /** A path in the work folder, as the renderer sees it. */
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
