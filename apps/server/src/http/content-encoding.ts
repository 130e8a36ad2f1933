import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { ApiError } from '../base/errors.ts';
import { codeOf } from '../base/operator-error.ts';
import { quoted } from '../base/text.ts';

type Decode = (body: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const decodeGzip: Decode = promisify(gunzip);
const decodeZlib: Decode = promisify(inflate);
const decodeBare: Decode = promisify(inflateRaw);
const decodeBrotli: Decode = promisify(brotliDecompress);

/** In the order in which a refusal names them. */
const DECODERS = new Map<string, Decode>([
  ['gzip', decodeGzip],
  ['deflate', (body, options) => (hasZlibHeader(body) ? decodeZlib : decodeBare)(body, options)],
  ['br', decodeBrotli],
]);
const NAMES = [...DECODERS.keys()].join(', ');

/**
 * Undoes a body's `Content-Encoding`. Decoding stops where the body exceeds the limit, however little was sent.
 *
 * @throws {ApiError} if the encoding is unknown, or the body is not in it or is too large.
 */
export async function decodeBody(header: string, body: Buffer, limitBytes: number): Promise<Buffer> {
  const given = header.trim().toLowerCase();
  if (given === '' || given === 'identity' || body.length === 0) return body;
  // The older name counts as the same (RFC 9110, 8.4.1.3).
  const name = given === 'x-gzip' ? 'gzip' : given;
  const decode = DECODERS.get(name);
  if (decode === undefined) throw ApiError.of('encoding-unknown', quoted(header), NAMES);
  try {
    return await decode(body, { maxOutputLength: limitBytes });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw ApiError.of('body-too-large', limitBytes);
    throw ApiError.of('encoding-broken', name);
  }
}

/** `deflate` means the zlib format, but some clients send the bare data (RFC 9110, 8.4.1.2). */
function hasZlibHeader(body: Buffer): boolean {
  return body.length >= 2 && ((body[0] ?? 0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0;
}
