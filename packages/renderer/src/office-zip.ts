import { type Entry, openPromise as openZip, type ZipFile } from 'yauzl';
import { ConversionFailure } from './failure.ts';
import type { RenderLimits } from './protocol.ts';

type ZipLimits = RenderLimits['zip'];

/** Smaller parts may grow as much as they like. */
const RATIO_FROM_BYTES = 1_000_000;

/** The zip of a Word or PowerPoint file, within its limits. */
export class OfficeZip {
  readonly #zip: ZipFile;
  readonly entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.entries = entries;
  }

  /**
   * Reads the list of its parts, and refuses what LibreOffice must not unpack.
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
   * Unpacks a part, and no more than `maxBytes` of it whatever it claims to have; a longer one is cut off there.
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
      throw excess(`unpacked it has more than ${limits.maxExpandedBytes} bytes`);
    // Two readers may take different ones, and only one of them has been looked at.
    if (entries.has(entry.fileName)) throw excess('it has two parts of the same name: save it anew');
    entries.set(entry.fileName, entry);
  }
  return entries;
}

function checkEntry({ compressedSize, uncompressedSize, fileName }: Entry, limits: ZipLimits): void {
  const { maxPartBytes, maxRatio } = limits;
  if (isXmlName(fileName) && uncompressedSize > maxPartBytes)
    throw excess(`unpacked a part of it has more than ${maxPartBytes} bytes`);
  if (uncompressedSize > RATIO_FROM_BYTES && uncompressedSize > maxRatio * compressedSize)
    throw excess(`a part of it grows more than ${maxRatio} times when it is unpacked`);
}

/** Whether a part is XML by the ending of its name. */
export function isXmlName(name: string): boolean {
  return /\.(xml|rels|vml)$/i.test(name);
}

function excess(detail: string): ConversionFailure {
  return new ConversionFailure('unzip-failed', detail);
}

function failure(cause: unknown): ConversionFailure {
  if (cause instanceof ConversionFailure) return cause;
  return new ConversionFailure('unzip-failed', 'it is damaged or cut off: save it anew', { cause });
}
