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
  /** Between two bytes. */
  readonly idleMs: number;
  /** For the whole download: a host may trickle. */
  readonly totalMs: number;
}

const PATIENCE: DownloadPatience = { headMs: 10_000, idleMs: 10_000, totalMs: 120_000 };

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
  { headMs, idleMs }: DownloadPatience,
  signal: AbortSignal,
): Promise<number> {
  const answer = await followRedirects(url, { allowHosts, lookup, headMs, signal });
  try {
    const announced = announcedBytes(answer);
    if (announced !== undefined && announced > maxBytes) throw tooLarge(maxBytes);
    const counter = countBytes(maxBytes);
    answer.setTimeout(idleMs, () => {
      answer.destroy(new OutboundError(`the host sent nothing for ${idleMs / 1000} seconds`));
    });
    await pipeline(answer, counter.stream, createWriteStream(to, { mode: 0o600 }), { signal });
    return counter.bytes();
  } finally {
    answer.destroy();
  }
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
