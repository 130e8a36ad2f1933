import type { FastifyInstance } from 'fastify';

export interface ResultStorage {
  /**
   * Stores a file under a key such as `staticConvert/SECRET/UUID/1.png`, complete and durable once this resolves. The source may be moved away.
   *
   * @throws {ConversionFailure} `storage-failed`.
   */
  put(key: string, path: string): Promise<void>;
  /**
   * Copies a stored file to a path.
   *
   * @throws {ConversionFailure} `storage-failed`, also if there is no such file.
   */
  get(key: string, path: string): Promise<void>;
  /**
   * The keys that begin with `prefix`, which ends with a slash.
   *
   * @throws {ConversionFailure} `storage-failed`.
   */
  list(prefix: string): Promise<readonly string[]>;
  urlOf(key: string): string;
  /** Registers the routes that serve the files, if this server serves them. */
  serve(app: FastifyInstance): Promise<void>;
  /** The folder of a prefix's files on this machine; `undefined` if they are elsewhere. */
  folderOf(prefix: string): string | undefined;
  /** Deletes all files whose keys begin with `prefix`, which ends with a slash; there may be none. */
  deleteAll(prefix: string): Promise<void>;
}

export const CONTENT_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  html: 'text/html; charset=utf-8',
  zip: 'application/zip',
  json: 'application/json; charset=utf-8',
};
