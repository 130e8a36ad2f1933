import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { ApiError } from '../base/errors.ts';
import { CACHE_CONTROL, contentTypeOf, isResultKey } from './result-key.ts';

/**
 * A web page of slides comes from a stranger's document: it may run its own scripts, in an origin of its own, and request nothing.
 */
const PAGE_POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; script-src 'unsafe-inline' 'unsafe-eval'; sandbox allow-scripts";
/** Any other file runs nothing. */
const FILE_POLICY = "default-src 'none'; sandbox";

/** `GET /files/…`: serves results to everyone who knows their unguessable links. */
export async function serveFolder(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    serve: false,
    suppressWarning: true,
    cacheControl: false,
    contentType: false,
    dotfiles: 'ignore',
    index: false,
    // Set only for a file that exists: a refusal must not be cached for a week.
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
    method: 'GET',
    url: '/files/*',
    config: { access: 'anyone' },
    // Not part of the API: clients get complete links.
    schema: { hide: true },
    handler: async (request, reply) => {
      const key = (request.params as { '*': string })['*'];
      if (!isResultKey(key) || !(await isFileOf(root, key))) throw ApiError.of('route-not-found');
      return reply.sendFile(key);
    },
  });
}

/** Whether the file exists at this very path, not behind a symbolic link. */
async function isFileOf(root: string, key: string): Promise<boolean> {
  try {
    return (await realpath(join(root, key))) === join(await realpath(root), key);
  } catch {
    return false;
  }
}
