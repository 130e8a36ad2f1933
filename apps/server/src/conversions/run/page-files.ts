import { lstat, mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ConversionFailure, type RenderedPage } from '@boardgate/renderer';
import { brokenRenderer } from './broken-renderer.ts';

const NAME = /^[a-z0-9-]{1,40}\.(?:png|jpg|jpeg|webp)$/;

interface PageFilesOptions {
  readonly outputDir: string;
  /** Where the renderer sees `outputDir`. */
  readonly seenAt: string;
  readonly takenDir: string;
  readonly maxBytes: number;
}

/**
 * Moves the renderer's files into a folder that it cannot write to, and only there checks them: a renderer that was taken over could
 * replace them by links to other files.
 */
export class PageFiles {
  readonly #options: PageFilesOptions;
  #bytes = 0;

  constructor(options: PageFilesOptions) {
    this.#options = options;
  }

  async prepare(): Promise<void> {
    for (const path of [this.#options.outputDir, this.#options.takenDir]) await mkdir(path, { mode: 0o700 });
  }

  /**
   * Returns the page with the paths of its moved files.
   *
   * @throws {ConversionFailure}
   */
  async take({ path, previewPath, ...page }: RenderedPage): Promise<RenderedPage> {
    return { ...page, path: await this.#takeFile(path), previewPath: await this.#takeFile(previewPath) };
  }

  /** Counts a result that the renderer did not make. */
  async count(path: string): Promise<void> {
    this.#add((await lstat(path)).size);
  }

  async #takeFile(path: string | undefined): Promise<string | undefined> {
    if (path === undefined) return undefined;
    const { outputDir, seenAt, takenDir } = this.#options;
    const name = basename(path);
    if (dirname(path) !== seenAt || !NAME.test(name)) throw brokenRenderer('named a file outside its folder');
    const taken = join(takenDir, name);
    try {
      await rename(join(outputDir, name), taken);
    } catch (cause) {
      throw brokenRenderer('named a file that does not exist', cause);
    }
    const found = await lstat(taken);
    if (!found.isFile() || found.nlink !== 1)
      throw brokenRenderer('named something other than a file of its own');
    this.#add(found.size);
    return taken;
  }

  #add(bytes: number): void {
    const { maxBytes } = this.#options;
    this.#bytes += bytes;
    if (this.#bytes <= maxBytes) return;
    const max = maxBytes / 1024 ** 2;
    const detail = `its pages take more than ${max} MiB in total: lower the scale, or choose jpg or webp`;
    throw new ConversionFailure('limit-exceeded', detail);
  }
}
