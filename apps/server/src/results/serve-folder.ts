import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { ApiError } from '../base/errors.ts';
import { CACHE_CONTROL, contentTypeOf, isResultKey } from './result-key.ts';

/**
 * What a web page of slides may do: run its own scripts, in an origin of its own, and ask for nothing. It is made from a stranger's
 * document.
 */
const PAGE_POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; script-src 'unsafe-inline' 'unsafe-eval'; sandbox allow-scripts";
/** Any other file runs nothing at all. */
const FILE_POLICY = "default-src 'none'; sandbox";

/** `GET /files/…`: results, to everyone who knows their links, which nobody can guess. */
export async function serveFolder(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    serve: false,
    suppressWarning: true,
    cacheControl: false,
    contentType: false,
    dotfiles: 'ignore',
    index: false,
    // Only once a file is there: a refusal must not be kept for a week.
    setHeaders: (reply, path) => {
      reply.headers({
        'content-type': contentTypeOf(path),
        'cache-control': CACHE_CONTROL,
        'x-content-type-options': 'nosniff',
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'referrer-policy': 'no-referrer',
        'content-security-policy': path.endsWith('.html') ? PAGE_POLICY : FILE_POLICY,
      });
    },
  });
  app.route({
    method: ['GET', 'HEAD'],
    url: '/files/*',
    config: { access: 'anyone' },
    // No part of the API: clients are handed whole links.
    schema: { hide: true },
    handler: async (request, reply) => {
      const key = (request.params as { '*': string })['*'];
      if (!isResultKey(key) || !(await isFileOf(root, key))) throw ApiError.of('route-not-found');
      return reply.sendFile(key);
    },
  });
}

/** Whether the file is really there, and not somewhere else that a symbolic link leads to. */
async function isFileOf(root: string, key: string): Promise<boolean> {
  try {
    return (await realpath(join(root, key))) === join(await realpath(root), key);
  } catch {
    return false;
  }
}
