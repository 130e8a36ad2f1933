import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from '../base/errors.ts';
import { decodeBody } from './content-encoding.ts';
import { watchUnfinished } from './unfinished-bodies.ts';

const BODY_LIMIT_BYTES = 65_536;

/** How deep objects and arrays may be nested. */
const MAX_DEPTH = 32;

const JSON_TYPE = 'application/json';

const BYTE_ORDER_MARK = '\u{feff}';

/** The parts of a JSON text that show where its keys are. Use it only on text that `JSON.parse` has accepted. */
const JSON_PARTS = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;

/**
 * Reads every body as a JSON object, whatever its content type: real clients send JSON as `text/plain` and as a form. An empty
 * body counts as `{}`, and so do `null` and `[]`, which HTTP libraries send for no body (spec §1).
 */
export function registerBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(JSON_TYPE, readBody);
  app.addHook('onRequest', (request, _reply, done) => {
    // Fastify would refuse a malformed content type before the parser runs, and look up every unknown one again.
    request.headers['content-type'] = JSON_TYPE;
    done();
  });
}

type Done = (error: Error | null, body?: object) => void;

function readBody({ headers }: FastifyRequest, stream: IncomingMessage, done: Done): void {
  collectBody(stream, (error, sent) => {
    if (sent === undefined) done(error);
    else finishBody(sent, headers['content-encoding'], done);
  });
}

/** Collects a body as it comes, compressed or not, up to the limit. Fastify's own reader copies the body once more. */
export function collectBody(
  stream: IncomingMessage,
  done: (error: ApiError | null, sent?: Buffer) => void,
): void {
  const announced = Number(stream.headers['content-length'] ?? Infinity);
  if (announced !== Infinity && announced > BODY_LIMIT_BYTES) {
    done(tooLarge());
    return;
  }
  const chunks: Buffer[] = [];
  let length = 0;
  let isSettled = false;
  // A refused client may keep sending, or disconnect. Whoever waits must hear of one outcome only.
  const settle: typeof done = (error, sent) => {
    if (isSettled) return;
    isSettled = true;
    done(error, sent);
  };
  stream.on('data', (chunk: Buffer) => {
    if (length === 0 && chunk.length < announced) watchUnfinished(stream);
    length += chunk.length;
    if (length > BODY_LIMIT_BYTES) settle(tooLarge());
    else chunks.push(chunk);
  });
  stream.on('error', () => settle(ApiError.of('request-malformed')));
  stream.on('end', () => {
    const [first] = chunks;
    settle(null, chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks));
  });
}

function finishBody(sent: Buffer, encoding: string | undefined, done: Done): void {
  if (encoding === undefined) finishDecodedBody(sent, done);
  else decodeBody(encoding, sent, BODY_LIMIT_BYTES).then((decoded) => finishDecodedBody(decoded, done), done);
}

function finishDecodedBody(decoded: Buffer, done: Done): void {
  let body: object;
  try {
    body = parseBody(decoded);
  } catch (error) {
    done(error as Error);
    return;
  }
  done(null, body);
}

function tooLarge(): ApiError {
  return ApiError.of('body-too-large', BODY_LIMIT_BYTES);
}

/** @throws {ApiError} if the body is not a JSON object with unique keys. */
function parseBody(body: Buffer): object {
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
  if (value === null || (Array.isArray(value) && value.length === 0)) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw ApiError.of('body-not-object');
  if (!isPlainlyFlat(text, value)) checkKeys(text);
  return value;
}

/**
 * Whether the body is the usual one, an object of plain values with unique keys: then it has one colon for each key. {@link checkKeys}
 * examines every other body, also one with a colon in a text.
 */
function isPlainlyFlat(json: string, value: object): boolean {
  if (
    json.includes('[') ||
    json.indexOf('{', json.indexOf('{') + 1) !== -1 ||
    Object.hasOwn(value, '__proto__')
  )
    return false;
  let colons = 0;
  for (let at = json.indexOf(':'); at !== -1; at = json.indexOf(':', at + 1)) colons++;
  return colons === Object.keys(value).length;
}

/**
 * Refuses keys that two parsers may read differently: repeated ones, of which `JSON.parse` keeps the last and others the first, and
 * `__proto__`.
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
