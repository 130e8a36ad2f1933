import { CONTENT_TYPES } from './result-storage.ts';

const PLACE = '[A-Za-z0-9_-]{32}/[0-9a-f]{32}/';
const FOLDER = `(?:static|dynamic)Convert/${PLACE}`;
const NAME = `(?:preview/)?[a-z0-9]{1,16}\\.(?:${Object.keys(CONTENT_TYPES).join('|')})`;

const KEY = new RegExp(`^${FOLDER}${NAME}$`);
/** An uploaded document: stored like a result, and never served. */
const UPLOAD_KEY = new RegExp(`^uploads/${PLACE}document$`);
const PREFIX = new RegExp(`^(?:${FOLDER}|uploads/${PLACE})$`);

/** Clients may keep a file as long as it exists: it never changes. */
export const CACHE_CONTROL = 'public, max-age=604800, immutable';

/** Whether a text is the key of a result, which everybody who knows it may read. */
export function isResultKey(text: string): boolean {
  return KEY.test(text);
}

/** Whether a text is the key of a stored file: of a result, or of an uploaded document. */
export function isStoredKey(text: string): boolean {
  return isResultKey(text) || UPLOAD_KEY.test(text);
}

/** @throws {TypeError} if it is not a key: only this program makes keys, and no other text may become part of a path. */
export function checkResultKey(key: string): void {
  if (!isStoredKey(key)) throw new TypeError('this is not the key of a result');
}

/** @throws {TypeError} if it is not the prefix of one task's keys. */
export function checkResultPrefix(prefix: string): void {
  if (!PREFIX.test(prefix)) throw new TypeError('this is not the key prefix of a task’s results');
}

export function contentTypeOf(key: string): string {
  return CONTENT_TYPES[key.slice(key.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}
