import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  DocumentKind,
  FromRenderer,
  RenderedPage,
  RenderLimits,
  RenderOrder,
  Slides,
} from '@boardgate/renderer';
import { LineReader, rendererCommand } from '@boardgate/renderer';
import { onTestFinished } from 'vitest';

export const LIMITS: RenderLimits = {
  maxPages: 500,
  maxPixels: 4_000_000,
  maxSidePixels: 4000,
  pageTimeMs: 3_600_000,
  zip: { maxEntries: 1000, maxExpandedBytes: 100_000_000, maxPartBytes: 50_000_000, maxRatio: 200 },
};

type Wishes = Partial<Omit<RenderOrder, 'limits' | 'source' | 'outputDir'>> & {
  readonly limits?: Partial<RenderLimits>;
};

/** A renderer process, started like the server does, and killed when the test ends. */
export class RendererProcess {
  readonly socket: Socket;
  readonly exit: Promise<number | null>;
  readonly pid: number;
  readonly messages: FromRenderer[] = [];
  readonly source: string;
  readonly outputDir: string;
  #onMessage: (message: FromRenderer) => void = () => {};

  private constructor(workDir: string) {
    this.source = join(workDir, 'source');
    this.outputDir = join(workDir, 'pages');
    const { file, args, env } = rendererCommand({ workDir, outputDir: this.outputDir });
    const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], env });
    this.pid = child.pid ?? 0;
    this.exit = once(child, 'exit').then(([code]) => code as number | null);
    this.socket = child.stdio[3] as Socket;
    const lines = new LineReader();
    this.socket.on('error', () => {});
    this.socket.on('data', (piece: Buffer) => {
      for (const line of lines.push(piece)) {
        const message = JSON.parse(line) as FromRenderer;
        this.messages.push(message);
        this.#onMessage(message);
      }
    });
    onTestFinished(async () => {
      child.kill('SIGKILL');
      await this.exit;
      await rm(workDir, { recursive: true });
    });
  }

  static async start(document: Buffer): Promise<RendererProcess> {
    const workDir = await mkdtemp(join(tmpdir(), 'boardgate-renderer-'));
    await mkdir(join(workDir, 'pages'));
    await writeFile(join(workDir, 'source'), document);
    return new RendererProcess(workDir);
  }

  send(message: object): void {
    this.socket.write(`${JSON.stringify(message)}\n`);
  }

  order({ limits, ...wishes }: Wishes = {}): void {
    const order: RenderOrder = {
      type: 'static',
      scale: 1,
      outputFormat: 'png',
      imageCompressionLevel: 0,
      preview: false,
      source: this.source,
      outputDir: this.outputDir,
      limits: { ...LIMITS, ...limits },
      ...wishes,
    };
    this.send({ command: 'render', order });
  }

  /** Calls back for each message, including earlier ones. */
  onMessage(listener: (message: FromRenderer) => void): void {
    for (const message of this.messages) listener(message);
    this.#onMessage = listener;
  }

  /** The first message of an event, received or still to come. */
  next(event: FromRenderer['event']): Promise<FromRenderer> {
    return new Promise((resolve, reject) => {
      this.onMessage((message) => {
        if (message.event === event) resolve(message);
      });
      this.exit.then((code) => reject(new Error(`It ended with ${code} before "${event}".`)));
    });
  }
}

export interface Rendering {
  readonly kind: DocumentKind | undefined;
  readonly count: number | undefined;
  readonly pages: readonly RenderedPage[];
  readonly failure: { readonly reason: string; readonly detail: string } | undefined;
  readonly slides: Slides | undefined;
  readonly exitStatus: number | null;
  readonly outputDir: string;
}

/** Renders a whole document. @param pdf what LibreOffice would write. */
export async function render(document: Buffer, wishes: Wishes = {}, pdf?: Buffer): Promise<Rendering> {
  const renderer = await RendererProcess.start(document);
  const pages: RenderedPage[] = [];
  if (pdf !== undefined) await writeFile(`${renderer.source}.pdf`, pdf);
  renderer.onMessage((message) => {
    if (message.event === 'page') {
      pages.push(message.page);
      renderer.send({ command: 'taken' });
    }
    if (message.event === 'kind' && message.kind !== 'pdf' && pdf !== undefined)
      renderer.send({ command: 'pdf', path: `${renderer.source}.pdf` });
  });
  renderer.order(wishes);
  const exitStatus = await renderer.exit;
  const find = <E extends FromRenderer['event']>(event: E) =>
    renderer.messages.find(
      (message): message is Extract<FromRenderer, { event: E }> => message.event === event,
    );
  const failed = find('failed');
  return {
    kind: find('kind')?.kind,
    count: find('pages')?.count,
    pages,
    failure: failed && { reason: failed.reason, detail: failed.detail },
    slides: find('slides'),
    exitStatus,
    outputDir: renderer.outputDir,
  };
}
