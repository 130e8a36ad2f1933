import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendInPieces } from './send-in-pieces.ts';

const compress = promisify(gzip);

/** Text that is the same for everyone: made and compressed once, and sent from one buffer. */
export class ConstantAnswer {
  readonly #make: () => string | Promise<string>;
  #made: Promise<{ readonly plain: Buffer; readonly compressed: Buffer }> | undefined;

  /** @param make called for the first who asks, and again if it failed */
  constructor(make: () => string | Promise<string>) {
    this.#make = make;
  }

  async send({ headers }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    this.#made ??= this.#prepare();
    const { plain, compressed } = await this.#made.catch((error: unknown) => {
      this.#made = undefined;
      throw error;
    });
    reply.header('vary', 'accept-encoding');
    if (!acceptsGzip(headers['accept-encoding'])) return sendInPieces(reply, plain);
    return sendInPieces(reply.header('content-encoding', 'gzip'), compressed);
  }

  async #prepare() {
    const plain = Buffer.from(await this.#make());
    return { plain, compressed: await compress(plain) };
  }
}

function acceptsGzip(accepted: string | string[] | undefined): boolean {
  return String(accepted)
    .split(',')
    .some((choice) => /^\s*(?:x-)?gzip\s*(?:;\s*q\s*=\s*(?!0(?:\.0*)?\s*$).*)?$/i.test(choice));
}
