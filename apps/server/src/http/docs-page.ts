import fastify, { type FastifyInstance } from 'fastify';
import { ConstantAnswer } from './constant-answer.ts';

/**
 * Scripts are files of this server. The page styles itself, and may contact only this server, so it works offline. As a sandbox it has an
 * origin of its own: a fault in it reaches neither the console's page nor its session.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  'sandbox allow-scripts allow-popups allow-downloads',
].join('; ');

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Boardgate API</title>
</head>
<body>
<div id="app"></div>
<script src="/docs/js/storage.js"></script>
<script src="/docs/js/scalar.js"></script>
<script src="/docs/js/start.js"></script>
</body>
</html>
`;

/** In the sandbox there is no storage, which Scalar takes for granted. */
const STORAGE = `for (const name of ['localStorage', 'sessionStorage']) {
  const kept = new Map();
  const storage = {
    getItem: (key) => kept.get(String(key)) ?? null,
    setItem: (key, value) => void kept.set(String(key), String(value)),
    removeItem: (key) => void kept.delete(String(key)),
    clear: () => kept.clear(),
    key: (at) => [...kept.keys()][at] ?? null,
    get length() { return kept.size; },
  };
  Object.defineProperty(window, name, { value: storage });
}
`;

const SHOW = `Scalar.createApiReference('#app', {
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
});
`;

const FILES = [
  ['/docs', 'text/html; charset=utf-8', () => PAGE],
  ['/docs/js/storage.js', 'application/javascript; charset=utf-8', () => STORAGE],
  ['/docs/js/scalar.js', 'application/javascript; charset=utf-8', loadScalar],
  ['/docs/js/start.js', 'application/javascript; charset=utf-8', () => SHOW],
] as const;

/** Serves `/docs`, a page to read the API and try it. */
export function registerDocsPage(app: FastifyInstance): void {
  for (const [url, type, make] of FILES) {
    const file = new ConstantAnswer(make);
    app.route({
      method: 'GET',
      url,
      config: { access: 'anyone' },
      schema: { hide: true },
      handler: (request, reply) =>
        file.send(
          request,
          reply
            .type(type)
            .header('content-security-policy', POLICY)
            .header('x-content-type-options', 'nosniff')
            .header('cache-control', 'max-age=3600'),
        ),
    });
  }
}

/** For the first reader, not at start: the module takes 5 MB, and most servers never serve their documentation. */
async function loadScalar(): Promise<string> {
  const { default: scalar } = await import('@scalar/fastify-api-reference');
  const scratch = fastify();
  await scratch.register(scalar, { routePrefix: '/docs', configuration: { url: '/openapi.json' } });
  const { body } = await scratch.inject('/docs/js/scalar.js');
  await scratch.close();
  return body;
}
