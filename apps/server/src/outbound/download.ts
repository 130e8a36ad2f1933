import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { LookupFunction } from 'node:net';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ConversionFailure } from '@boardgate/renderer';
import { codeOf } from '../base/operator-error.ts';
import { toOutboundError } from './connection-failure.ts';
import { followRedirects } from './follow-redirects.ts';
import { OutboundError } from './outbound-error.ts';

interface DownloadPatience {
  /** Until the response headers arrive. */
  readonly headMs: number;
  /** How often `MIN_BYTES_PER_SECOND` are looked for. */
  readonly paceMs: number;
  /** For the whole download. */
  readonly totalMs: number;
}

const PATIENCE: DownloadPatience = { headMs: 10_000, paceMs: 10_000, totalMs: 120_000 };

/** A host that sends less would hold a place for the whole time. */
export const MIN_BYTES_PER_SECOND = 16 * 1024;

export interface Download {
  readonly url: string;
  /** The file to write. A failed download leaves none. */
  readonly to: string;
  readonly maxBytes: number;
  /** Hosts that may be private: see `isAllowedHost`. */
  readonly allowHosts: readonly string[];
  readonly signal: AbortSignal;
  readonly patience?: DownloadPatience;
  readonly lookup?: LookupFunction;
}

/**
 * @throws {ConversionFailure} `download-failed`, `file-empty`, or `unknown` if this server cannot write the file; the abort reason of
 * `signal`.
 */
export async function download(wanted: Download): Promise<{ bytes: number }> {
  const { to, signal, patience = PATIENCE } = wanted;
  const tooLong = AbortSignal.timeout(patience.totalMs);
  try {
    const bytes = await fetchInto(wanted, patience, AbortSignal.any([signal, tooLong]));
    if (bytes === 0) throw new ConversionFailure('file-empty', 'the host sent no bytes');
    return { bytes };
  } catch (error) {
    await rm(to, { force: true });
    signal.throwIfAborted();
    if (error instanceof ConversionFailure) throw error;
    if (isOurDisk(error)) {
      throw new ConversionFailure('unknown', 'the server cannot write the document to its disk', {
        cause: error,
      });
    }
    if (tooLong.aborted) {
      const detail = `it took longer than ${patience.totalMs / 1000} seconds`;
      throw new ConversionFailure('download-failed', detail);
    }
    const { message, cause } = toOutboundError(error);
    throw new ConversionFailure('download-failed', message, { cause });
  }
}

async function fetchInto(
  { url, to, maxBytes, allowHosts, lookup }: Download,
  { headMs, paceMs }: DownloadPatience,
  signal: AbortSignal,
): Promise<number> {
  const answer = await followRedirects(url, { allowHosts, lookup, headMs, signal });
  const counter = countBytes(maxBytes);
  const endPace = keepPace(answer, counter.bytes, paceMs);
  try {
    const announced = announcedBytes(answer);
    if (announced !== undefined && announced > maxBytes) throw tooLarge(maxBytes);
    await pipeline(answer, counter.stream, createWriteStream(to, { mode: 0o600 }), { signal });
    return counter.bytes();
  } finally {
    endPace();
    answer.destroy();
  }
}

/**
 * Ends an answer that comes too slowly.
 *
 * @returns what ends the watching.
 */
function keepPace(answer: IncomingMessage, bytes: () => number, paceMs: number): () => void {
  const least = Math.ceil((MIN_BYTES_PER_SECOND * paceMs) / 1000);
  let before = 0;
  const timer = setInterval(() => {
    // What has arrived in full may still be on its way to the disk.
    if (bytes() - before < least && !answer.complete) {
      const message = `the host sent less than ${least} bytes in ${paceMs / 1000} seconds`;
      answer.destroy(new OutboundError(message));
    }
    before = bytes();
  }, paceMs);
  return () => clearInterval(timer);
}

/** Node fails a response that is shorter than it announced. */
function announcedBytes({ headers }: IncomingMessage): number | undefined {
  const encoding = headers['content-encoding']?.trim().toLowerCase() || 'identity';
  if (encoding !== 'identity')
    throw new OutboundError('the host compressed the response: it must send the file uncompressed');
  const length = headers['content-length'];
  return length === undefined ? undefined : Number(length);
}

/** Stops a body that is too large, whatever length it announced. */
function countBytes(maxBytes: number): { stream: Transform; bytes: () => number } {
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(tooLarge(maxBytes));
      else done(null, chunk);
    },
  });
  return { stream, bytes: () => bytes };
}

function tooLarge(maxBytes: number): OutboundError {
  return new OutboundError(`the document is larger than the ${maxBytes} bytes allowed`);
}

/** A full or broken disk is not the host's fault. */
function isOurDisk(error: unknown): boolean {
  const isOpening = error instanceof Error && 'syscall' in error && error.syscall === 'open';
  return isOpening || ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS'].includes(codeOf(error) ?? '');
}
