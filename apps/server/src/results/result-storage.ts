import type { FastifyInstance } from 'fastify';

/** Where converted pages are kept and how clients reach them. */
export interface ResultStorage {
  /**
   * Stores a file under a key such as `staticConvert/SECRET/UUID/1.png`, replacing what is there: whole and durable once this
   * resolves, or not at all. The file may be moved away.
   *
   * @throws {ConversionFailure} `storage-failed`.
   */
  put(key: string, path: string): Promise<void>;
  /** The link to what is stored under a key. */
  urlOf(key: string): string;
  /** Registers the routes that serve the files, where this server is what serves them. */
  serve(app: FastifyInstance): Promise<void>;
  /** Where an operator finds the files of a prefix on this machine; `undefined` where they are elsewhere. */
  folderOf(prefix: string): string | undefined;
  /** Removes everything whose key begins with `prefix`, which ends with a slash. Nothing there is no fault. */
  deleteAll(prefix: string): Promise<void>;
}

/** The type that a stored file is served as, told by its key's ending. */
export const CONTENT_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  html: 'text/html; charset=utf-8',
  zip: 'application/zip',
  json: 'application/json; charset=utf-8',
};
