import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

const PIECE_BYTES = 64 * 1024;

/** Sends bytes that others share as fast as the client reads: what waits for the client is a piece, not a copy of it all. */
export function sendInPieces(reply: FastifyReply, bytes: Buffer): FastifyReply {
  if (bytes.length <= PIECE_BYTES) return reply.send(bytes);
  return reply
    .header('content-length', bytes.length)
    .send(Readable.from(piecesOf(bytes), { objectMode: false }));
}

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}

/**
 * Sends an array of JSON that is read batch by batch, as the client reads.
 *
 * @param readNext the batch after the given one; an empty one ends the array
 */
export function sendBatches<Entry>(
  reply: FastifyReply,
  first: readonly Entry[],
  readNext: (before: readonly Entry[]) => Promise<readonly Entry[]>,
): FastifyReply {
  const toJson = (batch: readonly Entry[]) => String(reply.serialize(batch));
  const pieces = Readable.from(jsonOf(first, readNext, toJson), { objectMode: false });
  return reply.type('application/json; charset=utf-8').send(pieces);
}

async function* jsonOf<Entry>(
  first: readonly Entry[],
  readNext: (before: readonly Entry[]) => Promise<readonly Entry[]>,
  toJson: (batch: readonly Entry[]) => string,
): AsyncGenerator<string> {
  let opening = '[';
  for (let batch = first; batch.length > 0; batch = await readNext(batch)) {
    yield opening + toJson(batch).slice(1, -1);
    opening = ',';
  }
  yield opening === '[' ? '[]' : ']';
}
