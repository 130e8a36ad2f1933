import { copyFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConversionFailure } from '@boardgate/renderer';
import type { Config } from '../../config/config.ts';
import { download } from '../../outbound/download.ts';
import type { ResultStorage } from '../../results/result-storage.ts';

interface FetchDocumentOptions {
  /** The folder to put it in. */
  readonly workDir: string;
  /** The document, if it need not be downloaded. */
  readonly localFile?: string | undefined;
  /** The key of an uploaded document. */
  readonly uploadKey?: string | undefined;
  readonly results: Pick<ResultStorage, 'get'>;
  readonly signal: AbortSignal;
}

/**
 * @returns the path of the document.
 * @throws {ConversionFailure}, or the abort reason of `signal`.
 */
export async function fetchDocument(
  url: string,
  config: Pick<Config, 'conversionMaxBytes' | 'conversionAllowHosts'>,
  { workDir, localFile, uploadKey, results, signal }: FetchDocumentOptions,
): Promise<string> {
  const { conversionMaxBytes: maxBytes, conversionAllowHosts: allowHosts = [] } = config;
  const to = join(workDir, 'document');
  if (localFile !== undefined) await copyLocal(localFile, to, maxBytes);
  else if (uploadKey !== undefined) await results.get(uploadKey, to);
  else await download({ url, to, maxBytes, allowHosts, signal });
  return to;
}

async function copyLocal(from: string, to: string, maxBytes: number): Promise<void> {
  const { size } = await stat(from);
  if (size === 0) throw new ConversionFailure('file-empty', 'it has 0 bytes');
  if (size > maxBytes) {
    throw new ConversionFailure('download-failed', `it has ${size} bytes, at most ${maxBytes} are allowed`);
  }
  await copyFile(from, to);
}
