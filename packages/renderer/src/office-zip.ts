import { type Entry, openPromise as openZip, type ZipFile } from 'yauzl';
import { ConversionFailure } from './failure.ts';
import type { RenderLimits } from './protocol.ts';

type ZipLimits = RenderLimits['zip'];

/** Smaller parts may have any ratio. */
const RATIO_FROM_BYTES = 1_000_000;

export class OfficeZip {
  readonly #zip: ZipFile;
  readonly entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.entries = entries;
  }

  /**
   * Refuses what LibreOffice must not unpack.
   *
   * @throws {ConversionFailure} `unzip-failed`.
   */
  static async open(path: string, limits: ZipLimits): Promise<OfficeZip> {
    try {
      const zip = await openZip(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true });
      return new OfficeZip(zip, await listEntries(zip, limits));
    } catch (cause) {
      throw failure(cause);
    }
  }

  /**
   * Unpacks the first `maxBytes` of a part, whatever size it claims.
   *
   * @throws {ConversionFailure} `unzip-failed`.
   */
  async readHead(entry: Entry, maxBytes: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
        chunks.push(chunk as Buffer);
        bytes += (chunk as Buffer).length;
        if (bytes >= maxBytes) break;
      }
    } catch (cause) {
      throw failure(cause);
    }
    return Buffer.concat(chunks).subarray(0, maxBytes);
  }

  close(): void {
    this.#zip.close();
  }
}

async function listEntries(zip: ZipFile, limits: ZipLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let expandedBytes = 0;
  if (zip.entryCount > limits.maxEntries) throw excess(`it has more than ${limits.maxEntries} parts`);
  for await (const entry of zip.eachEntry()) {
    expandedBytes += entry.uncompressedSize;
    checkEntry(entry, limits);
    if (expandedBytes > limits.maxExpandedBytes)
      throw excess(`it has more than ${limits.maxExpandedBytes} bytes unpacked`);
    // LibreOffice might read the one that was not checked.
    if (entries.has(entry.fileName)) throw excess('it has two parts of the same name: save it again');
    entries.set(entry.fileName, entry);
  }
  return entries;
}

function checkEntry({ compressedSize, uncompressedSize, fileName }: Entry, limits: ZipLimits): void {
  const { maxPartBytes, maxRatio } = limits;
  if (isXmlName(fileName) && uncompressedSize > maxPartBytes) throw excess(tooLargePart(maxPartBytes));
  if (uncompressedSize > RATIO_FROM_BYTES && uncompressedSize > maxRatio * compressedSize)
    throw excess(`one of its parts is more than ${maxRatio} times as large unpacked`);
}

export function isXmlName(name: string): boolean {
  return /\.(xml|rels|vml)$/i.test(name);
}

export function tooLargePart(maxBytes: number): string {
  return `one of its parts has more than ${maxBytes} bytes unpacked`;
}

function excess(detail: string): ConversionFailure {
  return new ConversionFailure('unzip-failed', detail);
}

function failure(cause: unknown): ConversionFailure {
  if (cause instanceof ConversionFailure) return cause;
  return new ConversionFailure('unzip-failed', 'it is damaged or incomplete: save it again', { cause });
}
