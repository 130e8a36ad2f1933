import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { ApiError } from '../base/errors.ts';
import type { ConversionService } from '../conversions/queue/conversion-service.ts';
import { NOT_BUILT_PAGE } from './not-built-page.ts';

/** In a checkout the console is a package of its own; the published server brings its build. */
const FOLDER = extname(import.meta.filename) === '.ts' ? '../../../console/dist' : '../../console';
export const CONSOLE_FILES = fileURLToPath(new URL(FOLDER, import.meta.url));

const INDEX = 'index.html';
/** The build puts a hash of the content into each name, so that an asset never changes. */
const ASSET = /^assets\/[\w-][\w.-]*$/;
const ASSET_CACHE_CONTROL = 'public, max-age=31536000, immutable';

/** Serves the console: the same page for every path below `/console`, which routes in the browser, and its assets. `/` leads there. */
export async function serveConsole(
  app: FastifyInstance,
  { folder, results }: { folder: string; results: ConversionService['results'] },
): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    suppressWarning: true,
    cacheControl: false,
    dotfiles: 'ignore',
    index: false,
    preCompressed: true,
    // Set only if the file exists: a refusal must not be cached for a year.
    setHeaders: (reply, path) => {
      reply.header('cache-control', basename(path).startsWith(INDEX) ? 'no-cache' : ASSET_CACHE_CONTROL);
    },
  });
  app.route({
    method: 'GET',
    url: '/',
    config: { access: 'anyone' },
    schema: { hide: true },
    handler: async (_request, reply) => reply.redirect('/console'),
  });
  for (const url of ['/console', '/console/*']) {
    app.route({
      method: 'GET',
      url,
      config: { access: 'anyone' },
      // Not part of the API.
      schema: { hide: true },
      handler: async (request, reply) => {
        const path = (request.params as { '*'?: string })['*'] ?? '';
        setPolicies(reply, results);
        if (path.startsWith('assets/')) {
          if (!ASSET.test(path)) throw ApiError.of('route-not-found');
          return reply.sendFile(path);
        }
        // Checked every time: the console may be built while the server runs.
        if (existsSync(join(folder, INDEX))) return reply.sendFile(INDEX);
        return reply
          .code(503)
          .header('cache-control', 'no-store')
          .type('text/html; charset=utf-8')
          .send(NOT_BUILT_PAGE);
      },
    });
  }
}

/**
 * Images of converted pages come from the result storage; all else from this server.
 */
function setPolicies(reply: FastifyReply, results: ConversionService['results']): void {
  const pageImages = new URL(results.urlOf('page')).origin;
  reply.headers({
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      // The components set inline styles; without inline scripts, a style can do little.
      "style-src 'self' 'unsafe-inline'",
      `img-src 'self' data: blob: ${pageImages}`,
      "font-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
}
