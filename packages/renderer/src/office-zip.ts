import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import {
  type Entry,
  fromRandomAccessReaderPromise,
  openPromise as openZip,
  RandomAccessReader,
  type ZipFile,
} from 'yauzl';
import { ConversionFailure } from './failure.ts';
import type { ByteRange, RenderLimits } from './protocol.ts';
import { findZip } from './zip-bounds.ts';

type ZipLimits = RenderLimits['zip'];

/** Smaller parts may have any ratio: a drawing of a megabyte may take two kilobytes. All of them together are bounded. */
const RATIO_FROM_BYTES = 100_000_000;

export class OfficeZip {
  readonly #zip: ZipFile;
  readonly entries: ReadonlyMap<string, Entry>;
  /** Where it lies in the file. */
  readonly bounds: ByteRange;

  private constructor(zip: ZipFile, bounds: ByteRange, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.bounds = bounds;
    this.entries = entries;
  }

  /**
   * Refuses what LibreOffice must not unpack.
   *
   * @throws {ConversionFailure} `unzip-failed`.
   */
  static async open(path: string, limits: ZipLimits): Promise<OfficeZip> {
    try {
      const bounds = findZip(path);
      if (bounds === undefined) throw new Error('The zip has no end.');
      const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
      const bytes = bounds.end - bounds.start;
      const isWhole = bytes === (await stat(path)).size;
      const zip = await (isWhole
        ? openZip(path, options)
        : fromRandomAccessReaderPromise(new PartOfFile(path, bounds), bytes, options));
      return new OfficeZip(zip, bounds, await listEntries(zip, limits));
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

class PartOfFile extends RandomAccessReader {
  readonly #path: string;
  readonly #start: number;

  constructor(path: string, { start }: ByteRange) {
    super();
    this.#path = path;
    this.#start = start;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return createReadStream(this.#path, { start: this.#start + start, end: this.#start + end - 1 });
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
