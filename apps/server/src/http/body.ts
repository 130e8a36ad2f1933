import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { ApiError } from '../errors.ts';

/** Largest body of a request, in bytes. */
export const BODY_LIMIT_BYTES = 65_536;

/** Most levels of objects and arrays within one another. */
const MAX_DEPTH = 32;

const BYTE_ORDER_MARK = '\u{feff}';

/** The parts of a JSON text that say where keys are. Only for text that `JSON.parse` has accepted. */
const JSON_PARTS = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;

/**
 * Reads every body as a JSON object, whatever its content type says: real clients send JSON as `text/plain` and as a form.
 * An empty body counts as `{}` (spec §1).
 */
export function registerBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addHook('onRequest', (request, _reply, done) => {
    // Fastify refuses a malformed content type before any parser sees it; what it says does not matter here.
    if (request.headers['content-type'] !== undefined) request.headers['content-type'] = 'application/json';
    done();
  });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseBody(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** @throws {ApiError} where the body is not one JSON object of unique keys. */
export function parseBody(body: Buffer): object {
  if (body.length === 0) return {};
  if (!isUtf8(body)) throw ApiError.of('body-not-json');
  const decoded = body.toString('utf8');
  const text = decoded.startsWith(BYTE_ORDER_MARK) ? decoded.slice(1) : decoded;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw ApiError.of('body-not-json');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw ApiError.of('body-not-object');
  checkKeys(text);
  return value;
}

/**
 * Refuses keys that two readers could read differently: doubled ones, of which `JSON.parse` keeps the last and others the
 * first, and `__proto__`.
 */
function checkKeys(json: string): void {
  const open: Set<string>[] = [];
  let lastString = '';
  for (const [part] of json.matchAll(JSON_PARTS)) {
    if (part === '{' || part === '[') {
      if (open.push(new Set()) > MAX_DEPTH) throw ApiError.of('body-too-deep', MAX_DEPTH);
    } else if (part === '}' || part === ']') {
      open.pop();
    } else if (part === ':') {
      addKey(open.at(-1), JSON.parse(lastString) as string);
    } else {
      lastString = part;
    }
  }
}

function addKey(keys: Set<string> | undefined, key: string): void {
  if (key === '__proto__') throw ApiError.of('body-key-forbidden', key);
  if (keys?.has(key)) throw ApiError.of('body-key-doubled', key.slice(0, 64));
  keys?.add(key);
}
