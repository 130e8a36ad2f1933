import { lstat, mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { RenderedPage } from '@boardgate/renderer';
import { ConversionFailure } from '@boardgate/renderer';

const NAME = /^[a-z0-9-]{1,40}\.(?:png|jpg|jpeg|webp)$/;

/**
 * Takes the renderer’s files out of its reach: into a folder that it cannot write to. Only then is it looked at what they are, so that a
 * renderer that was taken over cannot put a link to another file of this machine in their place.
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
   * The page, with its files where they are safe.
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

  /** Counts a result that did not come from the renderer. */
  async count(path: string): Promise<void> {
    this.#add((await lstat(path)).size);
  }

  async #takeFile(path: string): Promise<string> {
    const name = basename(path);
    if (dirname(path) !== this.#seenAt || !NAME.test(name))
      throw distrust('It named a file that is not in its folder.');
    const taken = join(this.#takenDir, name);
    try {
      await rename(join(this.#outputDir, name), taken);
    } catch (cause) {
      throw distrust('It named a file that is not there.', cause);
    }
    const found = await lstat(taken);
    if (!found.isFile() || found.nlink !== 1) throw distrust('It named what is no file of its own.');
    this.#add(found.size);
    return taken;
  }

  #add(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.#maxBytes) {
      throw new ConversionFailure(
        'limit-exceeded',
        `its pages take more than ${this.#maxBytes / 1024 ** 2} MiB in all: lower the scale, or choose jpg or webp`,
      );
    }
  }
}

function distrust(what: string, cause?: unknown): ConversionFailure {
  return new ConversionFailure(
    'unknown',
    'the process that draws it was broken: the document is damaged, or hostile',
    {
      cause: new Error(`The renderer is not to be trusted. ${what}`, { cause }),
    },
  );
}
