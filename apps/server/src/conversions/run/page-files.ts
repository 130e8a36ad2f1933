import { lstat, mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ConversionFailure, type RenderedPage } from '@boardgate/renderer';
import { brokenRenderer } from './broken-renderer.ts';

const NAME = /^[a-z0-9-]{1,40}\.(?:png|jpg|jpeg|webp)$/;

/**
 * Moves the renderer's files into a folder that it cannot write to, and checks them only there, so that a renderer that was taken over
 * cannot replace them by links to other files of this machine.
 */
export class PageFiles {
  readonly #outputDir: string;
  readonly #seenAt: string;
  readonly #takenDir: string;
  readonly #maxBytes: number;
  #bytes = 0;

  /** @param seenAt where the renderer sees `outputDir`. */
  constructor({
    outputDir,
    seenAt,
    takenDir,
    maxBytes,
  }: { outputDir: string; seenAt: string; takenDir: string; maxBytes: number }) {
    this.#outputDir = outputDir;
    this.#seenAt = seenAt;
    this.#takenDir = takenDir;
    this.#maxBytes = maxBytes;
  }

  async prepare(): Promise<void> {
    await mkdir(this.#outputDir, { mode: 0o700 });
    await mkdir(this.#takenDir, { mode: 0o700 });
  }

  /**
   * Returns the page with the paths of its moved files.
   *
   * @throws {ConversionFailure}
   */
  async take({ path, previewPath, ...page }: RenderedPage): Promise<RenderedPage> {
    return {
      ...page,
      ...(path === undefined ? {} : { path: await this.#takeFile(path) }),
      ...(previewPath === undefined ? {} : { previewPath: await this.#takeFile(previewPath) }),
    };
  }

  /** Counts a result that the renderer did not make. */
  async count(path: string): Promise<void> {
    this.#add((await lstat(path)).size);
  }

  async #takeFile(path: string): Promise<string> {
    const name = basename(path);
    if (dirname(path) !== this.#seenAt || !NAME.test(name))
      throw brokenRenderer('named a file outside its folder');
    const taken = join(this.#takenDir, name);
    try {
      await rename(join(this.#outputDir, name), taken);
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
    this.#bytes += bytes;
    if (this.#bytes > this.#maxBytes) {
      throw new ConversionFailure(
        'limit-exceeded',
        `its pages take more than ${this.#maxBytes / 1024 ** 2} MiB in total: lower the scale, or choose jpg or webp`,
      );
    }
  }
}
